import { EncryptedPDFError, ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib'
import type { PdfAnswer } from './pdf-task.ts'

export type LoadedPdf = { readonly kind: 'loaded'; readonly pdf: PDFDocument } | Extract<PdfAnswer, { kind: 'encrypted' | 'damaged' }>

const tailBytes = 1024

/**
 * Opens a PDF strictly. pdf-lib reads objects wherever it finds them and so "repairs" a file cut short by leaving pages out:
 * a paper with pages missing must not pass, so the end mark has to be there (ISO 32000-1, 7.5.5; readers look for it in the
 * last 1,024 bytes) and an object that cannot be read is a fault.
 */
export async function loadPdf(bytes: Uint8Array): Promise<LoadedPdf> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(-tailBytes).includes('%%EOF')) return { kind: 'damaged' }
  try {
    const pdf = await PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
      throwOnInvalidObject: true,
      warnOnInvalidObjects: false,
    })
    return { kind: 'loaded', pdf }
  } catch (failure) {
    // Encrypted object streams are noise to the parser, which then fails before it comes to the trailer that says why.
    return {
      kind: failure instanceof EncryptedPDFError || /\/Encrypt\s+\d+\s+\d+\s+R/.test(file.toString('latin1')) ? 'encrypted' : 'damaged',
    }
  }
}
