import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber } from '#core/domain/form-problems.ts'
import { datePart, joinedValues, printedText, printedValue, writeNumber } from '#core/domain/printed-value.ts'
import type { SimpleField } from '#core/domain/service-form.ts'

const base = { id: 'x', label: { kk: 'атауы', ru: 'название' }, required: false }
const choice: SimpleField = {
  ...base,
  type: 'choice',
  options: [
    { value: 'bank', label: { kk: 'Банк', ru: 'Банк' } },
    { value: 'fund', label: { kk: 'Қор', ru: 'Фонд' } },
  ],
}

describe('printedValue', () => {
  test.each<[string, SimpleField, Parameters<typeof printedValue>[1], ReturnType<typeof printedValue>]>([
    ['a choice by its label', choice, 'fund', { kk: 'Қор', ru: 'Фонд' }],
    ['a choice that is none', choice, 'other', undefined],
    ['a mark', { ...base, type: 'consent' }, 'yes', { kk: 'иә', ru: 'да' }],
    ['a mark that does not stand', { ...base, type: 'consent' }, 'no', undefined],
    ['a number', { ...base, type: 'number' }, '1250000.5', '1\u00A0250\u00A0000,5'],
    ['a date as it is kept', { ...base, type: 'date' }, '2026-11-24', '2026-11-24'],
    ['a text without its edges', { ...base, type: 'text', maxLength: 9 }, ' Үміт ', 'Үміт'],
    ['both languages', { ...base, type: 'bilingual', maxLength: 9 }, { kk: 'иә ', ru: ' да' }, { kk: 'иә', ru: 'да' }],
    ['nothing', { ...base, type: 'text', maxLength: 9 }, ' ', undefined],
    ['nothing in both languages', { ...base, type: 'bilingual', maxLength: 9 }, { kk: '', ru: ' ' }, undefined],
  ])('%s', (_what, field, value, printed) => {
    expect(printedValue(field, value)).toEqual(printed)
  })
})

describe('numbers', () => {
  test.each([
    ['2026', '2026'],
    ['9999', '9999'],
    ['10000', '10\u00A0000'],
    ['1 250,50', '1250,50'],
    ['-1234567', '-1\u00A0234\u00A0567'],
    ['көп', 'көп'],
  ])('%s is written %s', (typed, written) => {
    expect(writeNumber(typed)).toBe(written)
  })

  test('what is written reads as the same number', () => {
    fc.assert(
      fc.property(fc.integer(), fc.option(fc.integer({ min: 0, max: 99 })), (whole, decimals) => {
        const typed = decimals === null ? String(whole) : `${whole},${String(decimals).padStart(2, '0')}`
        expect(readNumber(writeNumber(typed))).toBe(readNumber(typed))
      }),
    )
  })
})

describe('joinedValues', () => {
  test('several of one kind, of both languages, one alone, none', () => {
    expect([
      joinedValues(['а', '2015-02-01']),
      joinedValues(['а', { kk: 'қ', ru: 'р' }]),
      joinedValues(['2015-02-01']),
      joinedValues([]),
    ]).toEqual(['а, 01.02.2015', { kk: 'а, қ', ru: 'а, р' }, '2015-02-01', undefined])
  })

  test('a date alone is written, a date within words is not touched', () => {
    expect([printedText('2015-02-01'), printedText('№ 2015-02-01')]).toEqual(['01.02.2015', '№ 2015-02-01'])
  })
})

describe('datePart', () => {
  test('day, month in words, year, its last two digits; what is no date stays', () => {
    const parts = ['day', 'month', 'year', 'shortYear'] as const
    expect([parts.map((part) => datePart('2026-11-04', part)), datePart('2026 жылы', 'year')]).toEqual([
      ['4', { kk: 'қараша', ru: 'ноября' }, '2026', '26'],
      '2026 жылы',
    ])
  })
})
