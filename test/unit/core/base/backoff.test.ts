import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffDelay, defaultBackoff } from '#core/base/backoff.ts'

describe('backoffDelay', () => {
  it('grows by its factor and stays at the cap', () => {
    const policy = { first: 100, factor: 2, cap: 1_000, jitter: 0 }
    expect([0, 1, 2, 3, 4, 5, 500, 5_000].map((attempts) => backoffDelay(attempts, 0.5, policy))).toEqual([
      100, 100, 200, 400, 800, 1_000, 1_000, 1_000,
    ])
  })

  it('is whole, and never further from its plain delay than the jitter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, chance) => {
        const { first, factor, cap, jitter } = defaultBackoff
        const plain = Math.min(cap, first * factor ** (attempts - 1))
        const delay = backoffDelay(attempts, chance)
        return Number.isInteger(delay) && delay >= Math.floor(plain * (1 - jitter)) && delay <= Math.ceil(plain * (1 + jitter))
      }),
    )
  })
})
