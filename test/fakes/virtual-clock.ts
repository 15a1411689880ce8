import type { Clock } from '#core/ports/clock.ts'

export interface VirtualClock extends Clock {
  /** Lets time pass: timers fire in their order, each at its time, and what they started settles before the next. */
  readonly advance: (milliseconds: number) => Promise<void>
  readonly pendingTimers: () => number
}

/** Lets everything that waits on promises alone go on. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

export function createVirtualClock(start = Date.parse('2026-11-20T05:00:00.000Z')): VirtualClock {
  let now = start
  const timers = new Set<{ readonly at: number; readonly call: () => void }>()
  const earliest = () => [...timers].toSorted((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    instant: () => new Date(now).toISOString(),
    after: (milliseconds, call) => {
      const timer = { at: now + Math.max(0, milliseconds), call }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await settled()
      for (let next = earliest(); next !== undefined && next.at <= end; next = earliest()) {
        now = next.at
        timers.delete(next)
        next.call()
        await settled()
      }
      now = end
    },
    pendingTimers: () => timers.size,
  }
}
