import fc from 'fast-check'
import { expect, it } from 'vitest'
import { provisionalEpochSize, provisionalNumber } from '#core/domain/provisional-number.ts'

const days = fc.integer({ min: 0, max: 3_650 }).map((after) => new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10))
const given = fc.tuple(fc.integer({ min: 1, max: 9_999 }), days, fc.integer({ min: 1, max: 99 * provisionalEpochSize }))

it('is another one for every desk, day and sequence, and fits on a receipt', () => {
  fc.assert(
    fc.property(given, given, (one, other) => {
      const [first, second] = [provisionalNumber(...one), provisionalNumber(...other)]
      expect(first === second).toBe(one.join() === other.join())
      expect(first).toMatch(/^9\d{13,15}$/)
    }),
  )
})

it('has fourteen digits on a common day', () => {
  expect(provisionalNumber(7, '2026-11-22', 1)).toBe('90007261122001')
})
