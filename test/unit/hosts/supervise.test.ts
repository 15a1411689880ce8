import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Emitter } from '#core/base/emitter.ts'
import type { HostedProcess } from '#hosts/common/hosted-process.ts'
import { supervise } from '#hosts/common/supervise.ts'

interface FakeProcess extends HostedProcess {
  readonly die: () => void
  readonly leave: () => void
  readonly isStopped: () => boolean
}

function fakeProcess(pid: number): FakeProcess {
  const exited = new Emitter<number | null>()
  let stopped = false
  return {
    pid,
    connect: () => {
      throw new Error('No channels')
    },
    onExit: exited.on,
    onLine: () => () => {},
    stop: () => {
      stopped = true
      exited.emit(0)
      return Promise.resolve()
    },
    die: () => exited.emit(null),
    leave: () => exited.emit(0),
    isStopped: () => stopped,
  }
}

describe('supervise', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** Every start gives a process, unless its number is among the failing ones. */
  function setUp(failing: readonly number[] = []) {
    const processes: FakeProcess[] = []
    let starts = 0
    const supervised = supervise(() => {
      starts += 1
      if (failing.includes(starts)) return Promise.reject(new Error('died at once'))
      const process = fakeProcess(starts)
      processes.push(process)
      return Promise.resolve(process)
    })
    return { supervised, last: () => processes.at(-1), starts: () => starts }
  }

  it('starts it at once, however often, where it ended of its own accord', async () => {
    const { supervised, last } = setUp()
    await supervised.start()
    for (let pid = 2; pid < 9; pid++) {
      last()?.leave()
      await vi.advanceTimersByTimeAsync(20)
      expect(supervised.current()?.pid).toBe(pid)
    }
  })

  it('starts it anew after a death, waiting longer each time', async () => {
    const { supervised, last, starts } = setUp()
    await supervised.start()
    for (const [index, delay] of [100, 500, 1_000, 2_000, 5_000, 5_000].entries()) {
      last()?.die()
      expect(supervised.current()).toBeUndefined()
      await vi.advanceTimersByTimeAsync(delay - 1)
      expect(starts()).toBe(index + 1)
      await vi.advanceTimersByTimeAsync(1)
      expect(supervised.current()?.pid).toBe(index + 2)
    }
  })

  it('waits briefly again after a good life', async () => {
    const { supervised, last, starts } = setUp()
    await supervised.start()
    last()?.die()
    await vi.advanceTimersByTimeAsync(100)
    await vi.advanceTimersByTimeAsync(61_000)
    last()?.die()
    await vi.advanceTimersByTimeAsync(100)
    expect(starts()).toBe(3)
  })

  it('takes a start that fails for a death: the host lives on and tries again', async () => {
    const { supervised, last, starts } = setUp([2, 3])
    await supervised.start()
    last()?.die()
    await vi.advanceTimersByTimeAsync(100 + 500 + 1_000)
    expect({ starts: starts(), pid: supervised.current()?.pid }).toEqual({ starts: 4, pid: 4 })
  })

  it('lets the first start fail for whoever asked for it', async () => {
    const { supervised, starts } = setUp([1])
    await expect(supervised.start()).rejects.toThrow('died at once')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(starts()).toBe(1)
  })

  it('does not start again what was stopped, and stops what was being started', async () => {
    const stopped = setUp()
    await stopped.supervised.start()
    await stopped.supervised.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect({ starts: stopped.starts(), isStopped: stopped.last()?.isStopped() }).toEqual({ starts: 1, isStopped: true })

    const beingStarted = setUp()
    const starting = beingStarted.supervised.start()
    await beingStarted.supervised.stop()
    await starting
    expect({ current: beingStarted.supervised.current(), isStopped: beingStarted.last()?.isStopped() }).toEqual({
      current: undefined,
      isStopped: true,
    })
  })
})
