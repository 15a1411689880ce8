import { describe, expect, it } from 'vitest'
import { createPace } from '#adapters/gateway-client/pace.ts'
import { createVirtualClock } from '#test/fakes/virtual-clock.ts'

const never = new AbortController().signal
const setUp = (first: number | undefined) => {
  const clock = createVirtualClock()
  const line: { limit: number | undefined } = { limit: first }
  const pace = createPace({ limit: () => line.limit, now: clock.now, after: clock.after })
  const sent: [string, number][] = []
  /** Sends so many bytes as an upload does, slice by slice. */
  const send = async (name: string, bytes: number, signal = never): Promise<void> => {
    for (let from = 0; from < bytes && !signal.aborted;) {
      const size = Math.min(pace.slice(), bytes - from)
      await pace.take(size, signal)
      from += size
      sent.push([name, size])
    }
  }
  const bytesOf = (name: string): number => sent.reduce((sum, [whose, size]) => sum + (whose === name ? size : 0), 0)
  return { clock, line, pace, send, sent, bytesOf }
}

describe('without a limit', () => {
  it('everything goes at once, in parts of a mebibyte', async () => {
    const { clock, pace, send } = setUp(undefined)
    await send('a', 10_000_000)
    expect([pace.part(), clock.pendingTimers()]).toEqual([1_048_576, 0])
  })
})

describe('a limit', () => {
  it('holds over all documents together, and each has its share', async () => {
    const { clock, send, bytesOf } = setUp(40_000)
    const [a, b] = [send('a', 400_000), send('b', 400_000)]
    await clock.advance(10_000)
    // Ten seconds of forty thousand bytes, and the slices that may begin at once.
    expect(bytesOf('a') + bytesOf('b')).toBeGreaterThanOrEqual(400_000)
    expect(bytesOf('a') + bytesOf('b')).toBeLessThanOrEqual(400_000 + 2 * 10_000)
    expect(Math.abs(bytesOf('a') - bytesOf('b'))).toBeLessThanOrEqual(10_000)
    await clock.advance(11_000)
    await Promise.all([a, b])
  })

  it('makes parts and slices small, so that a cut costs little and life shows several times a second', () => {
    expect([4_096, 40_000, 10_000_000].map((limit) => [setUp(limit).pace.slice(), setUp(limit).pace.part()])).toEqual([
      [1_024, 65_536],
      [10_000, 160_000],
      [262_144, 1_048_576],
    ])
  })

  it('that is lifted counts at once, and one that is set too', async () => {
    const { clock, line, send, bytesOf } = setUp(4_096)
    const slow = send('a', 100_000)
    await clock.advance(1_000)
    line.limit = undefined
    await clock.advance(1_000)
    await slow
    line.limit = 4_096
    const again = send('b', 8_192)
    await clock.advance(900)
    expect(bytesOf('b')).toBeLessThan(8_192)
    await clock.advance(2_000)
    await again
  })

  it('does not save up what was not used', async () => {
    const { clock, send, bytesOf } = setUp(4_096)
    await send('a', 1_024)
    await clock.advance(3_600_000)
    const next = send('b', 40_960)
    await clock.advance(1_000)
    expect(bytesOf('b')).toBeLessThanOrEqual(4_096 + 1_024)
    await clock.advance(20_000)
    await next
  })

  it('does not keep one that is called off waiting', async () => {
    const { clock, send } = setUp(4_096)
    const abort = new AbortController()
    const sending = send('a', 40_960, abort.signal)
    await clock.advance(500)
    abort.abort()
    await sending
    expect(clock.pendingTimers()).toBe(0)
  })
})
