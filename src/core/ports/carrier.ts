import type { Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { ReadStoreFault } from './document-store.ts'

export type CarrierFault =
  | Fault<'carrier/folderMissing'>
  | Fault<'carrier/full', { freeBytes: number }>
  | Fault<'carrier/readOnly'>
  | Fault<'carrier/removed'>
  | Fault<'carrier/cancelled'>
  | Fault<'carrier/failed', { code: string }>

/** A folder of a medium that can be taken away, or one that the administrator named. */
export interface CarrierPlace {
  readonly folder: string
  readonly freeBytes: number
}

export interface CarrierEntry {
  readonly name: string
  readonly bytes: number
  /** Read when its turn comes, and let go: one entry is in memory at a time. */
  readonly read: () => Promise<Result<Uint8Array, ReadStoreFault>>
}

export interface CarrierFile {
  readonly folder: string
  readonly fileName: string
  /** X25519 recipient of age, `age1…`. */
  readonly recipient: string
  readonly entries: readonly CarrierEntry[]
}

/** Files on media that are carried from hand to hand. */
export interface Carrier {
  readonly places: () => Promise<readonly CarrierPlace[]>
  /**
   * Writes the entries as a tar archive encrypted by age. The file gets its name when all of it is on the medium; of anything else nothing is left.
   * @param onProgress bytes of the entries so far
   * @returns path of the file, and its length
   */
  readonly write: (
    file: CarrierFile,
    onProgress: (done: number) => void,
    signal: AbortSignalLike,
  ) => Promise<Result<{ readonly path: string; readonly bytes: number }, CarrierFault | ReadStoreFault>>
}
