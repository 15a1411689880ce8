import type { Receipt } from '#core/domain/receipt.ts'
import { code128, receiptModule } from './barcodes.ts'
import type { Fonts } from './fonts.ts'
import { inGroups } from './formats.ts'
import { mm, openSheet, type Sheet } from './open-sheet.ts'
import { besideEachOther, gap, paragraph, rule, stack, type Block, type ParagraphStyle, type Run } from './paragraph.ts'
import {
  collectSentence,
  copyMark,
  numberLabel,
  provisionalLine,
  provisionalSentence,
  receiptRows,
  receiptTitle,
  signatures,
  type ReceiptRow,
} from './receipt-content.ts'
import { drawBand, trainingMark } from './page-mark.ts'

/** Paper 80 mm, printed 72 mm. A thermal head knows no grey: everything is black. */
const width = mm(80)
const margin = mm(4)
const inner = width - 2 * margin

const left: ParagraphStyle = { x: margin, width: inner, size: 8, leading: 1.25 }
const centred: ParagraphStyle = { ...left, align: 'center' }
const plain = (text: string): readonly Run[] => [{ text, font: 'regular' }]
const strong = (text: string): readonly Run[] => [{ text, font: 'semiBold' }]

function documentsOf(sheet: Sheet, documents: NonNullable<ReceiptRow['documents']>): readonly Block[] {
  const numberWidth = mm(6)
  const pagesWidth = mm(12)
  const title: ParagraphStyle = { ...left, x: margin + numberWidth, width: inner - numberWidth - pagesWidth, size: 7.5 }
  const pagesAt: ParagraphStyle = { ...left, x: margin + inner - pagesWidth, width: pagesWidth, size: 7.5, align: 'right' }
  return documents.map((document, index) =>
    stack([
      gap(mm(0.8)),
      besideEachOther(
        paragraph(sheet, plain(`${index + 1}.`), { ...left, width: numberWidth, size: 7.5 }),
        stack([paragraph(sheet, strong(document.title.kk), title), paragraph(sheet, plain(document.title.ru), title)]),
        stack([paragraph(sheet, plain(document.pages.kk), pagesAt), paragraph(sheet, plain(document.pages.ru), pagesAt)]),
      ),
    ]),
  )
}

const rowBlock = (sheet: Sheet, row: ReceiptRow): Block =>
  stack([
    gap(mm(1.2)),
    paragraph(sheet, plain(`${row.label.kk} / ${row.label.ru}`), { ...left, size: 6.5 }),
    ...row.values.map((value, index) =>
      paragraph(sheet, index === 0 ? strong(value) : plain(value), { ...left, size: index === 0 ? 9 : 8.5 }),
    ),
    ...documentsOf(sheet, row.documents ?? []),
    gap(mm(1.2)),
    rule(sheet, margin, inner, 0.4),
  ])

const signatureLines = (sheet: Sheet, receipt: Receipt): Block =>
  stack(
    signatures(receipt).flatMap(({ label, name }) => [
      gap(mm(2)),
      paragraph(sheet, plain(`${label.kk} / ${label.ru}`), { ...left, size: 7 }),
      gap(mm(9)),
      rule(sheet, margin, inner, 0.7),
      gap(mm(0.6)),
      paragraph(sheet, plain(name), { ...left, size: 7.5 }),
    ]),
  )

function contentOf(sheet: Sheet, receipt: Receipt): Block {
  const mark = copyMark(receipt)
  const shown = inGroups(receipt.number)
  const earlier = provisionalLine(receipt)
  return stack([
    paragraph(sheet, strong(receipt.centre.name.kk), centred),
    paragraph(sheet, plain(receipt.centre.name.ru), { ...centred, size: 7.5 }),
    paragraph(sheet, plain(receipt.centre.address.kk), { ...centred, size: 7 }),
    paragraph(sheet, plain(receipt.centre.address.ru), { ...centred, size: 7 }),
    gap(mm(2)),
    rule(sheet, margin, inner, 0.9),
    gap(mm(2)),
    paragraph(sheet, [{ text: receiptTitle.kk, font: 'bold' }], { ...centred, size: 10 }),
    paragraph(sheet, strong(receiptTitle.ru), { ...centred, size: 8.5 }),
    ...(mark === undefined ? [] : [gap(mm(1.5)), paragraph(sheet, [{ text: mark, font: 'bold' }], { ...centred, size: 11 })]),
    gap(mm(3)),
    paragraph(sheet, plain(`${numberLabel.kk} / ${numberLabel.ru}`), { ...centred, size: 7 }),
    paragraph(sheet, [{ text: shown, font: 'mono' }], { ...centred, size: Math.min(22, inner / (shown.length * 0.605)) }),
    gap(mm(1.5)),
    code128(sheet, receipt.number, { x: margin, width: inner, module: receiptModule, height: mm(15) }),
    gap(mm(0.6)),
    paragraph(sheet, [{ text: shown, font: 'mono' }], { ...centred, size: 9 }),
    ...(earlier === undefined ? [] : [gap(mm(1)), paragraph(sheet, plain(earlier), { ...centred, size: 7 })]),
    ...(receipt.provisional
      ? [gap(mm(2)), paragraph(sheet, strong(provisionalSentence.kk), centred), paragraph(sheet, plain(provisionalSentence.ru), centred)]
      : []),
    gap(mm(2)),
    rule(sheet, margin, inner, 0.9),
    ...receiptRows(receipt).map((row) => rowBlock(sheet, row)),
    signatureLines(sheet, receipt),
    gap(mm(3)),
    paragraph(sheet, plain(collectSentence.kk), { ...centred, size: 7 }),
    paragraph(sheet, plain(collectSentence.ru), { ...centred, size: 7 }),
  ])
}

/** The receipt on a continuous strip: one page, exactly as long as its text. */
export function setReceiptRoll(fonts: Fonts, receipt: Receipt): Sheet {
  const sheet = openSheet(fonts, { title: receipt.number, createdAt: receipt.receivedAt, language: receipt.language })
  const band = receipt.training ? mm(9) : 0
  const margins = { top: band + mm(4), bottom: band + mm(8) }
  const content = contentOf(sheet, receipt)
  const height = margins.top + content.height + margins.bottom
  sheet.addPage({ size: [width, height], margin: 0 })
  if (receipt.training) {
    drawBand(sheet, trainingMark, { y: 0, height: band, width })
    drawBand(sheet, trainingMark, { y: height - band, height: band, width })
  }
  content.draw(margins.top)
  return sheet
}
