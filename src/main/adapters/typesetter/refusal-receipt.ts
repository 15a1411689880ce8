import { almatyDate } from '#core/domain/calendar.ts'
import { writeDate } from '#core/domain/printed-value.ts'
import type { RefusalReceipt } from '#core/domain/refusal-receipt.ts'
import type { LocalText } from '#core/domain/text.ts'
import { startFlow } from './flow.ts'
import type { Fonts } from './fonts.ts'
import { writePhone } from './formats.ts'
import { mm, openSheet, type Sheet } from './open-sheet.ts'
import { drawBand, drawWatermark, trainingMark } from './page-mark.ts'
import { besideEachOther, gap, paragraph, rule, stack, type Block, type Run } from './paragraph.ts'
import { filled, refusalSentence, refusalTexts } from './refusal-texts.ts'

/** A4 landscape: both copies of the form, each as wide as an A5 sheet, to be cut apart. */
const page = { width: mm(297), height: mm(210) }
const half = page.width / 2
const margin = mm(12)
const inner = half - 2 * margin
const grey = '#555555'

const plain = (text: string): readonly Run[] => [{ text, font: 'regular' }]
const strong = (text: string): readonly Run[] => [{ text, font: 'semiBold' }]
const both = ({ kk, ru }: LocalText): string => (kk === ru ? kk : `${kk} / ${ru}`)

/** One copy's blocks, its left edge at `x`. */
function copyBlocks(sheet: Sheet, receipt: RefusalReceipt, x: number): readonly Block[] {
  const style = { x, width: inner, size: 8, leading: 1.28 }
  const centred = { ...style, align: 'center' } as const
  const pair = (text: LocalText): Block =>
    stack([paragraph(sheet, plain(text.kk), style), gap(mm(1)), paragraph(sheet, plain(text.ru), { ...style, size: 7.5, color: grey })])

  const addressee = (): Block => {
    const right = { ...style, x: x + inner * 0.4, width: inner * 0.6, align: 'right' } as const
    const { name, address } = receipt.asker
    const names = name.kk === name.ru ? [name.kk] : [name.kk, name.ru]
    return stack([...names.map((line) => paragraph(sheet, strong(line), right)), paragraph(sheet, plain(address), { ...right, size: 7.5 })])
  }
  const title = (): Block => {
    const number = String(receipt.copy)
    const mark =
      receipt.copy > 1
        ? [paragraph(sheet, [{ text: both(filled(refusalTexts.copyMark, { number: { kk: number, ru: number } })), font: 'bold' }], centred)]
        : []
    return stack([
      gap(mm(4)),
      paragraph(sheet, [{ text: refusalTexts.title.kk, font: 'bold' }], { ...centred, size: 10 }),
      paragraph(sheet, strong(refusalTexts.title.ru), { ...centred, size: 8.5 }),
      ...mark,
      gap(mm(3)),
    ])
  }
  const documents = (): readonly Block[] => {
    if (receipt.missing.length === 0) return []
    const indent = mm(6)
    const beside = { ...style, x: x + indent, width: inner - indent }
    return [
      stack([gap(mm(2)), paragraph(sheet, strong(both(refusalTexts.missing)), { ...style, size: 7.5 })]),
      ...receipt.missing.map(({ kk, ru }, index) =>
        stack([
          gap(mm(0.8)),
          besideEachOther(
            paragraph(sheet, plain(`${index + 1})`), style),
            stack([paragraph(sheet, plain(kk), beside), paragraph(sheet, plain(ru), { ...beside, size: 7, color: grey })]),
          ),
        ]),
      ),
    ]
  }
  const line = (label: LocalText, value: string): Block =>
    stack([
      gap(mm(1.5)),
      paragraph(
        sheet,
        [
          { text: `${both(label)}: `, font: 'regular' },
          { text: value, font: 'semiBold' },
        ],
        { ...style, size: 7.5 },
      ),
    ])
  const signature = (label: LocalText, name: string): Block => {
    const nameWidth = inner * 0.58
    return stack([
      gap(mm(5)),
      besideEachOther(
        paragraph(sheet, strong(name), { ...style, width: nameWidth }),
        stack([gap(mm(3.4)), rule(sheet, x + nameWidth + mm(4), inner - nameWidth - mm(4), 0.6)]),
      ),
      gap(mm(0.6)),
      paragraph(sheet, plain(label.kk), { ...style, size: 6.8, leading: 1.2 }),
      paragraph(sheet, plain(label.ru), { ...style, size: 6.5, leading: 1.2, color: grey }),
    ])
  }
  const { office, operator, phone, refusedAt, reason, asker } = receipt
  const number = String(office.deskNumber)
  const desk = both(filled(refusalTexts.desk, { number: { kk: number, ru: number } }))
  return [
    addressee(),
    title(),
    pair(refusalSentence(receipt)),
    ...documents(),
    line(refusalTexts.reason, reason),
    stack([gap(mm(2.5)), pair(refusalTexts.copies)]),
    // Signatures do not stand alone on a page.
    stack([
      signature(refusalTexts.worker[office.kind], operator),
      line(refusalTexts.executor, [operator, desk].join(', ')),
      ...(phone === undefined ? [] : [line(refusalTexts.phone, writePhone(phone))]),
      signature(refusalTexts.received, asker.receiver ?? ''),
      line(refusalTexts.date, writeDate(almatyDate(refusedAt))),
    ]),
  ]
}

function beginPage(sheet: Sheet, training: boolean): void {
  sheet.addPage({ size: [page.width, page.height], margin: 0 })
  if (training) {
    drawWatermark(sheet, trainingMark, page.width, page.height)
    drawBand(sheet, trainingMark, { y: 0, height: mm(8), width: page.width })
  }
  sheet.save().dash(3, { space: 3 }).lineWidth(0.5).strokeColor(grey).moveTo(half, 0).lineTo(half, page.height).stroke().undash().restore()
}

/** The refusal receipt in both its copies, side by side on as many pages as the longer list of documents takes. */
export function setRefusalReceipt(fonts: Fonts, receipt: RefusalReceipt): Sheet {
  const sheet = openSheet(fonts, { title: refusalTexts.title[receipt.language], createdAt: receipt.refusedAt, language: receipt.language })
  const top = mm(receipt.training ? 13 : 11)
  for (const left of [0, half]) {
    let index = 0
    const flow = startFlow({
      begin: () => {
        if (index < sheet.bufferedPageRange().count) sheet.switchToPage(index)
        else beginPage(sheet, receipt.training)
        index += 1
        return { top, bottom: page.height - mm(10) }
      },
    })
    flow.put(...copyBlocks(sheet, receipt, left + margin))
  }
  return sheet
}
