import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validUntilOf } from '#core/domain/validity.ts'

const text = { kk: 'мерзімі', ru: 'срок' }

describe('validUntilOf', () => {
  test.each([
    ['2026-11-24', { months: 1 }, '2026-12-24'],
    ['2026-12-15', { months: 1 }, '2027-01-15'],
    ['2027-01-31', { months: 1 }, '2027-02-28'],
    ['2028-01-31', { months: 1 }, '2028-02-29'],
    ['2026-11-24', { days: 5 }, '2026-11-29'],
    ['2026-12-30', { days: 5 }, '2027-01-04'],
    ['2026-11-30', { months: 3, days: 1 }, '2027-03-01'],
  ])('from %s for %o: %s', (signedOn, term, until) => {
    expect(validUntilOf({ validity: { ...term, text } }, signedOn)).toBe(until)
  })

  test('a blank without a term holds for ever', () => {
    expect([validUntilOf({}, '2026-11-24'), validUntilOf({ validity: { text } }, '2026-11-24')]).toEqual([undefined, undefined])
  })

  test('months never skip a month, and more months never end earlier', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (signedOn, months) => {
        const until = validUntilOf({ validity: { months, text } }, signedOn) ?? ''
        const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
        expect(monthOf(until) - monthOf(signedOn)).toBe(months)
        expect(until < (validUntilOf({ validity: { months: months + 1, text } }, signedOn) ?? '')).toBe(true)
      }),
    )
  })
})
