import { z } from 'zod'
import type { Instant } from '#core/domain/ids.ts'

/** What a workplace knows of the time beside its device's clock, milliseconds. Kept over restarts. */
export const KnownTime = z.object({
  /** Gateway's clock minus the device's, when the gateway was last heard. */
  skew: z.int().exactOptional(),
  /** The latest moment that is known to have been, by the best time there was. */
  latest: z.int().nonnegative(),
  /** Guessed: the device's clock was set back by so much since, so that time goes on and never backwards. */
  setBack: z.int().positive().exactOptional(),
})
export type KnownTime = z.infer<typeof KnownTime>

/** Well-kept clocks differ by less; only a skew over this is put right, and shown. */
export const noticeableSkew = 60_000
/** A clock that was put right by a few minutes is not one that was set back. */
const setBackTolerance = 10 * 60_000

const measured = ({ skew = 0 }: KnownTime, device: number): number => device + (Math.abs(skew) > noticeableSkew ? skew : 0)

/** The gateway was heard: what it says is the truth, also where it is earlier than what was believed. */
export function heardGateway(device: number, skew: number): KnownTime {
  const heard = { skew, latest: 0 }
  return { ...heard, latest: measured(heard, device) }
}

/**
 * A look at the device's clock. Time is the device's clock with the gateway's last known skew; where that would go back, someone changed the clock:
 * then the device's own time if it fits what is known, else time goes on from the latest moment known.
 * @returns what is known now; its `latest` is the best known time
 */
export function lookAtClock(known: KnownTime, device: number): KnownTime {
  const { setBack, ...settled } = known
  const now = measured(known, device)
  if (now >= known.latest) return { ...settled, latest: now }
  // A step of seconds, as time services make: time stands until it is caught up.
  if (setBack === undefined && now >= known.latest - setBackTolerance) return known
  // Put right since the gateway was heard: the skew holds no more.
  if (device >= known.latest) return { latest: device }
  const onward = now + (setBack ?? 0)
  if (onward >= known.latest) return { ...known, latest: onward }
  return { ...known, setBack: known.latest - now }
}

/** The device's clock is before a moment that is known to have been: how much time went by since cannot be told. */
export const isBehind = (known: KnownTime, device: number): boolean =>
  Math.max(measured(known, device), device) < known.latest - setBackTolerance

/** When an action happened by the best time there was: the device's time, and the gateway's where the two are noticeably apart. */
export const happenedAt = ({ at, gatewayAt = at }: { readonly at: Instant; readonly gatewayAt?: Instant | undefined }): Instant =>
  Math.abs(Date.parse(gatewayAt) - Date.parse(at)) > noticeableSkew ? gatewayAt : at
