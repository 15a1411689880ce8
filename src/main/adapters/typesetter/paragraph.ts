import type { FontName } from './fonts.ts'
import type { Sheet } from './open-sheet.ts'

/** Something of known height that can be put on a page. All lengths in points, `y` at the top. */
export interface Block {
  readonly height: number
  readonly draw: (y: number) => void
  /** Set again above the block where it begins a page: the head of its table. */
  readonly head?: Block
}

export interface Run {
  readonly text: string
  readonly font: FontName
}

export interface ParagraphStyle {
  readonly x: number
  readonly width: number
  readonly size: number
  readonly align?: 'left' | 'center' | 'right'
  readonly color?: string
  /** Line height as a multiple of the size. */
  readonly leading?: number
}

const measure = (sheet: Sheet, run: Run, size: number): number => sheet.font(run.font).fontSize(size).widthOfString(run.text)

/** Cuts a word that is wider than a line into pieces that fit. */
function chop(sheet: Sheet, word: Run, style: ParagraphStyle): readonly Run[] {
  if (measure(sheet, word, style.size) <= style.width) return [word]
  const pieces: string[] = ['']
  for (const letter of word.text) {
    const longer = `${pieces.at(-1) ?? ''}${letter}`
    if (measure(sheet, { ...word, text: longer }, style.size) <= style.width || longer.length === 1) pieces[pieces.length - 1] = longer
    else pieces.push(letter)
  }
  return pieces.map((text) => ({ ...word, text }))
}

const widthOf = (sheet: Sheet, line: readonly Run[], size: number): number => line.reduce((sum, run) => sum + measure(sheet, run, size), 0)

const append = (line: readonly Run[], run: Run): readonly Run[] => {
  const last = line.at(-1)
  return last?.font === run.font ? [...line.slice(0, -1), { ...last, text: last.text + run.text }] : [...line, run]
}

const withoutTrailingSpace = (line: readonly Run[]): readonly Run[] => {
  const last = line.at(-1)
  return last === undefined ? line : [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }]
}

function breakLines(sheet: Sheet, runs: readonly Run[], style: ParagraphStyle): readonly (readonly Run[])[] {
  const lines: (readonly Run[])[] = []
  let line: readonly Run[] = []
  for (const run of runs) {
    for (const token of run.text.match(/\n| +|[^ \n]+/g) ?? []) {
      if (token === '\n') {
        lines.push(withoutTrailingSpace(line))
        line = []
      } else if (token.startsWith(' ')) {
        if (line.length > 0) line = append(line, { ...run, text: ' ' })
      } else {
        for (const piece of chop(sheet, { ...run, text: token }, style)) {
          const longer = append(line, piece)
          if (line.length > 0 && widthOf(sheet, longer, style.size) > style.width) {
            lines.push(withoutTrailingSpace(line))
            line = [piece]
          } else line = longer
        }
      }
    }
  }
  lines.push(withoutTrailingSpace(line))
  return lines
}

/** Text of several fonts set in lines; `\n` breaks a line, a no-break space does not. One block per line, so that long paragraphs can go on over the page's end. */
export function linesOf(sheet: Sheet, runs: readonly Run[], style: ParagraphStyle): readonly Block[] {
  const height = style.size * (style.leading ?? 1.3)
  const baseline = (height - style.size) / 2 + style.size * 0.86
  return breakLines(sheet, runs, style).map((line) => ({
    height,
    draw: (y) => {
      const spare = style.width - widthOf(sheet, line, style.size)
      let x = style.x + (style.align === 'center' ? spare / 2 : style.align === 'right' ? spare : 0)
      for (const run of line) {
        const width = measure(sheet, run, style.size)
        if (run.text !== '')
          sheet.fillColor(style.color ?? 'black').text(run.text, x, y + baseline, { lineBreak: false, baseline: 'alphabetic' })
        x += width
      }
    },
  }))
}

/** The same as one block. */
export const paragraph = (sheet: Sheet, runs: readonly Run[], style: ParagraphStyle): Block => stack(linesOf(sheet, runs, style))

/** Lines of a paragraph that may be cut between pages, but never so that one line stands alone. */
export function keepTogether(lines: readonly Block[]): readonly Block[] {
  if (lines.length < 4) return [stack(lines)]
  return [stack(lines.slice(0, 2)), ...lines.slice(2, -2), stack(lines.slice(-2))]
}

export const gap = (height: number): Block => ({ height, draw: () => undefined })

/** Blocks one under the other as one that stays together. */
export function stack(blocks: readonly Block[]): Block {
  return {
    height: blocks.reduce((sum, block) => sum + block.height, 0),
    draw: (top) => {
      let y = top
      for (const block of blocks) {
        block.draw(y)
        y += block.height
      }
    },
  }
}

/** Blocks side by side, tops aligned. */
export const besideEachOther = (...blocks: readonly Block[]): Block => ({
  height: Math.max(0, ...blocks.map((block) => block.height)),
  draw: (y) => {
    for (const block of blocks) block.draw(y)
  },
})

export const rule = (sheet: Sheet, x: number, width: number, thickness = 0.5, color = '#000000'): Block => ({
  height: thickness,
  draw: (y) => {
    sheet.rect(x, y, width, thickness).fill(color)
  },
})
