import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Logger } from '#core/base/logger.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import type { QueuePause } from '#core/domain/outbox.ts'
import { createJobEngine, type JobEngine, type JobHandler } from '#core/jobs/engine.ts'
import { storagePause } from '#core/jobs/patient-writes.ts'
import { leaseTime } from '#core/jobs/run.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { newJob } from '#test/builders/job.ts'
import { createMemoryJobStore } from '#test/fakes/memory-job-store.ts'
import { createVirtualClock, settled } from '#test/fakes/virtual-clock.ts'

const fault = { tag: 'gateway/unavailable', data: { why: 'noConnection' } }
const engines: JobEngine[] = []
afterEach(async () => void (await Promise.all(engines.splice(0).map((engine) => engine.stop(0)))))

const handlersOf = (handler: JobHandler) => ({
  checkDeclared: handler,
  submitRequest: handler,
  recheckDeclared: handler,
  deliverAcceptance: handler,
  deliverResult: handler,
  deliverExtension: handler,
  emailResult: handler,
  extendSignature: handler,
})

const setUp = (handler: JobHandler, more: { readonly maxParallel?: number; readonly logger?: Logger } = {}) => {
  const jobs = createMemoryJobStore()
  const clock = createVirtualClock()
  const onDidChange = vi.fn()
  const disk = { broken: false }
  const kept: { pause?: QueuePause | undefined } = {}
  const engine = createJobEngine({
    jobs,
    settings: { queuePause: () => kept.pause, saveQueuePause: (pause) => void (kept.pause = pause) },
    transaction: (work) => {
      if (disk.broken) throw new StorageProblem('diskFull', 'SQLITE_FULL')
      return work()
    },
    clock,
    random: { uuid: () => 'x', chance: () => 0.5 },
    handlers: handlersOf(handler),
    logger: more.logger ?? silentLogger,
    onDidChange,
    maxParallel: more.maxParallel ?? 4,
  })
  engines.push(engine)
  const add = (over: Partial<Job> = {}): Job => {
    const job = newJob({ createdAt: clock.instant(), nextAt: clock.instant(), ...over })
    jobs.add(job)
    return job
  }
  const at = (milliseconds: number) => new Date(clock.now() + milliseconds).toISOString()
  return { jobs, clock, engine, add, disk, onDidChange, at, kept }
}

describe('what a run comes to', () => {
  it.each<[JobOutcome, Partial<Job>]>([
    [{ kind: 'done' }, { state: 'done', finishedAt: '2026-11-20T05:00:00.000Z' }],
    [
      { kind: 'retry', fault },
      { state: 'ready', nextAt: '2026-11-20T05:00:01.000Z', lastFault: fault, failingSince: '2026-11-20T05:00:00.000Z' },
    ],
    [
      { kind: 'retry', fault, after: 7_777 },
      {
        state: 'ready',
        nextAt: '2026-11-20T05:00:07.777Z',
        failingSince: '2026-11-20T05:00:00.000Z',
        lastFault: { ...fault, data: { why: 'noConnection', retryAfterMilliseconds: 7_777 } },
      },
    ],
    [
      { kind: 'needsOperator', fault },
      { state: 'stuck', lastFault: fault },
    ],
    [
      { kind: 'rejected', fault },
      { state: 'rejected', lastFault: fault, finishedAt: '2026-11-20T05:00:00.000Z' },
    ],
  ])('%j', async (outcome, expected) => {
    const { engine, add, jobs } = setUp(async () => outcome)
    const job = add()
    engine.start()
    await settled()
    expect(jobs.find(job.id)).toEqual({ ...job, attempts: 1, ...expected })
  })

  it('a handler that throws is a bug: stuck, and logged without the message', async () => {
    const error = vi.fn()
    const { engine, add, jobs } = setUp(
      async () => {
        throw new TypeError('ЖСН 850101300000')
      },
      { logger: { ...silentLogger, error } },
    )
    const job = add()
    engine.start()
    await settled()
    expect(jobs.find(job.id)).toMatchObject({ state: 'stuck', lastFault: { tag: 'job/failed', data: {} } })
    expect(JSON.stringify(error.mock.calls)).toContain('TypeError')
    expect(JSON.stringify(error.mock.calls)).not.toContain('850101300000')
  })

  it('goes on trying, with growing waits up to the cap, until it is done', async () => {
    const starts: number[] = []
    const { engine, add, clock, jobs } = setUp(async () => {
      starts.push(clock.now())
      return starts.length < 20 ? { kind: 'retry', fault } : { kind: 'done' }
    })
    const job = add()
    engine.start()
    await clock.advance(24 * 3_600_000)
    const waits = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    expect(waits.slice(0, 3)).toEqual([1_000, 1_900, 3_610])
    expect(waits.at(-1)).toBe(900_000)
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 20 })
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('order and number', () => {
  it('runs cases in parallel up to the limit, and each case in order', async () => {
    const finish = new Map<string, () => void>()
    const { engine, add } = setUp((job) => new Promise((resolve) => finish.set(job.id, () => resolve({ kind: 'done' }))), {
      maxParallel: 2,
    })
    const first = add()
    const second = add({ caseId: first.caseId })
    const [other, third] = [add(), add()]
    engine.start()
    await settled()
    expect([...finish.keys()]).toEqual([first.id, other.id])
    finish.get(other.id)?.()
    await settled()
    expect([...finish.keys()]).toEqual([first.id, other.id, third.id])
    finish.get(first.id)?.()
    await settled()
    expect([...finish.keys()]).toEqual([first.id, other.id, third.id, second.id])
    for (const end of finish.values()) end()
    await settled()
  })

  it('takes up what a process that died left running', async () => {
    const { engine, add, jobs } = setUp(async () => ({ kind: 'done' }))
    const job = add({ state: 'running', attempts: 1 })
    engine.start()
    await settled()
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('finds a job added later only when poked, and starts nothing before start', async () => {
    const { engine, add, jobs } = setUp(async () => ({ kind: 'done' }))
    const early = add()
    engine.poke()
    expect(jobs.find(early.id)?.state).toBe('ready')
    engine.start()
    await settled()
    const late = add()
    await settled()
    expect([jobs.find(early.id)?.state, jobs.find(late.id)?.state]).toEqual(['done', 'ready'])
    engine.poke()
    await settled()
    expect(jobs.find(late.id)?.state).toBe('done')
  })
})

describe('cutting a wait short', () => {
  const waiting = async (after?: number) => {
    const handler = vi.fn<JobHandler>(async () => ({ kind: 'retry', fault, ...(after === undefined ? {} : { after }) }))
    const setup = setUp(handler)
    const job = setup.add()
    setup.engine.start()
    await settled()
    return { ...setup, job, handler }
  }

  it('the own wait ends when the connection is back', async () => {
    const { engine, handler } = await waiting()
    engine.poke()
    await settled()
    expect(handler).toHaveBeenCalledTimes(1)
    engine.connectionReturned()
    await settled()
    expect(handler).toHaveBeenCalledTimes(2)
  })

  it('a wait that the gateway named is exact, and only the operator cuts it short', async () => {
    const { engine, job, handler, clock } = await waiting(30_000)
    engine.connectionReturned()
    engine.poke()
    expect(engine.retryAll()).toBe(0)
    await clock.advance(29_999)
    expect(handler).toHaveBeenCalledTimes(1)
    await clock.advance(1)
    expect(handler).toHaveBeenCalledTimes(2)
    expect(engine.retryNow(job.id)).toBe(true)
    await settled()
    expect(handler).toHaveBeenCalledTimes(3)
  })

  it('the operator tries again what was stuck or rejected, but not what is done', async () => {
    const { engine, add, jobs } = setUp(async () => ({ kind: 'done' }))
    const [stuck, rejected, done] = [
      add({ state: 'stuck', lastFault: fault }),
      add({ state: 'rejected', finishedAt: '2026-11-20T05:00:00.000Z' }),
      add({ state: 'done' }),
    ]
    engine.start()
    expect([engine.retryNow(stuck.id), engine.retryNow(rejected.id), engine.retryNow(done.id), engine.retryNow(newJob().id)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    await settled()
    expect([jobs.find(stuck.id)?.state, jobs.find(rejected.id)?.state]).toEqual(['done', 'done'])
  })
})

describe('cancelling and stopping', () => {
  const abortable =
    (afterAbort: JobOutcome): JobHandler =>
    (_job, _report, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(afterAbort)))

  it.each<[JobOutcome, Job['state']]>([
    [{ kind: 'retry', fault }, 'cancelled'],
    [{ kind: 'needsOperator', fault }, 'cancelled'],
    [{ kind: 'done' }, 'done'],
    [{ kind: 'rejected', fault }, 'rejected'],
  ])('cancelled while running, the handler ends with %j: %s', async (outcome, state) => {
    const { engine, add, jobs } = setUp(abortable(outcome))
    const job = add()
    engine.start()
    expect(engine.cancel(job.id, 'бас тартты')).toBe('asked')
    await settled()
    expect(jobs.find(job.id)?.state).toBe(state)
    expect(engine.cancel(job.id, 'r')).toBe({ rejected: 'cancelled', done: 'tooLate', cancelled: 'missing' }[state as string])
  })

  it('a cancelled job no longer holds up the next one of its case', async () => {
    const { engine, add, jobs } = setUp(async () => ({ kind: 'done' }))
    const stuck = add({ state: 'stuck' })
    const next = add({ caseId: stuck.caseId })
    engine.start()
    await settled()
    expect(jobs.find(next.id)?.state).toBe('ready')
    expect(engine.cancel(stuck.id, 'r')).toBe('cancelled')
    await settled()
    expect([jobs.find(stuck.id)?.state, jobs.find(next.id)?.state]).toEqual(['cancelled', 'done'])
  })

  it('what was running when it stopped is as if it had not begun, and is taken up again', async () => {
    let runs = 0
    const { engine, add, jobs, clock } = setUp((job, report, signal) =>
      runs++ === 0 ? abortable({ kind: 'retry', fault })(job, report, signal) : Promise.resolve({ kind: 'done' }),
    )
    const job = add()
    engine.start()
    await engine.stop()
    expect(jobs.find(job.id)).toEqual({ ...job, attempts: 0 })
    expect(clock.pendingTimers()).toBe(0)
    engine.start()
    await settled()
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('does not wait longer than its limit for a handler that hears nothing', async () => {
    const { engine, add, jobs, clock } = setUp(() => new Promise(() => {}))
    const job = add()
    engine.start()
    const stopped = engine.stop(2_000)
    await clock.advance(2_000)
    await stopped
    expect(jobs.find(job.id)?.state).toBe('running')
  })
})

describe('a disk that does not write', () => {
  it('keeps the outcome and writes it when it can, without running the job again', async () => {
    const handler = vi.fn<JobHandler>(async () => {
      disk.broken = true
      return { kind: 'done' }
    })
    const { engine, add, jobs, clock, disk } = setUp(handler, { maxParallel: 1 })
    const [job, other] = [add(), add()]
    engine.start()
    await clock.advance(3 * storagePause)
    expect([handler.mock.calls.length, jobs.find(job.id)?.state, jobs.find(other.id)?.state]).toEqual([1, 'running', 'ready'])
    disk.broken = false
    handler.mockImplementation(async () => ({ kind: 'done' }))
    await clock.advance(storagePause)
    expect([handler.mock.calls.length, jobs.find(job.id)?.state, jobs.find(other.id)?.state]).toEqual([2, 'done', 'done'])
  })

  it.each(['before it starts', 'while it runs'])('starts nothing that it cannot write down as started: %s', async (when) => {
    const handler = vi.fn<JobHandler>(async () => ({ kind: 'done' }))
    const { engine, add, clock, disk } = setUp(handler)
    if (when === 'while it runs') engine.start()
    add()
    disk.broken = true
    engine.start()
    engine.poke()
    await clock.advance(2 * storagePause)
    expect(handler).not.toHaveBeenCalled()
    disk.broken = false
    await clock.advance(storagePause)
    expect(handler).toHaveBeenCalledTimes(1)
  })
})

it('writes progress at most every half second, and the last of it always', async () => {
  const { engine, add, jobs, clock, onDidChange } = setUp(async (_job, report) => {
    for (let done = 0; done <= 100; done += 10) {
      report({ done, total: 100 })
      await new Promise<void>((resolve) => clock.after(100, resolve))
    }
    return { kind: 'done' }
  })
  const job = add()
  engine.start()
  await clock.advance(450)
  expect(jobs.find(job.id)?.progress).toEqual({ done: 0, total: 100 })
  await clock.advance(100)
  expect(jobs.find(job.id)?.progress).toEqual({ done: 50, total: 100 })
  await clock.advance(10_000)
  expect(jobs.find(job.id)).toMatchObject({ state: 'done', progress: { done: 100, total: 100 } })
  expect(onDidChange.mock.calls.length).toBeLessThan(8)
})

describe('a run without a sign of life', () => {
  it('is broken off, counts as failed, and is tried again; what it comes to later is ignored', async () => {
    const ends: ((outcome: JobOutcome) => void)[] = []
    const aborted: boolean[] = []
    const { engine, add, jobs, clock } = setUp(
      (_job, _report, signal) =>
        new Promise((resolve) => {
          ends.push(resolve)
          signal.addEventListener('abort', () => aborted.push(true))
        }),
    )
    const job = add()
    engine.start()
    await clock.advance(leaseTime - 1)
    expect(jobs.find(job.id)).toMatchObject({ state: 'running', leasedUntil: new Date(clock.now() + 1).toISOString() })
    await clock.advance(1)
    expect([aborted, jobs.find(job.id)]).toEqual([
      [true],
      {
        ...job,
        attempts: 1,
        nextAt: new Date(clock.now() + 1_000).toISOString(),
        lastFault: { tag: 'job/noSignOfLife', data: {} },
        failingSince: clock.instant(),
      },
    ])
    await clock.advance(1_000)
    ends[0]?.({ kind: 'done' })
    await settled()
    expect(jobs.find(job.id)).toMatchObject({ state: 'running', attempts: 2 })
    ends[1]?.({ kind: 'done' })
    await settled()
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 2 })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('lives as long as it reports', async () => {
    const { engine, add, jobs, clock } = setUp(async (_job, report) => {
      for (let done = 0; done < 10; done++) {
        await new Promise<void>((resolve) => clock.after(leaseTime - 1, resolve))
        report({ done, total: 10 })
      }
      return { kind: 'done' }
    })
    const job = add()
    engine.start()
    await clock.advance(10 * leaseTime)
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 1 })
  })
})

describe('who goes first', () => {
  it('a place stays free of what nobody waits for, and whoever stands at the desk goes before the rest', async () => {
    const began: string[] = []
    const { engine, add } = setUp(
      (job, _report, signal) => {
        began.push(job.id)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'retry', fault })))
      },
      { maxParallel: 3 },
    )
    const scans = [add({ priority: 'backlog' }), add({ priority: 'backlog' }), add({ priority: 'backlog' })]
    engine.start()
    await settled()
    expect(began).toEqual([scans[0]?.id, scans[1]?.id])
    const desk = add()
    const counter = add({ priority: 'counter' })
    engine.poke()
    await settled()
    expect([began.slice(2), desk.id]).toEqual([[counter.id], desk.id])
  })

  it('what the operator wants now goes before all that waits', async () => {
    const began: string[] = []
    const { engine, add } = setUp(
      async (job) => {
        began.push(job.id)
        return { kind: 'done' }
      },
      { maxParallel: 1 },
    )
    const [first, second] = [add({ priority: 'backlog' }), add({ priority: 'backlog' })]
    expect(engine.retryNow(second.id)).toBe(true)
    engine.start()
    await settled()
    expect(began).toEqual([second.id, first.id])
  })
})

describe('a gateway that is away', () => {
  const away = async (count: number) => {
    const gateway = { away: true, calls: 0 }
    const setup = setUp(async () => {
      gateway.calls++
      return gateway.away ? { kind: 'retry', fault } : { kind: 'done' }
    })
    const waiting = Array.from({ length: count }, () => setup.add({ priority: 'counter' }))
    setup.engine.start()
    await settled()
    return { ...setup, gateway, waiting }
  }

  it('is tried by one job at a time, and what is not tried has not failed', async () => {
    const { engine, gateway, clock, jobs } = await away(20)
    // Four at once, and two more before the third failure was heard.
    expect([gateway.calls, engine.status().circuit.state]).toEqual([6, 'open'])
    await clock.advance(3_600_000)
    expect(gateway.calls).toBeLessThan(6 + 75)
    expect(jobs.counts()).toMatchObject({ ready: 20, stuck: 0 })
    expect(jobs.list(['ready'], 50).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(gateway.calls)
  })

  it('is tried for two days and nobody is asked to look; then everything goes at once, behind the counter', async () => {
    const { gateway, clock, jobs, add, engine } = await away(20)
    await clock.advance(2 * 24 * 3_600_000)
    expect(jobs.counts()).toMatchObject({ ready: 20, stuck: 0 })
    const late = add({ priority: 'counter' })
    engine.poke()
    expect(jobs.list(['ready'], 50).map(({ priority }) => priority)).toEqual(Array.from({ length: 21 }, () => 'backlog'))
    gateway.away = false
    await clock.advance(75_000)
    expect([jobs.counts(), jobs.find(late.id)?.state, engine.status()]).toMatchObject([
      { done: 21 },
      'done',
      { circuit: { state: 'closed' } },
    ])
  })

  it('is back: the circuit closes at once', async () => {
    const { engine, gateway, jobs } = await away(5)
    gateway.away = false
    engine.connectionReturned()
    await settled()
    expect(jobs.counts().done).toBe(5)
  })

  it('one job that fails alone for a day needs attention, holds up nobody, and is tried every hour', async () => {
    let tries = 0
    const setup = setUp(async (job) => {
      if (job.kind !== 'deliverResult') return { kind: 'done' }
      tries++
      return { kind: 'retry', fault }
    })
    const { engine, add, clock, jobs } = setup
    const poison = add({ kind: 'deliverResult' })
    engine.start()
    for (let hour = 0; hour < 26; hour++) {
      await clock.advance(3_600_000)
      const other = add()
      engine.poke()
      await settled()
      expect([jobs.find(other.id)?.state, engine.status().circuit.state]).toEqual(['done', 'closed'])
    }
    expect(jobs.find(poison.id)).toMatchObject({ state: 'stuck', failingSince: poison.createdAt, lastFault: fault })
    const before = tries
    await clock.advance(10 * 3_600_000)
    expect(tries - before).toBe(10)
    expect(engine.retryAll()).toBe(1)
    await settled()
    expect(tries - before).toBe(11)
  })
})

describe('pausing', () => {
  const hearing = () =>
    setUp((_job, report, signal) => {
      report({ done: 1, total: 2 })
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'retry', fault })))
    })

  it('one job: what runs is broken off as if it had not begun, and goes on when resumed', async () => {
    const { engine, add, jobs } = hearing()
    const job = add()
    engine.start()
    expect(engine.pause(job.id)).toBe(true)
    await settled()
    expect(jobs.find(job.id)).toEqual({ ...job, state: 'paused', attempts: 0, progress: { done: 1, total: 2 } })
    expect([engine.pause(job.id), engine.resume(job.id), engine.resume(job.id)]).toEqual([false, true, false])
    expect(jobs.find(job.id)).toMatchObject({ state: 'running', attempts: 1 })
  })

  it('one job that waits as the gateway asked waits as long when it is resumed', async () => {
    const { engine, add, jobs, clock, at } = setUp(async () => ({ kind: 'retry', fault, after: 60_000 }))
    const job = add()
    engine.start()
    await settled()
    const until = at(60_000)
    engine.pause(job.id)
    await clock.advance(10_000)
    engine.resume(job.id)
    expect(jobs.find(job.id)).toMatchObject({ state: 'ready', nextAt: until })
  })

  it('all sending: nothing runs until it is resumed, over a restart too', async () => {
    const { engine, add, jobs, kept, clock } = hearing()
    const job = add()
    engine.start()
    engine.pauseAll('Айгүл Сериккызы')
    await settled()
    expect([jobs.find(job.id)?.state, jobs.find(job.id)?.attempts, kept.pause]).toEqual([
      'ready',
      0,
      { since: '2026-11-20T05:00:00.000Z', by: 'Айгүл Сериккызы' },
    ])
    await engine.stop(0)
    engine.start()
    engine.connectionReturned()
    expect(engine.retryNow(job.id)).toBe(true)
    await clock.advance(3_600_000)
    expect([jobs.find(job.id)?.state, engine.status().paused]).toEqual(['ready', kept.pause])
    engine.resumeAll()
    expect([jobs.find(job.id)?.state, engine.status().paused, kept.pause]).toEqual(['running', undefined, undefined])
  })
})

it('writes what belongs to a cancellation with it, or neither', async () => {
  const { engine, add, jobs, disk } = setUp(
    (_job, _report, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'retry', fault }))),
  )
  const job = add()
  const written: string[] = []
  disk.broken = true
  expect(() => engine.cancel(job.id, 'r', () => written.push('waiting'))).toThrow(StorageProblem)
  disk.broken = false
  engine.start()
  expect([engine.cancel(job.id, 'бас тартты', () => written.push('running')), written]).toEqual(['asked', []])
  await settled()
  expect([jobs.find(job.id), written]).toMatchObject([{ state: 'cancelled', calledOffBecause: 'бас тартты' }, ['running']])
})

it('does not wait for the day that a wrong clock showed', async () => {
  const handler = vi.fn<JobHandler>(async () => ({ kind: 'done' }))
  const { engine, add, at, clock } = setUp(handler)
  add({ nextAt: at(365 * 24 * 3_600_000) })
  engine.start()
  await clock.advance(2 * 3_600_000)
  expect(handler).toHaveBeenCalledTimes(1)
})

it('goes on by its timers while the clock stands still', async () => {
  const { jobs, clock } = setUp(async () => ({ kind: 'done' }))
  const frozen = clock.instant()
  let tries = 0
  const still = createJobEngine({
    jobs,
    settings: { queuePause: () => undefined, saveQueuePause: () => {} },
    transaction: (work) => work(),
    clock: { now: () => Date.parse(frozen), instant: () => frozen, after: clock.after },
    random: { uuid: () => 'x', chance: () => 0.5 },
    handlers: handlersOf(async () => (++tries < 5 ? { kind: 'retry', fault } : { kind: 'done' })),
    logger: silentLogger,
    onDidChange: () => {},
    maxParallel: 1,
  })
  engines.push(still)
  const job = newJob({ createdAt: frozen, nextAt: frozen })
  jobs.add(job)
  still.start()
  await clock.advance(60_000)
  expect(jobs.find(job.id)).toMatchObject({ state: 'done', attempts: 5 })
})
