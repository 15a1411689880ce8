import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { UnreadableSheet } from './unreadable-sheet.ts'

/** PDF's unit, 1/72 inch. */
const pointsPerInch = 72

/** A PDF's pages as pictures, one by one. Throws UnreadableSheet. */
export async function* drawPages(bytes: Uint8Array, dpi: number): AsyncGenerator<Sharp> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await loading.promise.catch(() => {
      throw new UnreadableSheet()
    })
    for (let number = 1; number <= pdf.numPages; number += 1) yield await drawPage(pdf, number, dpi)
  } finally {
    await loading.destroy()
  }
}

async function drawPage(pdf: PDFDocumentProxy, number: number, dpi: number): Promise<Sharp> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: dpi / pointsPerInch })
  // pdf.js makes its canvas by @napi-rs/canvas under Node; its types know only the DOM's.
  const factory = pdf.canvasFactory as {
    create: (width: number, height: number) => { canvas: { toBuffer: (type: 'image/png') => Uint8Array } }
  }
  const { canvas } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas, viewport } as unknown as Parameters<PDFPageProxy['render']>[0]).promise
  return sharp(canvas.toBuffer('image/png'))
}
