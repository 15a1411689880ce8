import type { AssemblyPage } from '#core/ports/paper.ts'

/** What the worker is asked. */
export type PdfTask =
  | { readonly kind: 'count'; readonly pdf: Uint8Array }
  | { readonly kind: 'assemble'; readonly pages: readonly AssemblyPage[]; readonly title: string }

/** What it answers. A worker that ran out of time or memory, or died, counts as `damaged`: the file is to blame. */
export type PdfAnswer =
  | { readonly kind: 'counted'; readonly pages: number }
  | { readonly kind: 'assembled'; readonly pdf: Uint8Array }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'damaged' }
