import PDFDocument from 'pdfkit'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import { type FontName, loadFonts } from '#adapters/typesetter/fonts.ts'
import { bytesOf } from '#adapters/typesetter/open-sheet.ts'
import { receiptOf } from '#test/builders/receipt.ts'
import { certificateSheet } from '#test/builders/result-sheet.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { timesInTurn } from './statistics.ts'

const line = 'Анықтама № 12'

/** One A5 page with a short line in each of the fonts, by pdfkit alone: reading and subsetting the fonts is most of a small sheet's time. */
function barePage(fonts: ReturnType<typeof loadFonts>): Promise<Uint8Array> {
  const sheet = new PDFDocument({ size: 'A5', margin: 20 })
  for (const name of Object.keys(fonts) as FontName[]) sheet.font(fonts[name]).fontSize(10).text(line)
  return bytesOf(sheet)
}

export const papers: Benchmark = {
  name: 'papers',
  run: async ({ quick }) => {
    const { receipt, result } = createTypesetter()
    const fonts = loadFonts()
    const registered = receiptOf()
    const sheet = certificateSheet()
    const { bare, a5, roll, a4 } = await timesInTurn(quick ? 10 : 60, {
      bare: () => barePage(fonts),
      a5: () => receipt(registered, 'a5'),
      roll: () => receipt(registered, 'roll80'),
      a4: () => result(sheet),
    })
    const limit = { what: 'bare pdfkit page, the same four fonts', times: bare }
    return [
      timesFigure('Receipt, PDF, A5', a5, limit),
      timesFigure('Receipt, PDF, 80 mm', roll, limit),
      timesFigure('Certificate, PDF, A4 with QR blocks', a4, limit),
    ]
  },
}
