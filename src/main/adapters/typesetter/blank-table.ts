import type { BlankLine } from '#core/domain/service-result.ts'
import type { Sheet } from './open-sheet.ts'
import { mm } from './open-sheet.ts'
import { besideEachOther, paragraph, stack, type Block, type Run } from './paragraph.ts'
import { type BlankContent, inBothLanguages } from './result-values.ts'

type Table = NonNullable<BlankLine['table']>
type Place = { readonly x: number; readonly width: number; readonly size: number }

const pad = mm(1.4)
const leading = 1.25
const isNumber = (text: string): boolean => /^[\d\u00A0 ,.—]+( \p{L}+)?$/u.test(text)

/** Lines of a cell: Kazakh, and Russian where the column's head is in both languages. */
const linesOf = (kk: string, ru: string | undefined): readonly string[] => (ru === undefined || ru === kk ? [kk] : [kk, ru])

const cellTexts = (table: Table, content: BlankContent): readonly (readonly (readonly string[])[])[] => {
  const rows = content.rowsOf(table.field)
  // A table that nothing was entered into is closed by dashes, as every empty place is.
  return (rows.length === 0 ? [{}] : rows).map((row, index) =>
    table.columns.map(({ id, ru }) => {
      if (id === '#') return [rows.length === 0 ? '—' : String(index + 1)]
      const text = inBothLanguages(row[id])
      return linesOf(text.kk, ru === undefined ? undefined : text.ru)
    }),
  )
}

/** Every column gets its longest word; what is left goes where the texts are longer, or to all alike where every text fits on one line. */
function columnWidths(sheet: Sheet, rows: readonly (readonly (readonly string[])[])[], { width, size }: Place): readonly number[] {
  const measure = (text: string): number => sheet.font('semiBold').fontSize(size).widthOfString(text) + 2 * pad + 1
  const columns = (rows[0] ?? []).map((_, index) => rows.flatMap((row) => row[index] ?? []))
  const words = columns.map((texts) =>
    Math.min(width / columns.length, Math.max(...texts.flatMap((text) => text.split(/\s/).map(measure)))),
  )
  const whole = columns.map((texts) => Math.max(...texts.map(measure)))
  const sum = (lengths: readonly number[]): number => lengths.reduce((total, each) => total + each, 0)
  if (sum(whole) <= width) return whole.map((each) => each * (width / sum(whole)))
  const more = whole.map((each, index) => Math.max(0, each - (words[index] ?? 0)))
  const spare = width - sum(words)
  return words.map((each, index) => each + (sum(more) === 0 ? spare / words.length : (spare * (more[index] ?? 0)) / sum(more)))
}

/** The rows of a repeat as a ruled table; its head is set again on every page it goes on to. */
export function blankTable(sheet: Sheet, table: Table, content: BlankContent, place: Place): readonly Block[] {
  const heads = table.columns.map(({ kk, ru }) => linesOf(kk, ru))
  const rows = cellTexts(table, content)
  const widths = columnWidths(sheet, [heads, ...rows], place)
  const lefts = widths.map((_, index) => place.x + widths.slice(0, index).reduce((sum, width) => sum + width, 0))
  const numeric = table.columns.map((_, index) => rows.every((row) => (row[index] ?? []).every(isNumber)))
  const rowBlock = (cells: readonly (readonly string[])[], font: Run['font'], fill?: string): Block => {
    const texts = besideEachOther(
      ...cells.map((lines, index) => {
        const style = {
          x: (lefts[index] ?? 0) + pad,
          width: (widths[index] ?? 0) - 2 * pad,
          size: place.size,
          leading,
          align: font === 'semiBold' || numeric[index] === true ? ('center' as const) : ('left' as const),
        }
        return stack(lines.map((text) => paragraph(sheet, [{ text, font }], style)))
      }),
    )
    const height = texts.height + 2 * pad
    return {
      height,
      draw: (y) => {
        for (const [index, left] of lefts.entries()) {
          const width = widths[index] ?? 0
          if (fill !== undefined) sheet.rect(left, y, width, height).fill(fill)
          sheet.lineWidth(0.6).strokeColor('black').rect(left, y, width, height).stroke()
        }
        texts.draw(y + pad)
      },
    }
  }
  const head = rowBlock(heads, 'semiBold', '#eeeeee')
  const [first, ...others] = rows.map((cells) => rowBlock(cells, 'regular'))
  return [stack(first === undefined ? [head] : [head, first]), ...others.map((row) => ({ ...row, head }))]
}
