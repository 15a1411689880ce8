import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import calendarJson from '#resources/calendar/kz.json' with { type: 'json' }
import { deadlineOf, WorkCalendar } from '#core/domain/calendar.ts'
import { definitionProblems } from '#core/domain/definition-problems.ts'
import { isBin } from '#core/domain/iin.ts'
import { Channel, ServiceDefinition, termFor } from '#core/domain/service.ts'
import { mixedWords } from '#tools/mixed-words.ts'

const folder = new URL(import.meta.resolve('#resources/services/unemployed-cert.json'))
const files = readdirSync(new URL('.', folder)).filter((name) => name.endsWith('.json'))
const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
const definitions = files.map((file) => ServiceDefinition.parse(JSON.parse(text(file))))
const byId = (id: string): ServiceDefinition => {
  const found = definitions.find((definition) => definition.id === id)
  if (found === undefined) throw new Error(`No ${id}`)
  return found
}

/** Every text with its path. */
function* textsOf(value: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [path, value]
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${path}/${key}`)
}

function* pairsOf(value: unknown, path = ''): Generator<readonly [string, { kk?: string; ru?: string }]> {
  if (value === null || typeof value !== 'object') return
  const { kk, ru } = value as Record<string, unknown>
  if (typeof kk === 'string' || typeof ru === 'string') yield [path, value]
  for (const [key, inner] of Object.entries(value)) yield* pairsOf(inner, `${path}/${key}`)
}

describe.each(files)('%s', (file) => {
  const raw: unknown = JSON.parse(text(file))
  const definition = ServiceDefinition.parse(raw)

  test('is named by its id, knows no property that the schema does not, and is sound', () => {
    expect(file).toBe(`${definition.id}.json`)
    expect(definition).toEqual(raw)
    expect(isBin(definition.provider.bin)).toBe(true)
    expect(definitionProblems(definition)).toEqual([])
  })

  test('no word mixes alphabets, no Kazakh letter stands in Russian texts, no Latin word in Kazakh ones', () => {
    expect(mixedWords(text(file))).toEqual([])
    const shown = [...textsOf(raw)].filter(([path]) => !path.startsWith('/notes') && !path.includes('/synonyms/'))
    const kazakh = shown.filter(([path, value]) => path.endsWith('/ru') && /[әғқңөұүһі]/i.test(value.replace(/«[^»]*»/g, '')))
    expect(kazakh).toEqual([])
    const latin = shown.filter(
      ([path, value]) =>
        path.endsWith('/kk') &&
        /[A-Za-z]/.test(
          value.replace(
            /\b[NIVX]+\b|[a-z.]+\.kz|\bKZ\b|\{[^}]*\}|\be-?mail\b|\bcall\b|\bPDF\b|\bonline\b|\bAdobe Acrobat\b|\bISSN\b/gi,
            '',
          ),
        ),
    )
    expect(latin).toEqual([])
  })

  test('every text is there in both languages; only a blank’s own lines may stand in the one the regulation gives', () => {
    const lone = [...pairsOf(raw)].filter(
      ([path, { kk = '', ru = '' }]) => !/\/blank\//.test(path) && (kk.trim() === '' || ru.trim() === ''),
    )
    expect(lone).toEqual([])
    const same = [...pairsOf(raw)].filter(
      ([path, { kk, ru }]) => !/\/blank\/|\/norm|\/name$|\/labels?$|options/.test(path) && kk === ru && (kk ?? '').length > 12,
    )
    expect(same).toEqual([])
  })

  test('what the source does not say is marked so, and is in the notes', () => {
    expect(definition.documents.length).toBeGreaterThanOrEqual(3)
    expect(definition.refusalGrounds.length).toBeGreaterThanOrEqual(4)
    if (definition.documents.some(({ assumed }) => assumed === true)) expect(definition.notes.some(({ decided }) => !decided)).toBe(true)
    expect(definition.notes.length).toBeGreaterThanOrEqual(8)
  })

  test('its term can be computed for every channel on every day of the coming year', () => {
    const calendar = WorkCalendar.parse(calendarJson)
    for (const channel of Channel.options)
      for (let day = 0; day < 365; day++) {
        const date = new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10)
        expect(deadlineOf(calendar, termFor(definition, channel), date)).toBeDefined()
      }
  })
})

/** By number: id, steps of each channel (text and table of the regulation), days, unit, payment. `undefined`: the channel does not exist. */
const regulations = [
  [1, 'archive-cert-mangystau', { centre: 20, provider: 18, portal: 20 }, 15, 'workingDays'],
  [2, 'unemployed-cert', { centre: 25, provider: 23, portal: 25 }, 3, 'workingDays'],
  [3, 'minor-assets-cert', { centre: 20, portal: 20 }, 5, 'workingDays'],
  [4, 'minor-property-cert', { centre: 20, portal: 20 }, 5, 'workingDays'],
  [5, 'guardianship-cert', { centre: 20, portal: 20 }, 5, 'workingDays'],
  [6, 'disabled-child-support', { provider: 20, portal: 22 }, 10, 'workingDays'],
  [7, 'kindergarten-queue', { centre: 25, provider: 22, portal: 25 }, 3, 'workingDays'],
  [8, 'housing-queue', { centre: 20, provider: 19, portal: 20 }, 30, 'calendarDays'],
  [9, 'archive-apostille', { centre: 16, provider: 15, portal: 21 }, 15, 'workingDays'],
  [10, 'archive-cert-national', { centre: 16, provider: 15, portal: 17 }, 15, 'workingDays'],
  [11, 'media-registration', { provider: 15, portal: 21 }, 15, 'workingDays'],
  [12, 'foreign-press-aktobe', { centre: 20, portal: 20 }, 10, 'workingDays'],
  [13, 'guardianship-establish', { centre: 16, provider: 15, portal: 12 }, 30, 'calendarDays'],
] as const

describe('the thirteen regulations', () => {
  test('are there, each under its number', () => {
    expect([...definitions].sort((a, b) => a.number - b.number).map(({ number, id }) => [number, id])).toEqual(
      regulations.map(([number, id]) => [number, id]),
    )
  })

  test.each(regulations)('%i %s: exactly its channels, no step of the regulation missing', (_number, id, steps, days, unit) => {
    const { channels, term } = byId(id)
    expect(Object.keys(channels).sort()).toEqual(Object.keys(steps).sort())
    for (const [channel, count] of Object.entries(steps))
      expect(channels[channel as Channel]?.length ?? 0, channel).toBeGreaterThanOrEqual(count)
    expect(term.rule).toMatchObject({ days, unit })
  })

  test('steps have the clause they come from; no step stands twice', () => {
    for (const { id, channels } of definitions)
      for (const [channel, steps] of Object.entries(channels)) {
        const keys = (steps ?? []).map(({ step, clause }) => `${clause} ${step}`)
        expect(
          keys.filter((key, index) => keys.indexOf(key) !== index),
          `${id} ${channel}`,
        ).toEqual([])
      }
  })

  test('what is special about each', () => {
    const outcomes = (id: string): readonly string[] => byId(id).results.map((form) => `${form.id}:${form.outcome}`)
    expect(byId('unemployed-cert').term.rule).toMatchObject({ receptionDayExcluded: true, issueDayExcluded: true })
    expect(outcomes('minor-assets-cert').filter((each) => each.endsWith(':positive'))).toHaveLength(3)
    expect(outcomes('kindergarten-queue')).toEqual(
      expect.arrayContaining(['referral:positive', 'queueNotice:intermediate', 'refusal:refusal']),
    )
    expect(byId('kindergarten-queue').results.find(({ id }) => id === 'referral')?.validity?.days).toBe(5)
    expect(byId('guardianship-establish').procedure).toBe('resolution')
    expect(termFor(byId('guardianship-establish'), 'centre').receptionDayExcluded).toBe(true)
    expect(termFor(byId('guardianship-establish'), 'portal').receptionDayExcluded).toBe(false)
    expect(
      byId('disabled-child-support')
        .results.flatMap(({ blank }) => blank.lines)
        .some(({ table }) => table !== undefined),
    ).toBe(true)
    expect(
      definitions
        .filter(({ fee }) => fee !== undefined)
        .map(({ number }) => number)
        .sort((a, b) => a - b),
    ).toEqual([9, 11])
    expect(
      definitions
        .filter(({ courier }) => courier)
        .map(({ number }) => number)
        .sort((a, b) => a - b),
    ).toEqual([9, 13])
    expect(definitions.filter(({ survey }) => survey === 'none').map(({ number }) => number)).toEqual([13])
    expect(byId('housing-queue').handOut).toMatchObject({ provider: expect.arrayContaining(['email']), centre: ['inPerson'] })
    expect(JSON.stringify(byId('unemployed-cert').results)).not.toMatch(/Андреев|10\.03\.2011/)
  })
})
