import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isBin } from '#core/domain/iin.ts'
import { ServiceDefinition, type ResultForm } from '#core/domain/service.ts'

const folder = new URL(import.meta.resolve('#resources/services/unemployed-cert.json'))
const files = readdirSync(new URL('.', folder)).filter((name) => name.endsWith('.json'))
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

/** Every text with its path, strings of a whole tree. */
function* textsOf(value: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [path, value]
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${path}/${key}`)
}

function* pairsOf(value: unknown, path = ''): Generator<readonly [string, object]> {
  if (value === null || typeof value !== 'object') return
  if ('kk' in value || 'ru' in value) yield [path, value]
  for (const [key, inner] of Object.entries(value)) yield* pairsOf(inner, `${path}/${key}`)
}

const placeholders = (form: ResultForm): readonly string[] =>
  [
    ...new Set(form.blank.lines.flatMap(({ kk, ru }) => [...`${kk ?? ''} ${ru ?? ''}`.matchAll(/\{([^}]*)\}/g)].map(([, id]) => id ?? ''))),
  ].sort()

describe.each(files)('%s', (file) => {
  const raw = read(file)
  const definition = ServiceDefinition.parse(raw)

  test('is named by its id, has no property the schema does not know, and a provider with a valid BIN', () => {
    expect(file).toBe(`${definition.id}.json`)
    expect(definition).toEqual(raw)
    expect(isBin(definition.provider.bin)).toBe(true)
  })

  test('the blanks’ placeholders are exactly the declared fields', () => {
    for (const form of [definition.results.positive, definition.results.refusal])
      expect(placeholders(form)).toEqual(form.fields.map(({ id }) => id).sort())
  })

  test('values the program fills itself say from where, the provider’s do not', () => {
    const fields = [...definition.results.positive.fields, ...definition.results.refusal.fields]
    expect(fields.filter(({ source, from }) => (source === 'provider') !== (from === undefined)).map(({ id }) => id)).toEqual([])
    const answered = definition.form.flatMap((page) => page.fields.map(({ id }) => id))
    expect(fields.flatMap(({ from }) => (from?.startsWith('form.') ? [from.slice(5)] : [])).filter((id) => !answered.includes(id))).toEqual(
      [],
    )
  })

  test('ids are unique, conditions name choices that exist', () => {
    const fields = definition.form.flatMap((page) => page.fields)
    for (const ids of [fields.map(({ id }) => id), definition.documents.map(({ id }) => id), definition.refusalGrounds.map(({ id }) => id)])
      expect(new Set(ids).size).toBe(ids.length)
    for (const { when } of [...fields, ...definition.documents]) {
      if (when === undefined) continue
      const field = fields.find(({ id }) => id === when.field)
      expect(field?.type === 'choice' && when.oneOf.every((value) => field.options.some((option) => option.value === value))).toBe(true)
    }
  })

  test('no Latin letter stands inside a Cyrillic word, no Kazakh letter in Russian texts', () => {
    const mixed = [...textsOf(raw)].filter(([, text]) => /[A-Za-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][A-Za-z]/i.test(text))
    expect(mixed).toEqual([])
    const latin = [...textsOf(raw)].filter(
      ([path, text]) => path.endsWith('/kk') && /\b[A-Za-z]\b/.test(text.replace(/\bN (?=\d)|www\.[a-z.]+/g, ' ')),
    )
    expect(latin).toEqual([])
    const kazakh = [...textsOf(raw)].filter(
      ([path, text]) => path.endsWith('/ru') && !path.startsWith('/notes') && /[әғқңөұүһі]/i.test(text),
    )
    expect(kazakh).toEqual([])
  })

  test('every text is there in both languages; only a caption of a blank may stand in one', () => {
    const lone = [...pairsOf(raw)].filter(
      ([path, pair]) => !path.includes('/blank/') && !('kk' in pair && 'ru' in pair && pair.kk !== '' && pair.ru !== ''),
    )
    expect(lone).toEqual([])
    const captions = [...pairsOf(raw)].filter(([path, pair]) => path.includes('/blank/') && !('kk' in pair && 'ru' in pair))
    expect(captions.map(([, pair]) => pair)).toEqual(captions.map(() => ({ ru: '(ФИО)', style: 'small' })))
  })
})

describe('unemployed-cert', () => {
  const definition = ServiceDefinition.parse(read('unemployed-cert.json'))

  test('has all steps of regulation 4354/1, clauses 6–8 and the tables of annex 2', () => {
    const of = (steps: typeof definition.channels.centre, clause: RegExp): number =>
      (steps ?? []).filter((step) => clause.test(step.clause)).length
    const { centre, provider, portal } = definition.channels
    expect([of(provider, /^6\./), of(centre, /^7\./), of(portal, /^8\./)]).toEqual([11, 10, 10])
    expect([of(provider, /1-кесте/), of(centre, /2-кесте/), of(portal, /3-кесте/)]).toEqual([12, 15, 15])
    const decision = centre?.find((step) => step.clause.includes('2-кесте') && step.step === '6')
    expect(decision?.norm?.kk).toBe(
      'Үш жұмыс күні ішінде (құжаттарды қабылдау күні және беру күні мемлекеттік қызметті көрсету мерзіміне кірмейді)',
    )
  })

  test('term, clauses, marks of what is ours or assumed', () => {
    expect(definition.term.rule).toEqual({ days: 3, unit: 'workingDays', receptionDayExcluded: true, issueDayExcluded: true })
    const { positive, refusal } = definition.results
    expect([positive.blank.legalClause, positive.blank.barcode, positive.blank.ours, refusal.blank.ours]).toEqual([
      true,
      true,
      undefined,
      true,
    ])
    expect(definition.documents.map(({ id, required, assumed, forRepresentative }) => [id, required, assumed, forRepresentative])).toEqual([
      ['application', true, true, undefined],
      ['identity', true, true, undefined],
      ['addressProof', false, true, undefined],
      ['authority', true, true, true],
    ])
    expect(definition.refusalGrounds.every(({ assumed }) => assumed === true)).toBe(true)
    expect(JSON.stringify(positive.blank)).not.toMatch(/Андреев|10\.03\.2011/)
  })
})
