import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Logger } from '#core/base/logger.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import { createJobEngine, type JobEngine, type JobHandler, storagePause } from '#core/jobs/engine.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { newJob } from '#test/builders/job.ts'
import { createMemoryJobStore } from '#test/fakes/memory-job-store.ts'
import { createVirtualClock, settled } from '#test/fakes/virtual-clock.ts'

const fault = { tag: 'gateway/unavailable', data: { why: 'noConnection' } }
const engines: JobEngine[] = []
afterEach(async () => void (await Promise.all(engines.splice(0).map((engine) => engine.stop(0)))))

const setUp = (handler: JobHandler, more: { readonly maxParallel?: number; readonly logger?: Logger } = {}) => {
  const jobs = createMemoryJobStore()
  const clock = createVirtualClock()
  const onDidChange = vi.fn()
  const disk = { broken: false }
  const engine = createJobEngine({
    jobs,
    transaction: (work) => {
      if (disk.broken) throw new StorageProblem('diskFull', 'SQLITE_FULL')
      return work()
    },
    clock,
    random: { uuid: () => 'x', chance: () => 0.5 },
    handlers: {
      checkDeclared: handler,
      submitRequest: handler,
      recheckDeclared: handler,
      deliverAcceptance: handler,
      deliverResult: handler,
      deliverExtension: handler,
      emailResult: handler,
    },
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
  return { jobs, clock, engine, add, disk, onDidChange, at }
}

describe('what a run comes to', () => {
  it.each<[JobOutcome, Partial<Job>]>([
    [{ kind: 'done' }, { state: 'done', finishedAt: '2026-11-20T05:00:00.000Z' }],
    [
      { kind: 'retry', fault },
      { state: 'ready', nextAt: '2026-11-20T05:00:01.000Z', lastFault: fault },
    ],
    [
      { kind: 'retry', fault, after: 7_777 },
      {
        state: 'ready',
        nextAt: '2026-11-20T05:00:07.777Z',
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

  it('the own wait ends when the connection is back or the case is poked', async () => {
    const { engine, job, handler } = await waiting()
    engine.poke()
    await settled()
    expect(handler).toHaveBeenCalledTimes(1)
    engine.connectionReturned()
    await settled()
    expect(handler).toHaveBeenCalledTimes(2)
    engine.poke(job.caseId)
    await settled()
    expect(handler).toHaveBeenCalledTimes(3)
  })

  it('a wait that the gateway named is exact, and only the operator cuts it short', async () => {
    const { engine, job, handler, clock } = await waiting(30_000)
    engine.connectionReturned()
    engine.poke(job.caseId)
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
    expect(engine.cancel(job.id)).toBe('asked')
    await settled()
    expect(jobs.find(job.id)?.state).toBe(state)
    expect(engine.cancel(job.id)).toBe(state === 'rejected' ? 'cancelled' : 'tooLate')
  })

  it('a cancelled job no longer holds up the next one of its case', async () => {
    const { engine, add, jobs } = setUp(async () => ({ kind: 'done' }))
    const stuck = add({ state: 'stuck' })
    const next = add({ caseId: stuck.caseId })
    engine.start()
    await settled()
    expect(jobs.find(next.id)?.state).toBe('ready')
    expect(engine.cancel(stuck.id)).toBe('cancelled')
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
