import { assertNever } from '#core/base/assert-never.ts'
import { holds } from '#core/domain/service-form.ts'
import type { BlankLine } from '#core/domain/service-result.ts'
import { blankTable } from './blank-table.ts'
import { mm, type Sheet } from './open-sheet.ts'
import {
  besideEachOther,
  gap,
  keepTogether,
  linesOf,
  paragraph,
  rule,
  stack,
  type Block,
  type ParagraphStyle,
  type Run,
} from './paragraph.ts'
import type { BlankContent } from './result-values.ts'

/** How closely a result is set, lengths in points. */
export interface Density {
  readonly size: number
  readonly leading: number
  readonly gap: number
}

interface BlankPlace extends Density {
  readonly x: number
  readonly width: number
}

const grey = '#444444'
const placeholder = /\{([A-Za-z0-9]+)\}/
const languages = ['kk', 'ru'] as const
/** A value of more letters is a text of its own, and black on black would not stand out. */
const longValue = 120

/** A blank's text with its values; values stand out in semibold. */
function fill(template: string, language: 'kk' | 'ru', content: BlankContent, font: 'regular' | 'bold' = 'regular'): readonly Run[] {
  return template
    .split(/(\{[A-Za-z0-9]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const field = placeholder.exec(part)?.[1]
      if (field === undefined) return { text: part, font }
      const text = content.textOf(field)[language]
      return { text, font: text.length > longValue ? font : 'semiBold' }
    })
}

interface Filled {
  readonly runs: readonly Run[]
  /** Russian under the Kazakh of the same line. */
  readonly second: boolean
}

const wordsOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** A line in the language or languages it is given in; once where both come to the same. */
function filled(line: BlankLine, content: BlankContent, font?: 'bold'): readonly Filled[] {
  const texts = languages.flatMap((language) => {
    const template = line[language]
    return template === undefined ? [] : [fill(template, language, content, font)]
  })
  const [first = [], second] = texts
  if (second === undefined || wordsOf(first) === wordsOf(second)) return [{ runs: first, second: false }]
  return [
    { runs: first, second: false },
    { runs: second, second: true },
  ]
}

function textBlocks(sheet: Sheet, line: BlankLine, content: BlankContent, style: ParagraphStyle): readonly Block[] {
  const texts = filled(line, content).map(({ runs, second }) => linesOf(sheet, runs, second ? { ...style, color: grey } : style))
  // A short line keeps its two languages on one page.
  return texts.flat().length <= 4 ? [stack(texts.flat())] : texts.flatMap(keepTogether)
}

function titleBlock(sheet: Sheet, line: BlankLine, content: BlankContent, { x, width, size }: BlankPlace): Block {
  const style: ParagraphStyle = { x, width, size: size * 1.3, align: 'center', leading: 1.35 }
  return stack(
    filled(line, content, 'bold').map(({ runs, second }) => paragraph(sheet, runs, second ? { ...style, size: style.size * 0.9 } : style)),
  )
}

interface SignatureParts {
  readonly label: string
  readonly field?: string
  readonly after: string
}

/** What stands before the last value of a signature's line, the value, and what stands after it. */
function signatureParts(text: string, language: 'kk' | 'ru', content: BlankContent): SignatureParts {
  const fields = [...text.matchAll(/\{([A-Za-z0-9]+)\}/g)]
  const last = fields.at(-1)
  const plain = (part: string): string => wordsOf(fill(part, language, content)).trim()
  if (last === undefined) return { label: plain(text), after: '' }
  const end = last.index + last[0].length
  return { label: plain(text.slice(0, last.index)), field: last[1] ?? '', after: plain(text.slice(end)) }
}

/** Label on the left, value on a ruled line on the right, captions such as «(ФИО)» under it. */
function signatureBlock(sheet: Sheet, line: BlankLine, captions: readonly string[], content: BlankContent, place: BlankPlace): Block {
  const parts = languages.flatMap((language) => {
    const text = line[language]
    return text === undefined ? [] : [{ language, ...signatureParts(text, language, content) }]
  })
  const labelWidth = mm(88)
  const style: ParagraphStyle = { x: place.x, width: labelWidth, size: place.size * 0.95, leading: 1.25 }
  const labels = stack(
    parts.map(({ label }, index) => paragraph(sheet, [{ text: label, font: 'regular' }], index === 0 ? style : { ...style, color: grey })),
  )
  const values = parts.flatMap(({ field, language }) => (field === undefined ? [] : [content.textOf(field)[language]]))
  if (values.length === 0) return stack([gap(place.gap * 0.5), labels])
  const right = { x: place.x + labelWidth + mm(4), width: place.width - labelWidth - mm(4), align: 'center' as const }
  const value = stack(
    [...new Set(values)].map((text) =>
      paragraph(sheet, [{ text, font: 'semiBold' }], { ...right, size: place.size * 0.95, leading: 1.25 }),
    ),
  )
  const under = [...new Set([...parts.map(({ after }) => after), ...captions])].filter((text) => text !== '')
  const ruled = stack([
    gap(Math.max(0, labels.height - value.height)),
    value,
    rule(sheet, right.x, right.width, 0.5),
    ...under.map((text) => paragraph(sheet, [{ text, font: 'regular' }], { ...right, size: 6.5, color: grey, leading: 1.2 })),
  ])
  return stack([gap(place.gap * 0.5), besideEachOther(labels, ruled)])
}

/** «(ФИО)» and the like belong to the line before them. */
const isCaption = (line: BlankLine | undefined): line is BlankLine =>
  line?.style === 'small' && [line.kk, line.ru].every((text) => text === undefined || /^\([^()]*\)$/.test(text.trim()))

const captionsOf = (line: BlankLine | undefined): readonly string[] =>
  isCaption(line) ? languages.flatMap((language) => line[language] ?? []) : []

function blocksOf(
  sheet: Sheet,
  line: BlankLine,
  { before, after }: { readonly before: BlankLine | undefined; readonly after: BlankLine | undefined },
  content: BlankContent,
  place: BlankPlace,
): readonly Block[] {
  const { x, width, size, leading } = place
  const textStyles: Readonly<Record<'body' | 'centre' | 'right', ParagraphStyle>> = {
    body: { x, width, size, leading },
    centre: { x, width, size, leading, align: 'center' },
    right: { x: x + width * 0.42, width: width * 0.58, size, leading, align: 'right' },
  }
  const space = gap(isCaption(after) ? mm(0.3) : place.gap)
  switch (line.style) {
    case 'title':
      return [titleBlock(sheet, line, content, place), gap(place.gap * 1.7)]
    case 'body':
    case 'centre':
    case 'right':
      return [...textBlocks(sheet, line, content, textStyles[line.style]), space]
    case 'signature':
      return [signatureBlock(sheet, line, captionsOf(after), content, place)]
    case 'small': {
      if (isCaption(line) && before?.style === 'signature') return []
      const under = isCaption(line) && (before?.style === 'centre' || before?.style === 'right') ? before.style : 'body'
      return [...textBlocks(sheet, line, content, { ...textStyles[under], size: 8, leading: 1.3 }), gap(mm(2))]
    }
    case 'table':
      return [
        ...(line.kk === undefined && line.ru === undefined ? [] : textBlocks(sheet, line, content, textStyles.body)),
        ...(line.table === undefined ? [] : blankTable(sheet, line.table, content, { x, width, size: size * 0.95 })),
        gap(place.gap * 1.5),
      ]
    default:
      return assertNever(line.style)
  }
}

/** A signature never begins a page alone: it takes the end of what is signed along. */
function withWhatIsSigned(before: readonly Block[], signature: readonly Block[]): readonly Block[] {
  const at = Math.max(0, before.length - 2)
  const kept = before.slice(at)
  const head = kept[0]?.head
  const together = stack([...kept, ...signature])
  return [...before.slice(0, at), head === undefined ? together : { ...together, head }]
}

/** The blank's lines, those whose conditions hold, filled. */
export function blankBlocks(sheet: Sheet, lines: readonly BlankLine[], content: BlankContent, place: BlankPlace): readonly Block[] {
  const shown = lines.filter(({ when }) => holds(when, content.facts))
  return shown.reduce<readonly Block[]>((set, line, index) => {
    const blocks = blocksOf(sheet, line, { before: shown[index - 1], after: shown[index + 1] }, content, place)
    return line.style === 'signature' ? withWhatIsSigned(set, blocks) : [...set, ...blocks]
  }, [])
}
