import { almatyDate } from '#core/domain/calendar.ts'
import type { BlankLine } from '#core/domain/service.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { ResultSheet } from '#core/ports/typesetter.ts'
import { startFlow } from './flow.ts'
import type { Fonts } from './fonts.ts'
import { inGroups, writeDate } from './formats.ts'
import { mm, openSheet, type Sheet } from './open-sheet.ts'
import { besideEachOther, gap, linesOf, paragraph, rule, stack, type Block, type ParagraphStyle, type Run } from './paragraph.ts'
import { resultFoot, signatureNote } from './result-foot.ts'
import { valuesOf } from './result-values.ts'
import { draftMark, drawBand, drawWatermark, trainingMark } from './page-mark.ts'

const page = { width: mm(210), height: mm(297) }
const margin = mm(15)
const inner = page.width - 2 * margin
const column = { x: margin, width: inner }
const grey = '#444444'

const plain = (text: string): readonly Run[] => [{ text, font: 'regular' }]
const strong = (text: string): readonly Run[] => [{ text, font: 'semiBold' }]

/** How closely a result is set. The close one is taken only where it keeps the result on one page. */
interface Density {
  readonly size: number
  readonly leading: number
  readonly gap: number
  readonly edge: number
}
const easy: Density = { size: 10, leading: 1.32, gap: mm(2.2), edge: mm(13) }
const close: Density = { size: 9.2, leading: 1.25, gap: mm(1.3), edge: mm(8) }

/** A blank's line with its values; values stand out in semibold. */
function fill(
  template: string,
  locale: keyof LocalText,
  values: ReadonlyMap<string, LocalText>,
  font: 'regular' | 'bold' = 'regular',
): readonly Run[] {
  return template
    .split(/(\{[A-Za-z0-9]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = /^\{(.+)\}$/.exec(part)?.[1]
      return value === undefined ? { text: part, font } : { text: values.get(value)?.[locale] ?? part, font: 'semiBold' }
    })
}

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

/** Label on the left, value on a ruled line on the right, as the blank's signature lines are. */
function signatureLine(sheet: Sheet, line: BlankLine, values: ReadonlyMap<string, LocalText>, density: Density): Block {
  const labelWidth = mm(88)
  const withoutValue = (text: string): readonly Run[] => plain(text.replace(/\{[A-Za-z0-9]+\}/g, '').trim())
  const named = /\{([A-Za-z0-9]+)\}/.exec(`${line.ru ?? ''}${line.kk ?? ''}`)?.[1]
  const style: ParagraphStyle = { x: margin, width: labelWidth, size: density.size * 0.95, leading: 1.25 }
  const labels = stack(
    [line.kk, line.ru].flatMap((text, index) =>
      text === undefined ? [] : [paragraph(sheet, withoutValue(text), index === 0 ? style : { ...style, color: grey })],
    ),
  )
  if (named === undefined) return stack([gap(density.gap * 0.5), labels])
  const x = margin + labelWidth + mm(4)
  const width = inner - labelWidth - mm(4)
  const value = paragraph(sheet, strong(values.get(named)?.ru ?? ''), {
    x,
    width,
    size: density.size * 0.95,
    leading: 1.25,
    align: 'center',
  })
  const ruled = stack([gap(Math.max(0, labels.height - value.height)), value, rule(sheet, x, width, 0.5)])
  return stack([gap(density.gap * 0.5), besideEachOther(labels, ruled)])
}

function captionUnderLine(sheet: Sheet, text: string): Block {
  const labelWidth = mm(92)
  return paragraph(sheet, plain(text), {
    x: margin + labelWidth,
    width: inner - labelWidth,
    size: 6.5,
    align: 'center',
    color: grey,
    leading: 1.2,
  })
}

function blankLine(
  sheet: Sheet,
  line: BlankLine,
  values: ReadonlyMap<string, LocalText>,
  afterSignature: boolean,
  density: Density,
): readonly Block[] {
  const set = (style: ParagraphStyle, font: 'regular' | 'bold' = 'regular'): readonly Block[] => [
    ...(line.kk === undefined ? [] : linesOf(sheet, fill(line.kk, 'kk', values, font), style)),
    ...(line.ru === undefined
      ? []
      : linesOf(sheet, fill(line.ru, 'ru', values, font), {
          ...style,
          ...(font === 'bold' ? { size: style.size * 0.9 } : { color: grey }),
        })),
  ]
  switch (line.style) {
    case 'title':
      return [stack(set({ ...column, size: density.size * 1.3, align: 'center', leading: 1.35 }, 'bold')), gap(density.gap * 1.7)]
    case 'body':
      return [...set({ ...column, size: density.size, leading: density.leading }), gap(density.gap)]
    case 'signature':
      return [signatureLine(sheet, line, values, density)]
    case 'small':
      // A caption such as «(ФИО)» belongs under the value of the signature line before it.
      return afterSignature && line.kk === undefined && line.ru !== undefined
        ? [captionUnderLine(sheet, line.ru)]
        : [...set({ ...column, size: 8, leading: 1.3 }), gap(mm(2))]
  }
}

/** The result on A4: certificate or reasoned refusal, whichever was decided. */
export function setResultA4(fonts: Fonts, result: ResultSheet): Sheet {
  const { definition, document } = result
  const mark = result.draft ? draftMark : result.training ? trainingMark : undefined
  const sheet = openSheet(fonts, { title: document.number, createdAt: result.signedAt, language: 'kk' })
  const form = document.decision.outcome === 'positive' ? definition.results.positive : definition.results.refusal
  const values = valuesOf(result)
  const band = mark === undefined ? 0 : mm(9)
  const body = (density: Density): readonly Block[] => [
    heading(sheet, result, density),
    ...form.blank.lines.flatMap((line, index) =>
      blankLine(sheet, line, values, form.blank.lines[index - 1]?.style === 'signature', density),
    ),
  ]
  const foot = resultFoot(sheet, result, column)
  const closing = (density: Density): readonly Block[] => [
    gap(density.gap * 1.5),
    ...(result.draft ? [] : [signatureNote(sheet, result, column), gap(density.gap)]),
    ...foot,
  ]
  const edgeOf = (density: Density): number => band + (mark !== undefined ? density.edge * 0.6 : density.edge)
  const fits = (density: Density): boolean => stack([...body(density), ...closing(density)]).height <= page.height - 2 * edgeOf(density)
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
  const last = stack(closing(density))
  if (last.height <= page.height - 2 * edge - mm(10)) flow.putAtFoot(last)
  else flow.put(...closing(density))
  numberPages(sheet, band)
  return sheet
}

function numberPages(sheet: Sheet, band: number): void {
  const { count } = sheet.bufferedPageRange()
  if (count === 1) return
  for (let index = 0; index < count; index++) {
    sheet.switchToPage(index)
    paragraph(sheet, plain(`${index + 1} / ${count}`), { ...column, size: 7.5, align: 'center', color: grey }).draw(
      page.height - band - mm(6.5),
    )
  }
}
