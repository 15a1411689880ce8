import { PDFArray, PDFName } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'
import { loadPdf } from './load-pdf.ts'
import type { PdfAnswer } from './pdf-task.ts'

/** Counts the pages and sees that each has a size and that its contents are in the file. */
export async function countPages(bytes: Uint8Array): Promise<PdfAnswer> {
  const loaded = await loadPdf(bytes)
  if (loaded.kind !== 'loaded') return loaded
  try {
    const pages = loaded.pdf.getPages()
    return pages.every(isWhole) ? { kind: 'counted', pages: pages.length } : { kind: 'damaged' }
  } catch {
    // A page tree that is no tree: pdf-lib throws errors of many kinds.
    return { kind: 'damaged' }
  }
}

function isWhole(page: PDFPage): boolean {
  const { width, height } = page.getSize()
  if (!(width > 0 && height > 0)) return false
  // A blank page has no contents at all; a broken one points to contents that are not there.
  if (!page.node.has(PDFName.Contents)) return true
  const contents = page.node.Contents()
  return contents instanceof PDFArray
    ? contents.asArray().every((part) => page.node.context.lookup(part) !== undefined)
    : contents !== undefined
}
