import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { happenedAt, heardGateway, isBehind, type KnownTime, lookAtClock } from '#core/domain/known-time.ts'

const minute = 60_000
const day = 86_400_000
const truth = Date.parse('2026-11-20T05:00:00.000Z')

/** A look at a device's clock that shows `device`, and the best time after it. */
const look = (known: KnownTime, device: number) => {
  const next = lookAtClock(known, device)
  return { next, now: next.latest, behind: isBehind(next, device) }
}

describe('the best known time', () => {
  it.each([
    ['ahead', 3 * day],
    ['behind', -3 * day],
  ])('of a device three days %s is the gateway’s, also long after it was heard', (_what, wrong) => {
    const known = heardGateway(truth + wrong, -wrong)
    expect(look(known, truth + wrong + 5 * day)).toMatchObject({ now: truth + 5 * day, behind: false })
  })

  it('of a device that is a minute off is the device’s own', () => {
    expect(heardGateway(truth, minute)).toEqual({ skew: minute, latest: truth })
    expect(heardGateway(truth, minute + 1)).toEqual({ skew: minute + 1, latest: truth + minute + 1 })
  })

  it('believes the gateway also where it is earlier than what the device had claimed', () => {
    const wrong = lookAtClock({ latest: truth }, truth + 9 * day)
    expect(wrong.latest).toBe(truth + 9 * day)
    expect(look(heardGateway(truth + 9 * day, -9 * day), truth + 9 * day + minute)).toMatchObject({ now: truth + minute, behind: false })
  })

  it('stands still for the seconds by which a time service sets a clock back, and keeps the skew', () => {
    const known: KnownTime = { skew: -3 * day, latest: truth }
    const device = truth + 3 * day
    expect(look(known, device - 5_000)).toEqual({ next: known, now: truth, behind: false })
    expect(look(known, device + 1).now).toBe(truth + 1)
  })

  it('goes on from the latest moment known where the clock is set back by a day, and says that the clock is behind', () => {
    const set = look({ skew: 0, latest: truth }, truth - day)
    expect(set).toMatchObject({ now: truth, behind: true })
    const later = look(set.next, truth - day + 10 * minute)
    expect(later).toMatchObject({ now: truth + 10 * minute, behind: true })
    // Set back once more, and then put right.
    const again = look(later.next, truth - 2 * day)
    expect(again).toMatchObject({ now: truth + 10 * minute, behind: true })
    expect(look(again.next, truth + 30 * minute)).toEqual({
      next: { skew: 0, latest: truth + 30 * minute },
      now: truth + 30 * minute,
      behind: false,
    })
  })

  it('forgets the skew of a clock that was put right without the gateway', () => {
    const known = heardGateway(truth + 3 * day, -3 * day)
    expect(look(known, truth + minute)).toEqual({ next: { latest: truth + minute }, now: truth + minute, behind: false })
  })

  it('never goes backwards between two answers of the gateway, whatever is done to the clock', () => {
    const steps = fc.array(
      fc.record({ passed: fc.nat(day), setBy: fc.oneof(fc.constant(0), fc.integer({ min: -9 * day, max: 9 * day })) }),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(fc.integer({ min: -5 * day, max: 5 * day }), steps, (skew, changes) => {
        let device = truth - skew
        let known = heardGateway(device, skew)
        for (const { passed, setBy } of changes) {
          device += passed + setBy
          const next = lookAtClock(known, device)
          expect(next.latest).toBeGreaterThanOrEqual(known.latest)
          known = next
        }
      }),
    )
  })

  it('runs with a clock that nobody touches, and never says that it is behind', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5 * day, max: 5 * day }), fc.array(fc.nat(day), { maxLength: 20 }), (skew, passings) => {
        let device = truth - skew
        const start = heardGateway(device, skew)
        let known = start
        for (const passed of passings) {
          device += passed
          known = lookAtClock(known, device)
          expect(isBehind(known, device)).toBe(false)
        }
        expect(known.latest - start.latest).toBe(device - (truth - skew))
      }),
    )
  })
})

describe('happenedAt', () => {
  const at = '2026-11-20T05:00:00.000Z'
  it.each([
    [undefined, at],
    ['2026-11-20T05:01:00.000Z', at],
    ['2026-11-20T05:01:00.001Z', '2026-11-20T05:01:00.001Z'],
    ['2026-11-17T05:00:00.000Z', '2026-11-17T05:00:00.000Z'],
  ])('gateway %s', (gatewayAt, expected) => expect(happenedAt({ at, gatewayAt })).toBe(expected))
})
