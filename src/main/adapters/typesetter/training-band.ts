import type { Sheet } from './open-sheet.ts'
import { paragraph } from './paragraph.ts'

const words = 'ОҚУ РЕЖИМІ / УЧЕБНЫЙ РЕЖИМ'

/** The black band of the training mode across a page's width. */
export function drawTrainingBand(sheet: Sheet, place: { readonly y: number; readonly height: number; readonly width: number }): void {
  sheet.rect(0, place.y, place.width, place.height).fill('black')
  const size = Math.min(place.height * 0.56, place.width / 20)
  const text = paragraph(sheet, [{ text: words, font: 'bold' }], { x: 0, width: place.width, size, align: 'center', color: 'white' })
  text.draw(place.y + (place.height - text.height) / 2)
}

/** The same words faintly across the whole page, under the text: a cropped copy still shows them. */
export function drawTrainingWatermark(sheet: Sheet, width: number, height: number): void {
  const size = width / 11
  sheet.save()
  sheet.rotate(-52, { origin: [width / 2, height / 2] })
  for (const [line, text] of ['ОҚУ РЕЖИМІ', 'УЧЕБНЫЙ РЕЖИМ'].entries()) {
    paragraph(sheet, [{ text, font: 'bold' }], { x: 0, width, size, align: 'center', color: '#e6e6e6' }).draw(
      height / 2 + (line - 1) * size * 1.4,
    )
  }
  sheet.restore()
}
