import type { Fault } from '#core/base/fault.ts'
import type { Result } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'

export type BackupFault =
  | Fault<'storage/diskFull'>
  | Fault<'storage/readOnly'>
  /** A page of the database, or of the copy, does not hold: the next start finds it too, and mends it. */
  | Fault<'storage/damaged', { code: string }>
  | Fault<'storage/failed', { code: string }>

export interface BackupStatus {
  /** When the last copy was made that opened and checked; absent before the first one. */
  readonly lastGoodAt?: Instant
  /** What the last attempt came to, where it failed. */
  readonly fault?: BackupFault
  /** The same of the second folder, where one is configured: another disk, a share. */
  readonly second?: { readonly lastGoodAt?: Instant; readonly fault?: BackupFault }
}

/** Copies of the workplace's database, encrypted as it is, while it is worked with. */
export interface Backups {
  /**
   * Copies the database if anything was written since the last copy; one copy at a time.
   * @returns whether a copy was made
   */
  readonly take: () => Promise<Result<boolean, BackupFault>>
  readonly status: () => BackupStatus
}
