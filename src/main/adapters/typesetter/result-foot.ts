import type { ResultDocument } from '#core/domain/result-document.ts'
import type { Blank } from '#core/domain/service-result.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { ResultSheet } from '#core/ports/typesetter.ts'
import { qrCode } from './barcodes.ts'
import { writeInstant } from './formats.ts'
import { mm, type Sheet } from './open-sheet.ts'
import { gap, paragraph, rule, stack, type Block, type ParagraphStyle } from './paragraph.ts'
import { resultBlockTexts } from './result-blocks.ts'

/** Legal-equivalence clause, regulation 4354/1, annex 3. */
const legalClause = {
  kk: 'Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» 2003 жылғы 7 қаңтардағы N 370-II ҚРЗ 7-бабының 1-тармағына сәйкес қағаз тасығыштағы құжатқа тең.',
  ru: 'Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года «Об электронном документе и электронной цифровой подписи» равнозначен документу на бумажном носителе.',
}

/** Barcode statement of the same annex; its Kazakh line holds Russian placeholders after the verb, here in Kazakh order. */
const barcodeStatement: LocalText = {
  kk: '* Штрих-код «Электрондық әкімдік» ақпараттық жүйесі ұсынған және {department} ({region}) электрондық-цифрлық қолтаңбасымен қол қойылған деректерді қамтиды.',
  ru: 'Штрих-код содержит данные, предоставленные информационной системой «Электронный акимат» и подписанные электронно-цифровой подписью {department} ({region}).',
}

/** A statement with the names of the provider's department and region. */
function named(statement: LocalText, { department, region }: ResultDocument['provider']): LocalText {
  const write = (language: 'kk' | 'ru'): string =>
    statement[language].replaceAll('{department}', department[language]).replaceAll('{region}', region[language])
  return { kk: write('kk'), ru: write('ru') }
}

export interface Column {
  readonly x: number
  readonly width: number
}

/** Who signed electronically, in a frame: on paper the signature itself cannot be seen. */
export function signatureNote(sheet: Sheet, { document, signedAt }: ResultSheet, column: Column): Block {
  const pad = mm(2.5)
  const style: ParagraphStyle = { x: column.x + pad, width: column.width - 2 * pad, size: 8, leading: 1.28 }
  const { fullName, position } = document.signedBy
  const time = writeInstant(signedAt)
  const text = stack([
    paragraph(
      sheet,
      [{ text: 'Электрондық цифрлық қолтаңбамен қол қойылды / Подписано электронной цифровой подписью', font: 'semiBold' }],
      style,
    ),
    gap(mm(0.8)),
    paragraph(sheet, [{ text: fullName, font: 'semiBold' }], { ...style, size: 9 }),
    paragraph(sheet, [{ text: `${position.kk} / ${position.ru}`, font: 'regular' }], style),
    paragraph(sheet, [{ text: `Қол қойылған уақыты / Время подписания: ${time} (UTC+05:00)`, font: 'regular' }], style),
  ])
  const height = text.height + 2 * pad
  return {
    height,
    draw: (y) => {
      sheet.lineWidth(0.8).strokeColor('#1f4e79').roundedRect(column.x, y, column.width, height, mm(1.2)).stroke()
      text.draw(y + pad)
    },
  }
}

/** Five of 36 mm fill the width of A4: a module is then 2.3 dots at 200 dpi, the least that scans surely. */
const codesPerRow = 5
const codeSide = mm(36)

function codeRows(sheet: Sheet, texts: readonly string[], column: Column): readonly Block[] {
  const codes = texts.map((text) => qrCode(sheet, text, codeSide))
  const rows = Math.ceil(codes.length / codesPerRow)
  const perRow = Math.ceil(codes.length / rows)
  return Array.from({ length: rows }, (_, row) => ({
    height: codeSide,
    draw: (y) => {
      const inRow = codes.slice(row * perRow, (row + 1) * perRow)
      const left = column.x + (column.width - inRow.length * codeSide) / 2
      for (const [index, code] of inRow.entries()) code.draw(left + index * codeSide, y)
    },
  }))
}

/** The foot of a result: legal clause, QR rows, barcode statement, those that its blank has, in the source's order. */
export function resultFoot(
  sheet: Sheet,
  blank: Pick<Blank, 'legalClause' | 'barcode' | 'barcodeStatement'>,
  result: ResultSheet,
  column: Column,
): readonly Block[] {
  const { document } = result
  const style: ParagraphStyle = { ...column, size: 7.5, leading: 1.28 }
  const both = (text: { kk: string; ru: string }): Block =>
    stack([
      paragraph(sheet, [{ text: text.kk, font: 'regular' }], style),
      paragraph(sheet, [{ text: text.ru, font: 'regular' }], { ...style, color: '#444444' }),
    ])
  const clause = blank.legalClause ? [stack([rule(sheet, column.x, column.width, 0.6), gap(mm(1.5)), both(legalClause)])] : []
  if (!blank.barcode) return clause
  const statement = stack([gap(mm(0.5)), both(named(blank.barcodeStatement ?? barcodeStatement, document.provider))])
  return [...clause, gap(mm(1)), ...codeRows(sheet, resultBlockTexts(result.cms, result.signedAt), column), statement]
}
