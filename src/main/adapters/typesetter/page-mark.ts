import type { Sheet } from './open-sheet.ts'
import { paragraph } from './paragraph.ts'

/** What a sheet says about itself that nobody may overlook: a band, and the same words across the page. */
export interface PageMark {
  readonly band: string
  readonly across: readonly string[]
}

export const trainingMark: PageMark = { band: 'ОҚУ РЕЖИМІ / УЧЕБНЫЙ РЕЖИМ', across: ['ОҚУ РЕЖИМІ', 'УЧЕБНЫЙ РЕЖИМ'] }
/** What is shown before it is signed has no force, whatever it looks like. */
export const draftMark: PageMark = { band: 'ЖОБА, ҚОЛ ҚОЙЫЛМАҒАН / ПРОЕКТ, НЕ ПОДПИСАН', across: ['ЖОБА', 'ПРОЕКТ'] }

/** The black band across a page's width. */
export function drawBand(
  sheet: Sheet,
  mark: PageMark,
  place: { readonly y: number; readonly height: number; readonly width: number },
): void {
  sheet.rect(0, place.y, place.width, place.height).fill('black')
  const size = Math.min(place.height * 0.56, place.width / Math.max(20, mark.band.length * 0.8))
  const text = paragraph(sheet, [{ text: mark.band, font: 'bold' }], { x: 0, width: place.width, size, align: 'center', color: 'white' })
  text.draw(place.y + (place.height - text.height) / 2)
}

/** The words faintly across the whole page, under the text: a cropped copy still shows them. */
export function drawWatermark(sheet: Sheet, mark: PageMark, width: number, height: number): void {
  const size = width / 11
  sheet.save()
  sheet.rotate(-52, { origin: [width / 2, height / 2] })
  for (const [line, text] of mark.across.entries()) {
    paragraph(sheet, [{ text, font: 'bold' }], { x: 0, width, size, align: 'center', color: '#e6e6e6' }).draw(
      height / 2 + (line - 1) * size * 1.4,
    )
  }
  sheet.restore()
}
