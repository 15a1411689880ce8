import { describe, expect, it, vi } from 'vitest'
import { systemClock, systemRandom } from '#adapters/clock/system-clock.ts'

describe('systemClock', () => {
  it('tells the time in milliseconds and as an instant', () => {
    const before = Date.now()
    expect(systemClock.now()).toBeGreaterThanOrEqual(before)
    expect(systemClock.instant()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('calls once, not before its time, not after being called off, and not at once for a far time', async () => {
    vi.useFakeTimers()
    try {
      const [kept, calledOff, far] = [vi.fn(), vi.fn(), vi.fn()]
      systemClock.after(50, kept)
      systemClock.after(50, calledOff)()
      const callOffFar = systemClock.after(2 ** 40, far)
      vi.advanceTimersByTime(49)
      expect(kept).not.toHaveBeenCalled()
      vi.advanceTimersByTime(1_000)
      expect([kept.mock.calls.length, calledOff.mock.calls.length, far.mock.calls.length]).toEqual([1, 0, 0])
      callOffFar()
    } finally {
      vi.useRealTimers()
    }
  })
})

it('systemRandom gives chances in [0, 1) and different uuids', () => {
  const chances = Array.from({ length: 1_000 }, () => systemRandom.chance())
  expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true)
  expect(Math.max(...chances) - Math.min(...chances)).toBeGreaterThan(0.8)
  expect(new Set(Array.from({ length: 100 }, () => systemRandom.uuid())).size).toBe(100)
})
