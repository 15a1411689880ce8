import { randomInt, randomUUID } from 'node:crypto'
import type { Clock, Random } from '#core/ports/clock.ts'

/** Node fires a timer at once if its delay is longer than this. */
const longestDelay = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  instant: () => new Date().toISOString(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(longestDelay, Math.max(0, milliseconds)))
    return () => clearTimeout(timer)
  },
}

const steps = 2 ** 47

export const systemRandom: Random = {
  uuid: () => randomUUID(),
  chance: () => randomInt(steps) / steps,
}
