import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startDeadline } from '#adapters/gateway-client/deadline.ts'
import { Abort } from '#core/base/remote.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('runs out at its time', () => {
  const deadline = startDeadline(10_000)
  vi.advanceTimersByTime(9_999)
  expect(deadline.hasPassed()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(deadline.hasPassed()).toBe(true)
})

it('that was slept through leaves a moment for the answer that came meanwhile', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const deadline = startDeadline(10_000)
  // A stopped program sees its timer only when it goes on.
  now = 60_000
  vi.advanceTimersByTime(10_000)
  expect(deadline.hasPassed()).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(deadline.hasPassed()).toBe(true)
})

it.each([0, 1])('is called off by either of its callers, before as after', (which) => {
  const callers = [new Abort(), new Abort()]
  const deadline = startDeadline(10_000, ...callers)
  callers[which]?.abort()
  expect([deadline.hasPassed(), startDeadline(10_000, undefined, ...callers).hasPassed()]).toEqual([true, true])
})

it('leaves nothing behind when cleared', () => {
  const caller = new Abort()
  const deadline = startDeadline(10_000, caller)
  deadline.clear()
  caller.abort()
  expect([deadline.hasPassed(), vi.getTimerCount()]).toEqual([false, 0])
})
