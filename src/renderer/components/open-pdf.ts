import type { PDFDocumentProxy } from 'pdfjs-dist'

export interface OpenedPdf {
  /** Rejects where the bytes are no PDF that can be read. */
  readonly document: Promise<PDFDocumentProxy>
  readonly close: () => void
}

/** A PDF for showing its pages. The reader is a third of the page's code and is loaded with the first PDF, not with the page. */
export function openPdf(bytes: Uint8Array): OpenedPdf {
  let isClosed = false
  let destroy = (): void => {}
  const document = import('./pdf-library.ts').then(({ startReading }) => {
    const task = startReading(bytes)
    destroy = () => void task.destroy()
    if (isClosed) destroy()
    return task.promise
  })
  return {
    document,
    close: () => {
      isClosed = true
      destroy()
    },
  }
}
