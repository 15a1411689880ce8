import { describe, expect, test } from 'vitest'
import unemployed from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { definitionProblems } from '#core/domain/definition-problems.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { FormField } from '#core/domain/service-form.ts'
import type { BlankLine, ResultForm } from '#core/domain/service-result.ts'

const sound = ServiceDefinition.parse(unemployed)
const label = { kk: 'атауы', ru: 'название' }
const [certificate, refusal] = sound.results as [ResultForm, ResultForm]
const problems = (over: Partial<ServiceDefinition>): readonly string[] => definitionProblems({ ...sound, ...over })

const field = (id: string, when?: FormField['when']): FormField => ({
  id,
  type: 'text',
  label,
  required: false,
  maxLength: 9,
  ...(when === undefined ? {} : { when }),
})
const formOf = (...fields: readonly FormField[]): Partial<ServiceDefinition> => ({
  form: [...sound.form, { id: 'more', title: label, fields: [...fields] }],
})
const resultOf = (over: Partial<ResultForm>): Partial<ServiceDefinition> => ({ results: [{ ...certificate, ...over }, refusal] })
const linesOf = (...lines: readonly Partial<BlankLine>[]): Partial<ServiceDefinition> =>
  resultOf({
    blank: { ...certificate.blank, lines: [...certificate.blank.lines, ...lines.map((line) => ({ style: 'body' as const, ...line }))] },
  })
const table = (rows: string, ...columns: readonly string[]): Partial<BlankLine> => ({
  style: 'table',
  table: { field: rows, columns: columns.map((id) => ({ id, kk: 'баған' })) },
})

test('a sound definition has none', () => {
  expect(definitionProblems(sound)).toEqual([])
})

describe('what is wrong is named', () => {
  test.each<[string, Partial<ServiceDefinition>, readonly string[]]>([
    [
      'a power of attorney that nothing proves',
      {
        representation: { allowed: true, notarisedOnly: false },
        documents: sound.documents.map((slot) => (slot.forRepresentative === true ? { ...slot, required: false } : slot)),
      },
      ['representation: no required slot for the power of attorney'],
    ],
    ['a field twice', formOf(field('a'), field('a')), ['form: a twice']],
    ['a page twice', { form: [...sound.form, ...sound.form.slice(0, 1)] }, expect.arrayContaining(['form: page request twice'])],
    [
      'a condition on what stands after',
      formOf(field('a', [{ field: 'b', oneOf: ['x'] }]), field('b')),
      ['form: a asks b, not before it', 'form.a: asks b, whose values are not a choice'],
    ],
    [
      'a condition that cannot be',
      formOf(field('a', [{ field: 'handOutWay', oneOf: ['pigeon'] }]), field('b', [{ field: 'channel', oneOf: ['telegraph'] }])),
      ['form.a: waits for handOutWay = pigeon, which cannot be', 'form.b: waits for channel = telegraph, which cannot be'],
    ],
    [
      'a register’s answer beside nothing',
      formOf({ id: 'who', type: 'iin', label, required: true, fills: { fullName: 'nowhere' } }),
      ['form: who fills nowhere, not beside it'],
    ],
    [
      'rows that suggest into nothing, and cannot be enough',
      formOf({
        id: 'rows',
        type: 'repeat',
        label,
        itemLabel: label,
        required: true,
        min: 3,
        max: 2,
        fields: [{ ...field('name'), type: 'iin' } as never],
        suggest: { from: 'children', iin: 'name', fullName: 'none', birthDate: 'name' },
      }),
      ['form: rows suggests into none, not in its row', 'form: rows min over max'],
    ],
    ['a placeholder that is no field', linesOf({ kk: '{nobody}' }), ['results.certificate: blank prints {nobody}, not a field of it']],
    [
      'a line that asks nothing there is',
      linesOf({ kk: 'x', when: [{ field: 'nobody', oneOf: ['x'] }] }),
      ['results.certificate: a line asks nobody, not a field of it'],
    ],
    ['an empty line', linesOf({}), ['results.certificate: an empty line']],
    [
      'a table of no rows',
      linesOf(table('registeredInfo', '#')),
      ['results.certificate: table of registeredInfo, not a repeat that is asked'],
    ],
    [
      'a value that no line prints',
      resultOf({ values: [...certificate.values, { id: 'lost', label, from: 'system.region', required: true }] }),
      ['results.certificate: lost is not printed'],
    ],
    [
      'a value from an answer that is not asked',
      resultOf({
        values: certificate.values.map((value) => (value.from === 'form.presentedTo' ? { ...value, from: 'form.nobody' } : value)),
      }),
      ['results.certificate: presentedTo comes from form.nobody, no such answer'],
    ],
    [
      'a result for what is not asked',
      resultOf({ when: [{ field: 'nobody', oneOf: ['x'] }] }),
      ['results.certificate: asks nobody, not in the form'],
    ],
    ['no refusal', { results: [certificate] }, ['results: exactly one refusal']],
    ['two refusals', { results: [certificate, refusal, { ...refusal, id: 'again' }] }, ['results: exactly one refusal']],
    ['only a refusal', { results: [refusal] }, ['results: no positive one']],
    ['no way to give it out', { handOut: { centre: ['inPerson'] } }, ['handOut: none for provider', 'handOut: none for portal']],
    ['no way to log in', { login: {} }, ['login: none for centre', 'login: none for provider', 'login: none for portal']],
    ['a subject that is no person', { subject: { kind: 'child', field: 'address' } }, ['subject: address is no repeat or IIN of the form']],
    ['a fee that cannot be checked', { fee: { purpose: label, tenge: 100, channels: ['portal'] } }, ['registers: a fee without payments']],
    [
      'organisations that cannot be looked up',
      { applicants: ['person', 'organisation'] },
      ['registers: organisations without their register'],
    ],
  ])('%s', (_what, over, found) => {
    expect(problems(over)).toEqual(found)
  })

  test('a column that the rows do not have', () => {
    const rows = { id: 'rows', type: 'repeat', label, itemLabel: label, required: true, min: 1, max: 2, fields: [field('a')] } as FormField
    const lines = [...certificate.blank.lines, { style: 'table' as const, ...table('rows', '#', 'a', 'b') }]
    expect(problems(resultOf({ asked: [...certificate.asked, rows], blank: { ...certificate.blank, lines } }))).toEqual([
      'results.certificate: column b is not in rows',
    ])
  })
})
