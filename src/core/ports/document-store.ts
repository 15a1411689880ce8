import type { Fault } from '#core/base/fault.ts'
import type { Result } from '#core/base/result.ts'
import type { ContentHash } from '#core/domain/ids.ts'

export type StoreFault =
  Fault<'storage/diskFull', { freeBytes?: number }> | Fault<'storage/readOnly'> | Fault<'storage/failed', { code: string }>
export type ReadStoreFault = Fault<'storage/missing'> | Fault<'storage/damaged'> | Fault<'storage/failed', { code: string }>

/**
 * Content-addressed files, each encrypted by itself (AES-256-GCM under the workplace's key). Writing the same content twice keeps one
 * file. When `put` returns, the file is on disk (fsync of the file and its folder).
 */
export interface DocumentStore {
  readonly put: (content: Uint8Array) => Promise<Result<ContentHash, StoreFault>>
  readonly get: (hash: ContentHash) => Promise<Result<Uint8Array, ReadStoreFault>>
  readonly has: (hash: ContentHash) => Promise<boolean>
  /** Free space of the volume, bytes. */
  readonly freeBytes: () => Promise<number>
}
