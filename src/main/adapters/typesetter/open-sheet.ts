import PDFDocument from 'pdfkit'
import type { Instant } from '#core/domain/ids.ts'
import type { Locale } from '#core/domain/text.ts'
import type { FontName, Fonts } from './fonts.ts'

export type Sheet = PDFKit.PDFDocument

const pointsPerMillimetre = 72 / 25.4
/** Millimetres to PDF points. */
export const mm = (millimetres: number): number => millimetres * pointsPerMillimetre

/**
 * An empty document without pages. The PDF's dates and its id come from `createdAt` and `title` alone, so the same input gives the same bytes.
 */
export function openSheet(
  fonts: Fonts,
  options: { readonly title: string; readonly createdAt: Instant; readonly language: Locale },
): Sheet {
  const createdAt = new Date(options.createdAt)
  const sheet = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: options.language === 'kk' ? 'kk-KZ' : 'ru-KZ',
    displayTitle: true,
    margin: 0,
    info: { Title: options.title, Creator: 'Tereze', Producer: 'Tereze', CreationDate: createdAt, ModDate: createdAt },
  })
  for (const name of Object.keys(fonts) as FontName[]) sheet.registerFont(name, fonts[name])
  return sheet
}

/** Closes the document and gathers its bytes. */
export function bytesOf(sheet: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk))
    sheet.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    sheet.on('error', reject)
    sheet.end()
  })
}
