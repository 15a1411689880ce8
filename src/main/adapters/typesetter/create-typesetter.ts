import type { Typesetter } from '#core/ports/typesetter.ts'
import { loadFonts, type Fonts } from './fonts.ts'
import { bytesOf } from './open-sheet.ts'
import { setReceiptA5 } from './receipt-a5.ts'
import { setReceiptRoll } from './receipt-roll.ts'
import { setResultA4 } from './result-a4.ts'

/** The typesetter over pdfkit and bwip-js. Fonts are read at first use and kept. */
export function createTypesetter(): Typesetter {
  let loaded: Fonts | undefined
  const fonts = (): Fonts => (loaded ??= loadFonts())
  return {
    receipt: async (receipt, layout) => bytesOf(layout === 'a5' ? setReceiptA5(fonts(), receipt) : setReceiptRoll(fonts(), receipt)),
    result: async (result) => bytesOf(setResultA4(fonts(), result)),
  }
}
