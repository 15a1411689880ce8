import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, type FieldProblemCode, formProblems, isDate, readNumber } from '#core/domain/form-problems.ts'
import { type AnswerRow, type Answers, type FormField, shownFields, shownValues, type SimpleField } from '#core/domain/service-form.ts'
import { iinNumber } from '#test/builders/case-log.ts'

const label = { kk: 'атауы', ru: 'название' }
const facts = { 'applicant.kind': 'person', channel: 'centre' } as const
const today = '2026-11-24'
const base = { id: 'x', label, required: true }
const options = ['a', 'b'].map((value) => ({ value, label }))
const said = (fields: readonly FormField[], answers: Answers): readonly string[] =>
  formProblems(fields, answers, facts, today).map(({ path, code }) => `${path}: ${code}`)

const sorts: Readonly<Record<string, SimpleField>> = {
  text: { ...base, type: 'text', maxLength: 5 },
  year: { ...base, type: 'text', maxLength: 4, pattern: '^\\d{4}$' },
  email: { ...base, type: 'email' },
  phone: { ...base, type: 'phone' },
  past: { ...base, type: 'date', notAfterToday: true },
  future: { ...base, type: 'date', notBeforeToday: true },
  child: { ...base, type: 'date', ageUnder: 7 },
  number: { ...base, type: 'number', min: 1, max: 10, decimals: 1 },
  whole: { ...base, type: 'number' },
  choice: { ...base, type: 'choice', options },
  consent: { ...base, type: 'consent' },
  iin: { ...base, type: 'iin' },
  bin: { ...base, type: 'bin' },
}

describe('one value', () => {
  test.each<[keyof typeof sorts & string, string, FieldProblemCode | undefined]>([
    ['text', '', 'required'],
    ['text', '  ', 'required'],
    ['text', 'бесеу', undefined],
    ['text', 'алтау!', 'tooLong'],
    ['year', '2026', undefined],
    ['year', '26', 'pattern'],
    ['email', 'a@example.kz', undefined],
    ['email', 'a@', 'email'],
    ['phone', '+77012345678', undefined],
    ['phone', '87012345678', 'phone'],
    ['past', '2026-11-24', undefined],
    ['past', '2026-11-25', 'dateInFuture'],
    ['past', '2026-02-30', 'date'],
    ['future', '2026-11-24', undefined],
    ['future', '2026-11-23', 'dateInPast'],
    ['child', '2019-11-25', undefined],
    ['child', '2019-11-24', 'tooOld'],
    ['number', '10', undefined],
    ['number', '9,5', undefined],
    ['number', '9,55', 'number'],
    ['number', 'он', 'number'],
    ['number', '0', 'tooSmall'],
    ['number', '10,1', 'tooLarge'],
    ['whole', '1 250', undefined],
    ['whole', '1,5', 'number'],
    ['choice', 'a', undefined],
    ['choice', 'c', 'choice'],
    ['consent', 'yes', undefined],
    ['consent', 'no', 'required'],
    ['iin', iinNumber(1), undefined],
    ['iin', `${iinNumber(1).slice(0, 11)}${(Number(iinNumber(1)[11]) + 1) % 10}`, 'iin/checkDigit'],
    ['iin', '12', 'iin'],
    ['bin', '990240001237', undefined],
    ['bin', '990240001238', 'bin'],
  ])('%s «%s»: %s', (sort, value, code) => {
    const field = sorts[sort]
    if (field === undefined) throw new Error(sort)
    expect(said([field], { x: value })).toEqual(code === undefined ? [] : [`x: ${code}`])
    // What need not be there may be empty, and is otherwise looked at alike.
    const optional = value.trim() === '' || (code === 'required' && field.type !== 'consent') ? undefined : code
    expect(said([{ ...field, required: false }], { x: value })).toEqual(optional === undefined ? [] : [`x: ${optional}`])
  })

  test('both languages, each for itself', () => {
    const field: FormField = { ...base, type: 'bilingual', maxLength: 3 }
    expect([said([field], { x: { kk: 'төрт', ru: '' } }), said([field], { x: 'екі' }), said([field], {})]).toEqual([
      ['x.kk: tooLong', 'x.ru: required'],
      ['x.kk: required', 'x.ru: required'],
      ['x.kk: required', 'x.ru: required'],
    ])
  })
})

describe('rows', () => {
  const rows: FormField = {
    id: 'children',
    type: 'repeat',
    label,
    itemLabel: label,
    required: true,
    min: 2,
    max: 3,
    fields: [
      { ...base, id: 'iin', type: 'iin' },
      { ...base, id: 'kind', type: 'choice', options },
      { ...base, id: 'note', type: 'text', maxLength: 9, when: [{ field: 'kind', oneOf: ['b'] }] },
    ],
  }
  const child = (sequence: number, over: AnswerRow = {}): AnswerRow => ({ iin: iinNumber(sequence), kind: 'a', ...over })
  test.each<[string, readonly AnswerRow[], readonly string[]]>([
    ['none', [], ['children: required']],
    ['too few', [child(1)], ['children: tooFew']],
    ['enough', [child(1), child(2)], []],
    ['too many', [1, 2, 3, 4].map((sequence) => child(sequence)), ['children: tooMany']],
    ['the same twice', [child(1), child(2), child(1)], ['children.2.iin: sameTwice']],
    ['a field that a row’s own choice shows', [child(1), child(2, { kind: 'b' })], ['children.1.note: required']],
    ['what it hides is not looked at', [child(1), child(2, { note: 'тым ұзын мәтін' })], []],
  ])('%s', (_what, answer, problems) => {
    expect(said([rows], { children: [...answer] })).toEqual(problems)
  })
})

describe('conditions', () => {
  const field = (id: string, when?: FormField['when']): FormField => ({
    ...base,
    id,
    type: 'choice',
    options,
    ...(when === undefined ? {} : { when }),
  })
  const fields = [
    field('first'),
    field('second', [{ field: 'first', oneOf: ['a'] }]),
    field('third', [{ field: 'second', oneOf: ['a'] }]),
    field('forFirms', [{ field: 'applicant.kind', oneOf: ['organisation'] }]),
  ]
  const shown = (answers: Answers): readonly string[] => shownFields(fields, answers, facts).map(({ id }) => id)

  test('a field hidden by its condition is empty for the conditions after it', () => {
    expect([shown({ first: 'a', second: 'a' }), shown({ first: 'b', second: 'a' }), shown({})]).toEqual([
      ['first', 'second', 'third'],
      ['first'],
      ['first'],
    ])
    const page = { id: 'p', title: label, fields }
    expect(shownValues([page], { first: 'b', second: 'a', third: 'a' }, facts)).toEqual({ ...facts, first: 'b' })
  })

  test('only what is shown can be wrong, and what is wrong is shown', () => {
    const answer = fc.constantFrom('a', 'b', 'c', '')
    fc.assert(
      fc.property(fc.record({ first: answer, second: answer, third: answer, forFirms: answer }), (answers) => {
        const wrong = formProblems(fields, answers, facts, today).map(({ path }) => path)
        expect(wrong).toEqual(shown(answers).filter((id) => !['a', 'b'].includes(answers[id as keyof typeof answers])))
      }),
    )
  })
})

describe('numbers, dates, ages', () => {
  test('a number reads as it was meant, however it is spaced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        const spaced = String(value).replace(/\B(?=(\d{3})+$)/g, '\u00A0')
        expect([readNumber(spaced), readNumber(` ${value}`), readNumber(`${value},5`)]).toEqual([value, value, value + 0.5])
      }),
    )
    expect(['', '1,', ',5', '1.2.3', '1e5', '0x1'].map(readNumber)).toEqual(Array.from({ length: 6 }))
  })

  test('every day is a date, a birthday counts from that day on', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2026-11-24'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 90 }), (birth, years) => {
        expect(isDate(birth)).toBe(true)
        const birthday = `${Number(birth.slice(0, 4)) + years}${birth.slice(4)}`
        expect(ageOn(birth, birthday)).toBe(years)
      }),
    )
  })
})
