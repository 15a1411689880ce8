import type { Typesetter } from '#core/ports/typesetter.ts'
import { loadFonts } from './fonts.ts'
import { bytesOf } from './open-sheet.ts'
import { setReceiptA5 } from './receipt-a5.ts'
import { setReceiptRoll } from './receipt-roll.ts'
import { setRefusalReceipt } from './refusal-receipt.ts'
import { setResultA4 } from './result-a4.ts'
import { setVerificationReport } from './verification-report.ts'

/** Reads the fonts, which are kept, and sets sheets in them. */
export function createSheetSetter(): Typesetter {
  const fonts = loadFonts()
  return {
    receipt: (receipt, layout) => bytesOf(layout === 'a5' ? setReceiptA5(fonts, receipt) : setReceiptRoll(fonts, receipt)),
    refusalReceipt: (receipt) => bytesOf(setRefusalReceipt(fonts, receipt)),
    verification: (report, language) => bytesOf(setVerificationReport(fonts, report, language)),
    result: (result) => bytesOf(setResultA4(fonts, result)),
  }
}
