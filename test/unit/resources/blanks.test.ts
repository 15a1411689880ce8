import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { BlankLine, ResultForm } from '#core/domain/service-result.ts'

const services = new URL('.', import.meta.resolve('#resources/services/unemployed-cert.json'))
const definitions = readdirSync(services).map((name) => ServiceDefinition.parse(JSON.parse(readFileSync(new URL(name, services), 'utf8'))))
const fixtures = new URL('../../fixtures/blanks/', import.meta.url)
const names = readdirSync(fixtures).sort()

const places = (text: string): string => text.replace(/\{[^}]*\}/g, '{}')

const linesOf = ({ kk, ru, table }: BlankLine): readonly string[] =>
  table === undefined
    ? [kk, ru].flatMap((text) => (text === undefined ? [] : [places(text)]))
    : [table.columns.map((column) => column.kk).join(' | '), table.columns.map(({ id }) => (id === '#' ? '1' : '{}')).join(' | ')]

/** A blank's lines as they are printed once: the same words for another condition are one line of the regulation. */
const printedLines = ({ blank }: ResultForm): readonly string[] =>
  blank.lines.flatMap((line, index) => {
    const lines = linesOf(line)
    const before = blank.lines[index - 1]
    return line.when !== undefined && before !== undefined && linesOf(before).join('\n') === lines.join('\n') ? [] : lines
  })

describe('blanks that the regulation gives', () => {
  test('each has its text beside it, and no other has', () => {
    const given = definitions.flatMap(({ id, results }) =>
      results.filter(({ blank }) => blank.ours !== true).map((form) => `${id}.${form.id}.txt`),
    )
    expect(names).toEqual(given.sort())
  })

  test.each(names)('%s: word for word', (name) => {
    const [service, result] = name.split('.')
    const form = definitions.find(({ id }) => id === service)?.results.find(({ id }) => id === result)
    if (form === undefined) throw new Error(`No ${name}`)
    const text = readFileSync(new URL(name, fixtures), 'utf8').trim().split('\n')
    expect(printedLines(form)).toEqual(text.map(places))
  })
})
