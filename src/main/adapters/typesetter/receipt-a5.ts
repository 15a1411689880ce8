import type { Receipt } from '#core/domain/receipt.ts'
import { code128, receiptModule } from './barcodes.ts'
import { startFlow } from './flow.ts'
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
import { drawBand, drawWatermark, trainingMark } from './page-mark.ts'

const page = { width: mm(148), height: mm(210) }
const margin = mm(12)
const inner = page.width - 2 * margin
const labelWidth = mm(49)
const columnGap = mm(3)
const valueX = margin + labelWidth + columnGap
const valueWidth = inner - labelWidth - columnGap
const grey = '#555555'
const hairline = '#bbbbbb'

const full: ParagraphStyle = { x: margin, width: inner, size: 8 }
const centred: ParagraphStyle = { ...full, align: 'center' }
const plain = (text: string): readonly Run[] => [{ text, font: 'regular' }]
const strong = (text: string): readonly Run[] => [{ text, font: 'semiBold' }]

function heading(sheet: Sheet, receipt: Receipt): Block {
  const mark = copyMark(receipt)
  const copy = mark === undefined ? [] : [gap(mm(1.5)), framed(sheet, [{ text: mark, font: 'bold' }], 9.5)]
  return stack([
    paragraph(sheet, strong(receipt.centre.name.kk), { ...centred, size: 8.5 }),
    paragraph(sheet, plain(receipt.centre.name.ru), { ...centred, size: 8 }),
    paragraph(sheet, plain(`${receipt.centre.address.kk} / ${receipt.centre.address.ru}`), { ...centred, size: 7, color: grey }),
    gap(mm(2)),
    rule(sheet, margin, inner, 0.9),
    gap(mm(2.5)),
    paragraph(sheet, [{ text: receiptTitle.kk, font: 'bold' }], { ...centred, size: 11 }),
    paragraph(sheet, strong(receiptTitle.ru), { ...centred, size: 9 }),
    ...copy,
    gap(mm(2.5)),
  ])
}

function framed(sheet: Sheet, runs: readonly Run[], size: number): Block {
  const pad = mm(1.2)
  const text = paragraph(sheet, runs, { x: margin + pad, width: inner - 2 * pad, size, align: 'center' })
  const height = text.height + 2 * pad
  return {
    height,
    draw: (y) => {
      sheet.lineWidth(0.9).strokeColor('black').rect(margin, y, inner, height).stroke()
      text.draw(y + pad)
    },
  }
}

function numberBlock(sheet: Sheet, receipt: Receipt): Block {
  const barcodeWidth = mm(66)
  const leftWidth = inner - barcodeWidth - mm(2)
  const shown = inGroups(receipt.number)
  const earlier = provisionalLine(receipt)
  const left = stack([
    gap(mm(1)),
    paragraph(sheet, plain(`${numberLabel.kk} / ${numberLabel.ru}`), { x: margin, width: leftWidth, size: 7, color: grey }),
    gap(mm(0.8)),
    paragraph(sheet, [{ text: shown, font: 'mono' }], {
      x: margin,
      width: leftWidth,
      size: Math.min(19, leftWidth / (shown.length * 0.605)),
    }),
    ...(earlier === undefined ? [] : [gap(mm(0.8)), paragraph(sheet, plain(earlier), { x: margin, width: leftWidth, size: 7 })]),
  ])
  const x = page.width - margin - barcodeWidth
  const right = stack([
    code128(sheet, receipt.number, { x, width: barcodeWidth, module: receiptModule, height: mm(14) }),
    gap(mm(0.6)),
    paragraph(sheet, [{ text: shown, font: 'mono' }], { x, width: barcodeWidth, size: 8.5, align: 'center' }),
  ])
  const provisional = receipt.provisional
    ? [gap(mm(2)), framed(sheet, [...strong(`${provisionalSentence.kk}\n`), ...plain(provisionalSentence.ru)], 8)]
    : []
  return stack([besideEachOther(left, right), ...provisional, gap(mm(2.5)), rule(sheet, margin, inner, 0.9)])
}

const labelOf = (sheet: Sheet, row: ReceiptRow): Block =>
  stack([
    paragraph(sheet, plain(row.label.kk), { x: margin, width: labelWidth, size: 6.8, leading: 1.2 }),
    paragraph(sheet, plain(row.label.ru), { x: margin, width: labelWidth, size: 6.4, leading: 1.2, color: grey }),
  ])

const valuesOf = (sheet: Sheet, values: readonly string[]): Block =>
  stack(
    values.map((value, index) =>
      paragraph(sheet, index === 0 ? strong(value) : plain(value), {
        x: valueX,
        width: valueWidth,
        size: index === 0 ? 8.2 : 7.6,
        leading: 1.22,
      }),
    ),
  )

function documentsOf(sheet: Sheet, documents: NonNullable<ReceiptRow['documents']>): readonly Block[] {
  const numberWidth = mm(5)
  const pagesWidth = mm(10)
  const titleStyle = { x: valueX + numberWidth, width: valueWidth - numberWidth - pagesWidth, leading: 1.22 }
  const pagesStyle: ParagraphStyle = { x: valueX + valueWidth - pagesWidth, width: pagesWidth, size: 7.5, align: 'right', leading: 1.22 }
  return documents.map(({ title, pages }, index) =>
    stack([
      gap(mm(0.5)),
      besideEachOther(
        paragraph(sheet, plain(`${index + 1}.`), { x: valueX, width: numberWidth, size: 7.5, leading: 1.22 }),
        stack([
          paragraph(sheet, plain(title.kk), { ...titleStyle, size: 7.5 }),
          paragraph(sheet, plain(title.ru), { ...titleStyle, size: 7, color: grey }),
        ]),
        stack([paragraph(sheet, plain(pages.kk), pagesStyle), paragraph(sheet, plain(pages.ru), { ...pagesStyle, size: 7, color: grey })]),
      ),
    ]),
  )
}

/** A row may be cut only between documents. */
function rowBlocks(sheet: Sheet, row: ReceiptRow): readonly Block[] {
  const head = stack([gap(mm(0.85)), besideEachOther(labelOf(sheet, row), valuesOf(sheet, row.values))])
  const close = stack([gap(mm(0.85)), rule(sheet, margin, inner, 0.4, hairline)])
  if (row.documents === undefined) return [stack([head, close])]
  const [first, ...others] = documentsOf(sheet, row.documents)
  const values = stack([
    gap(mm(0.85)),
    besideEachOther(labelOf(sheet, row), stack([valuesOf(sheet, row.values), ...(first === undefined ? [] : [first])])),
  ])
  return [values, ...others.slice(0, -1), stack([...others.slice(-1), close])]
}

function signatureBlock(sheet: Sheet, receipt: Receipt): Block {
  const width = (inner - mm(8)) / 2
  const columns = signatures(receipt).map(({ label, name }, index) => {
    const x = margin + index * (width + mm(8))
    return stack([
      paragraph(sheet, plain(label.kk), { x, width, size: 7, leading: 1.2 }),
      paragraph(sheet, plain(label.ru), { x, width, size: 6.5, leading: 1.2, color: grey }),
      gap(mm(5.5)),
      rule(sheet, x, width, 0.6),
      gap(mm(0.6)),
      paragraph(sheet, plain(name), { x, width, size: 7.5, leading: 1.2 }),
    ])
  })
  return stack([
    gap(mm(2.5)),
    besideEachOther(...columns),
    gap(mm(1.8)),
    paragraph(sheet, plain(collectSentence.kk), { ...centred, size: 7, leading: 1.25 }),
    paragraph(sheet, plain(collectSentence.ru), { ...centred, size: 6.5, leading: 1.25, color: grey }),
  ])
}

/** The receipt on A5 portrait, going on over more pages where the documents are many. */
export function setReceiptA5(fonts: Fonts, receipt: Receipt): Sheet {
  const sheet = openSheet(fonts, { title: receipt.number, createdAt: receipt.receivedAt, language: receipt.language })
  const band = receipt.training ? mm(8) : 0
  const flow = startFlow({
    begin: (first) => {
      sheet.addPage({ size: [page.width, page.height], margin: 0 })
      if (receipt.training) {
        drawWatermark(sheet, trainingMark, page.width, page.height)
        drawBand(sheet, trainingMark, { y: 0, height: band, width: page.width })
      }
      const top = band + mm(receipt.training ? 4 : 8)
      if (first) return { top, bottom: page.height - mm(11) }
      const running = stack([
        paragraph(sheet, [{ text: inGroups(receipt.number), font: 'mono' }], { ...full, align: 'right', size: 9 }),
        gap(mm(1)),
        rule(sheet, margin, inner, 0.9),
      ])
      running.draw(top)
      return { top: top + running.height, bottom: page.height - mm(11) }
    },
  })
  flow.put(heading(sheet, receipt), numberBlock(sheet, receipt))
  for (const row of receiptRows(receipt)) flow.put(...rowBlocks(sheet, row))
  flow.put(signatureBlock(sheet, receipt))
  numberPages(sheet)
  return sheet
}

function numberPages(sheet: Sheet): void {
  const { count } = sheet.bufferedPageRange()
  if (count === 1) return
  for (let index = 0; index < count; index++) {
    sheet.switchToPage(index)
    paragraph(sheet, plain(`${index + 1} / ${count}`), { ...centred, size: 7, color: grey }).draw(page.height - mm(8))
  }
}
