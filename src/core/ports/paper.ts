import type { Fault } from '#core/base/fault.ts'
import type { Result } from '#core/base/result.ts'
import type { Rotation } from '#core/domain/document.ts'

/** A file as it came from outside, read and judged. */
export type ReadFile =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array; readonly pages: number }
  /** Images are re-encoded to JPEG: nothing of the original file's structure survives. A multi-page TIFF gives several. */
  | {
      readonly kind: 'images'
      readonly images: readonly { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number; readonly dpi: number }[]
    }

export type ReadFileFault =
  | Fault<'document/tooLarge', { bytes: number; limit: number }>
  | Fault<'document/tooManyPages', { pages: number; limit: number }>
  | Fault<'document/tooManyPixels', { limit: number }>
  | Fault<'document/unknownType'>
  | Fault<'document/damaged'>
  | Fault<'document/encrypted'>
  | Fault<'document/empty'>

export type AssemblyPage =
  | { readonly kind: 'image'; readonly jpeg: Uint8Array; readonly dpi: number; readonly rotation: Rotation }
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array; readonly index: number; readonly rotation: Rotation }

/** Reading papers from outside, making thumbnails, binding pages into the one PDF that is signed and sent. */
export interface Paper {
  readonly readFile: (bytes: Uint8Array) => Promise<Result<ReadFile, ReadFileFault>>
  /** JPEG, the longer side at most `side` pixels. */
  readonly thumbnail: (jpeg: Uint8Array, side: number) => Promise<Uint8Array>
  /**
   * Binds pages into one PDF. The same pages give the same bytes (no dates, no random ids), so the content's hash is stable.
   */
  readonly assemble: (pages: readonly AssemblyPage[], title: string) => Promise<Result<Uint8Array, Fault<'document/damaged'>>>
}
