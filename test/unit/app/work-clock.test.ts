import { describe, expect, it } from 'vitest'
import { createWorkClock } from '#app/work-clock.ts'
import type { KnownTime } from '#core/domain/known-time.ts'

const day = 86_400_000
const truth = Date.parse('2026-11-20T05:00:00.000Z')
const iso = (time: number): string => new Date(time).toISOString()

/** A machine whose clock can be set, and a workplace on it that can be started anew. */
function machine() {
  const device = { time: truth, skew: undefined as number | undefined, kept: undefined as KnownTime | undefined }
  const start = () =>
    createWorkClock({
      device: { now: () => device.time, instant: () => iso(device.time), after: () => () => {} },
      heardSkew: () => device.skew,
      kept: { get: () => device.kept, set: (known) => (device.kept = known) },
    })
  return { device, start }
}

describe('createWorkClock', () => {
  it('is the device’s clock before anything else is known', () => {
    const clock = machine().start()
    expect([clock.instant(), clock.skew(), clock.gatewayInstant(), clock.isBehind()]).toEqual([iso(truth), undefined, undefined, false])
  })

  it('keeps what the gateway said over a restart without it', () => {
    const { device, start } = machine()
    device.time = truth + 3 * day
    device.skew = -3 * day
    start().keep()
    device.skew = undefined
    device.time += day
    const clock = start()
    expect([clock.instant(), clock.skew(), clock.gatewayInstant(), clock.isBehind()]).toEqual([
      iso(truth + day),
      -3 * day,
      iso(truth + day),
      false,
    ])
  })

  it('tells the gateway’s exact time also where the device’s is good enough', () => {
    const { device, start } = machine()
    device.skew = 2_000
    const clock = start()
    expect([clock.instant(), clock.gatewayInstant()]).toEqual([iso(truth), iso(truth + 2_000)])
  })

  it('finds a clock that was set back while the program was off, until the gateway is heard', () => {
    const { device, start } = machine()
    device.skew = 0
    start().keep()
    device.skew = undefined
    device.time -= 20 * day
    const clock = start()
    expect([clock.instant(), clock.isBehind()]).toEqual([iso(truth), true])
    device.skew = 20 * day + 500
    expect([clock.instant(), clock.isBehind(), clock.skew()]).toEqual([iso(truth + 500), false, 20 * day + 500])
  })

  it('does not believe an old answer again after the clock was set back', () => {
    const { device, start } = machine()
    device.skew = 0
    const clock = start()
    expect(clock.now()).toBe(truth)
    device.time -= day
    expect([clock.now(), clock.isBehind(), clock.gatewayInstant()]).toEqual([truth, true, iso(truth)])
  })
})
