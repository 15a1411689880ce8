import { PDFDocument, rgb } from '@cantoo/pdf-lib'

/** A page of paper with lines where text would be. */
export async function previewPdf(pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let number = 0; number < pages; number++) {
    const page = pdf.addPage([420, 595])
    for (let line = 0; line < 24; line++) {
      page.drawRectangle({ x: 40, y: 540 - line * 20, width: line % 5 === 4 ? 180 : 340, height: 6, color: rgb(0.75, 0.78, 0.82) })
    }
  }
  return await pdf.save()
}
