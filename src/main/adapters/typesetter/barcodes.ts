import bwip from 'bwip-js/node'
import type { Sheet } from './open-sheet.ts'
import { mm } from './open-sheet.ts'
import type { Block } from './paragraph.ts'

/** Widths of bars and spaces by turns, in modules. */
interface Bars {
  readonly sbs: readonly number[]
}

/** Rows of modules, 1 for black. */
interface Modules {
  readonly pixs: readonly number[]
  readonly pixx: number
  readonly pixy: number
}

/** bwip-js changes the object it is given: every call gets one of its own. */
const encode = (bcid: string, text: string, options: Readonly<Record<string, string>>): Bars | Modules => {
  // The module's own export `raw` is a symbology of that name; this one gives the bars as numbers.
  const [symbol] = bwip.raw({ bcid, text, ...options })
  if (symbol === undefined) throw new Error(`No ${bcid} symbol`)
  return symbol
}

/** ISO/IEC 15417 asks for ten modules of white on either side. */
const quietModules = 10

/**
 * Code 128, drawn as vectors.
 * @param module width of the narrowest bar, points
 * @param height of the bars, points
 */
export function code128(
  sheet: Sheet,
  text: string,
  place: { readonly x: number; readonly width: number; readonly module: number; readonly height: number },
): Block {
  const symbol = encode('code128', text, {})
  if (!('sbs' in symbol)) throw new Error('Code 128 is a linear symbol')
  const modules = symbol.sbs.reduce((sum, width) => sum + width, 0) + 2 * quietModules
  const module = Math.min(place.module, place.width / modules)
  return {
    height: place.height,
    draw: (y) => {
      const left = place.x + (place.width - modules * module) / 2
      sheet.rect(left, y, modules * module, place.height).fill('white')
      let x = left + quietModules * module
      for (const [index, width] of symbol.sbs.entries()) {
        if (index % 2 === 0) sheet.rect(x, y, width * module, place.height)
        x += width * module
      }
      sheet.fill('black')
    },
  }
}

/** ISO/IEC 18004 asks for four modules of white all around. */
const qrQuietModules = 4

/** A QR code with its quiet zone in a square of `side` points, error correction L: the content is a signature and proves itself. */
export function qrCode(sheet: Sheet, text: string, side: number): { readonly draw: (x: number, y: number) => void } {
  const symbol = encode('qrcode', text, { eclevel: 'L' })
  if (!('pixs' in symbol)) throw new Error('QR is a matrix symbol')
  const { pixs, pixx, pixy } = symbol
  const module = side / (pixx + 2 * qrQuietModules)
  return {
    draw: (left, top) => {
      sheet.rect(left, top, side, side).fill('white')
      const at = (origin: number, modules: number): number => origin + (qrQuietModules + modules) * module
      for (let row = 0; row < pixy; row++) {
        for (let column = 0; column < pixx; column++) {
          if (pixs[row * pixx + column] !== 1) continue
          let run = 1
          while (column + run < pixx && pixs[row * pixx + column + run] === 1) run++
          sheet.rect(at(left, column), at(top, row), run * module, module)
          column += run
        }
      }
      // One path for the whole symbol: no hairlines between modules where a printer smooths edges.
      sheet.fill('black')
    },
  }
}

/** Narrowest bar that cheap scanners and 200 dpi printers take: half a millimetre. */
export const receiptModule = mm(0.5)
