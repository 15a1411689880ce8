import type { Instant } from '#core/domain/ids.ts'
import type { Receipt } from '#core/domain/receipt.ts'
import type { RefusalReceipt } from '#core/domain/refusal-receipt.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Locale } from '#core/domain/text.ts'
import type { VerificationReport } from '#core/domain/verification.ts'

/** `a5` portrait 148 × 210 mm; `roll80` a continuous strip 80 mm wide (72 mm printed), as long as its text. */
export type ReceiptLayout = 'a5' | 'roll80'

export interface ResultSheet {
  readonly definition: ServiceDefinition
  readonly document: ResultDocument
  /** The CAdES signature whose content the document is: it goes into the QR blocks. */
  readonly cms: Uint8Array
  readonly signedAt: Instant
  /** Shown before it is signed: marked so, and without the note of a signature. */
  readonly draft: boolean
  readonly training: boolean
}

/** Makes the sheets: PDF with embedded fonts, the same input giving the same bytes. */
export interface Typesetter {
  readonly receipt: (receipt: Receipt, layout: ReceiptLayout) => Promise<Uint8Array>
  /** A4 landscape: both copies of the form side by side, to be cut apart. */
  readonly refusalReceipt: (receipt: RefusalReceipt) => Promise<Uint8Array>
  /** A4: the regulation's blank in both languages, or the reasoned refusal; legal clause, barcode statement, QR blocks with the signed data. */
  readonly result: (sheet: ResultSheet) => Promise<Uint8Array>
  /** A4: the verification of a file's signatures in words. */
  readonly verification: (report: VerificationReport, language: Locale) => Promise<Uint8Array>
}
