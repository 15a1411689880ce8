import { almatyDate } from '#core/domain/calendar.ts'
import { writeDate } from '#core/domain/printed-value.ts'
import type { BlankLine, ResultForm } from '#core/domain/service-result.ts'
import type { ResultSheet } from '#core/ports/typesetter.ts'
import { blankBlocks, type Density } from './blank-lines.ts'
import { startFlow } from './flow.ts'
import type { Fonts } from './fonts.ts'
import { inGroups } from './formats.ts'
import { mm, openSheet, type Sheet } from './open-sheet.ts'
import { draftMark, drawBand, drawWatermark, trainingMark } from './page-mark.ts'
import { besideEachOther, gap, paragraph, rule, stack, type Block, type ParagraphStyle, type Run } from './paragraph.ts'
import { resultFoot, signatureNote } from './result-foot.ts'
import { contentOf, formOf } from './result-values.ts'

const page = { width: mm(210), height: mm(297) }
const margin = mm(15)
const inner = page.width - 2 * margin
const column = { x: margin, width: inner }

const plain = (text: string): readonly Run[] => [{ text, font: 'regular' }]
const strong = (text: string): readonly Run[] => [{ text, font: 'semiBold' }]

interface PageDensity extends Density {
  /** From the page's edge to its text. */
  readonly edge: number
}
const easy: PageDensity = { size: 10, leading: 1.32, gap: mm(2.2), edge: mm(13) }
/** Taken only where it keeps the result on one page. */
const close: PageDensity = { size: 9.2, leading: 1.25, gap: mm(1.3), edge: mm(8) }

function heading(sheet: Sheet, { document, signedAt }: ResultSheet, density: Density): Block {
  const half = (inner - mm(8)) / 2
  const style: ParagraphStyle = { x: margin, width: half, size: 8.5, align: 'center' }
  return stack([
    besideEachOther(
      paragraph(sheet, strong(document.provider.name.kk), style),
      paragraph(sheet, strong(document.provider.name.ru), { ...style, x: margin + half + mm(8) }),
    ),
    gap(mm(2)),
    rule(sheet, margin, inner, 1),
    gap(mm(0.5)),
    rule(sheet, margin, inner, 0.4),
    gap(mm(2)),
    besideEachOther(
      paragraph(sheet, [...plain('Нөмірі / Номер: '), { text: inGroups(document.number), font: 'mono' }], { ...column, size: 9 }),
      paragraph(sheet, [...plain('Күні / Дата: '), ...strong(writeDate(almatyDate(signedAt)))], { ...column, size: 9, align: 'right' }),
    ),
    gap(density.gap * 2),
  ])
}

/** Blanks that begin with the provider's name have it in the heading already. */
function linesUnderHeading({ blank, values }: ResultForm): readonly BlankLine[] {
  const [first, ...others] = blank.lines
  const named = values.filter(({ from }) => from === 'system.providerName').map(({ id }) => `{${id}}`)
  const isName = first?.style === 'centre' && [first.kk, first.ru].every((text) => text === undefined || named.includes(text))
  return isName ? others : blank.lines
}

/** The result on A4: certificate, notice or reasoned refusal, whichever was decided. */
export function setResultA4(fonts: Fonts, result: ResultSheet): Sheet {
  const { definition, document } = result
  const mark = result.draft ? draftMark : result.training ? trainingMark : undefined
  const sheet = openSheet(fonts, { title: document.number, createdAt: result.signedAt, language: 'kk' })
  const form = formOf(definition, document)
  const content = contentOf(document)
  const lines = linesUnderHeading(form)
  const band = mark === undefined ? 0 : mm(9)
  const body = (density: Density): readonly Block[] => [
    heading(sheet, result, density),
    ...blankBlocks(sheet, lines, content, { ...column, ...density }),
  ]
  const foot = resultFoot(sheet, form.blank, result, column)
  const note = result.draft ? [] : [signatureNote(sheet, result, column)]
  const closing = (density: Density): readonly Block[] => [gap(density.gap * 1.5), ...note, gap(density.gap), ...foot]
  const edgeOf = (density: PageDensity): number => band + (mark !== undefined ? density.edge * 0.6 : density.edge)
  const fits = (density: PageDensity): boolean => stack([...body(density), ...closing(density)]).height <= page.height - 2 * edgeOf(density)
  const density = !fits(easy) && fits(close) ? close : easy
  const edge = edgeOf(density)
  const flow = startFlow({
    begin: (first) => {
      sheet.addPage({ size: [page.width, page.height], margin: 0 })
      if (mark !== undefined) {
        drawWatermark(sheet, mark, page.width, page.height)
        drawBand(sheet, mark, { y: 0, height: band, width: page.width })
        drawBand(sheet, mark, { y: page.height - band, height: band, width: page.width })
      }
      const place = { top: edge, bottom: page.height - edge }
      if (first) return place
      const running = paragraph(sheet, [{ text: inGroups(document.number), font: 'mono' }], { ...column, size: 9, align: 'right' })
      running.draw(place.top)
      return { ...place, top: place.top + running.height + mm(3) }
    },
  })
  flow.put(...body(density))
  // Where it does not fit under the text, the note stays with the text and the codes go on to a page of their own.
  if (foot.length === 0 || !flow.putAtFoot(stack(closing(density)))) {
    flow.put(stack([gap(density.gap * 1.5), ...note, gap(density.gap)]))
    const whole = stack(foot)
    if (whole.height <= page.height - 2 * edge - mm(10)) flow.put(whole)
    else flow.put(...foot)
  }
  numberPages(sheet, band)
  return sheet
}

function numberPages(sheet: Sheet, band: number): void {
  const { count } = sheet.bufferedPageRange()
  if (count === 1) return
  for (let index = 0; index < count; index++) {
    sheet.switchToPage(index)
    paragraph(sheet, plain(`${index + 1} / ${count}`), { ...column, size: 7.5, align: 'center', color: '#444444' }).draw(
      page.height - band - mm(6.5),
    )
  }
}
