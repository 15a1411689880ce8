import type { Instant } from '#core/domain/ids.ts'
import { heardGateway, isBehind, type KnownTime, lookAtClock, noticeableSkew } from '#core/domain/known-time.ts'
import type { Clock } from '#core/ports/clock.ts'

export interface WorkClockOptions {
  readonly device: Clock
  /** Gateway's clock minus the device's, milliseconds, as its answers told since the start; undefined before the first. */
  readonly heardSkew: () => number | undefined
  readonly kept: { readonly get: () => KnownTime | undefined; readonly set: (known: KnownTime) => void }
}

/** A workplace's best known time: `now` and `instant` of a Clock are that, the timers are the device's. */
export interface WorkClock extends Clock {
  /** Gateway's clock minus the device's, milliseconds, also where it was heard before the start. */
  readonly skew: () => number | undefined
  readonly gatewayInstant: () => Instant | undefined
  readonly isBehind: () => boolean
  /** Writes down what is known. */
  readonly keep: () => void
}

export function createWorkClock({ device, heardSkew, kept }: WorkClockOptions): WorkClock {
  let known: KnownTime = kept.get() ?? { latest: device.now() }
  let heard: number | undefined

  const look = (): KnownTime => {
    const skew = heardSkew()
    // Only news counts: what was measured before the device's clock was changed says nothing of it now.
    known = skew === undefined || skew === heard ? lookAtClock(known, device.now()) : heardGateway(device.now(), skew)
    heard = skew
    return known
  }
  const now = (): number => look().latest

  return {
    now,
    instant: () => new Date(now()).toISOString(),
    after: device.after,
    skew: () => look().skew,
    gatewayInstant: () => {
      const { skew, latest } = look()
      if (skew === undefined) return undefined
      const exact = device.now() + skew
      return new Date(Math.abs(exact - latest) > noticeableSkew ? latest : exact).toISOString()
    },
    isBehind: () => isBehind(look(), device.now()),
    keep: () => kept.set(look()),
  }
}
