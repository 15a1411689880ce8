import { describe, expect, it } from 'vitest'
import { keepFor, PinPolicy } from '#core/domain/pin-policy.ts'

describe('how long a login is kept', () => {
  it.each([
    [undefined, undefined],
    [{ kind: 'signature' }, undefined],
    [{ kind: 'minutes', minutes: 15 }, 900_000],
    [{ kind: 'shift' }, 43_200_000],
  ] as const)('%j: %s milliseconds', (policy, milliseconds) => {
    expect(keepFor(policy)).toBe(milliseconds)
  })

  it('is never more than an hour in minutes', () => {
    expect(PinPolicy.safeParse({ kind: 'minutes', minutes: 61 }).success).toBe(false)
    expect(PinPolicy.safeParse({ kind: 'minutes', minutes: 0 }).success).toBe(false)
  })
})
