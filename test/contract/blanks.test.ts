import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import { formOf, inBothLanguages } from '#adapters/typesetter/result-values.ts'
import { holds } from '#core/domain/service-form.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { BlankLine, ResultForm } from '#core/domain/service-result.ts'
import { generatedDocument, type Variant } from '#test/builders/generated-result.ts'
import { noise } from '#test/builders/result-sheet.ts'
import { textOf } from './pdf-judge.ts'

const services = new URL('.', import.meta.resolve('#resources/services/unemployed-cert.json'))
const definitions = readdirSync(services)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ServiceDefinition.parse(JSON.parse(readFileSync(new URL(name, services), 'utf8'))))
const blanks = definitions.flatMap((definition) =>
  definition.results.map((form) => ({ name: `${definition.id}.${form.id}`, definition, form })),
)
const typesetter = createTypesetter()

/** White space and page furniture (number and count of pages, which stand between cut lines) do not count. */
const squeezed = (text: string): string => text.replace(/\s+/g, '')
const withoutFurniture = (text: string): string =>
  text
    .replace(/\f/g, ' ')
    .replace(/1234 5678 9012 ?/g, '')
    .replace(/\d+ \/ \d+ ?/g, '')

/** The line's text as it must stand on the paper, around and with its values. A signature's value and caption stand apart. */
function expectedTexts(line: BlankLine, document: ResultDocument): readonly string[] {
  const { fields } = document
  const value = (id: string, language: 'kk' | 'ru'): string => {
    const found = fields[id]
    return inBothLanguages(Array.isArray(found) ? undefined : found)[language]
  }
  const texts = (['kk', 'ru'] as const).flatMap((language) => {
    const template = line[language]
    if (template === undefined) return []
    if (line.style !== 'signature') return [template.replace(/\{([A-Za-z0-9]+)\}/g, (_, id: string) => value(id, language))]
    return template.split(/(\{[A-Za-z0-9]+\})/).map((part) => part.replace(/^\{(.+)\}$/, (_, id: string) => value(id, language)))
  })
  const rows = line.table === undefined ? undefined : fields[line.table.field]
  const cells = Array.isArray(rows) ? rows.flatMap((row) => Object.values(row).map((cell) => inBothLanguages(cell).kk)) : []
  return [...texts, ...(line.table?.columns ?? []).map(({ kk }) => kk), ...cells].map(squeezed).filter((text) => text !== '')
}

const variants: readonly Variant[] = [
  { option: 0, kind: 'person', long: false },
  { option: 1, kind: 'organisation', long: true },
  { option: 2, kind: 'person', long: true },
]

const shownLines = (form: ResultForm, document: ResultDocument): readonly BlankLine[] =>
  form.blank.lines.filter(({ when }) => holds(when, document.facts ?? {}))

describe.each(blanks)('$name', ({ definition, form }) => {
  test.each(variants)('is set with every word of its blank: %o', async (variant) => {
    const document = generatedDocument(definition, form, variant)
    expect(formOf(definition, document)).toBe(form)
    const sheet = { definition, document, cms: noise(3_100, 1), signedAt: document.composedAt, draft: false, training: false }
    const text = squeezed(withoutFurniture(await textOf(await typesetter.result(sheet))))
    const lines = shownLines(form, document)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.flatMap((line) => expectedTexts(line, document)).filter((wanted) => !text.includes(wanted))).toEqual([])
    expect(text).not.toMatch(/[{}]|undefined|\[object/)
    expect([text.includes('қағазтасығыштағықұжатқатең'), text.includes('Штрих-код')]).toEqual([form.blank.legalClause, form.blank.barcode])
  })
})
