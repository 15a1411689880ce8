import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { type Job, type JobKind, jobPriorities, type JobState, unfinishedStates } from '#core/domain/job.ts'
import type { JobStore } from '#core/ports/stores.ts'
import { newJob } from '#test/builders/job.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { createMemoryJobStore } from '#test/fakes/memory-job-store.ts'

const opened: SqliteStores[] = []
afterEach(() => opened.splice(0).forEach((stores) => stores.close()))

const sqlite = (): JobStore => {
  const stores = openStores({ file: join(temporaryFolder(), 'w.db'), key: new Uint8Array(32).fill(7) })
  if (!stores.ok) throw new Error(stores.error.tag)
  opened.push(stores.value)
  return stores.value.jobs
}

const now = '2026-11-20T06:00:00.000Z'
const later = '2026-11-20T07:00:00.000Z'
const minute = 60_000
const after = (milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString()
const named = (wait: number): Partial<Job> => ({
  nextAt: after(wait),
  lastFault: { tag: 'gateway/unavailable', data: { why: 'busy', retryAfterMilliseconds: wait } },
})
const stillTried = { state: 'stuck', failingSince: '2026-11-19T05:00:00.000Z' } as const

describe.each([
  ['memory', createMemoryJobStore],
  ['sqlite', sqlite],
] as const)('JobStore in %s', (_name, create) => {
  const filled = (...jobs: readonly Job[]): JobStore => {
    const store = create()
    for (const job of jobs) store.add(job)
    return store
  }

  it('gives back a job as it was put', () => {
    const job = newJob({
      attempts: 3,
      priority: 'backlog',
      lastFault: { tag: 'gateway/unavailable', data: { why: 'busy', retryAfterMilliseconds: 5 } },
      failingSince: now,
      progress: { done: 1, total: 2 },
      leasedUntil: later,
      acknowledgement: { text: 'ack', at: now, number: '1' },
      calledOffBecause: 'r',
      finishedAt: later,
    })
    const store = filled(job)
    expect(store.find(job.id)).toEqual(job)
    expect(store.find(newJob().id)).toBeUndefined()
    const changed = newJob({ id: job.id, caseId: job.caseId, idempotencyKey: job.idempotencyKey, state: 'running' })
    store.update(changed)
    expect(store.find(job.id)).toEqual(changed)
  })

  it('has due only the first unfinished job of each case, the one that waits longest first', () => {
    const first = newJob({ nextAt: now })
    const [second, other, third] = [newJob({ caseId: first.caseId }), newJob(), newJob()]
    const store = filled(first, second, other, third)
    expect(store.due('desk', '2026-11-20T05:30:00.000Z', 10)).toEqual([other, third])
    expect(store.due('desk', now, 1)).toEqual([other])
    expect(store.due('desk', later, 10)).toEqual([other, third, first])
  })

  it('has each priority due by itself, and the order of a case stands above it', () => {
    const [waiting, counter] = [newJob({ priority: 'backlog', nextAt: later }), newJob({ priority: 'counter' })]
    const behind = newJob({ priority: 'counter', caseId: waiting.caseId })
    const store = filled(waiting, behind, counter)
    expect(jobPriorities.map((priority) => [store.due(priority, now, 10), store.nextAt(priority)])).toEqual([
      [[counter], counter.nextAt],
      [[], undefined],
      [[], later],
    ])
  })

  it.each(['ready', 'running', 'paused', 'stuck', 'rejected'] as const)('holds later jobs of a case behind one that is %s', (state) => {
    const first = newJob({ state, nextAt: later })
    const store = filled(first, newJob({ caseId: first.caseId }))
    expect(store.due('desk', now, 10)).toEqual([])
    expect(store.nextAt('desk')).toBe(state === 'ready' ? later : undefined)
  })

  it('goes on trying what is stuck after a day of failing', () => {
    const [tried, left] = [newJob(stillTried), newJob({ state: 'stuck' })]
    const store = filled(tried, left)
    expect([store.due('desk', now, 10), store.nextAt('desk')]).toEqual([[tried], tried.nextAt])
  })

  it.each(['ready', 'running', 'stuck', 'rejected'] as const)(
    'holds nothing up for a letter that is %s, which itself waits its turn',
    (state) => {
      const letter = newJob({ kind: 'emailResult', state, nextAt: later })
      const result = newJob({ kind: 'deliverResult', caseId: letter.caseId })
      const second = newJob({ kind: 'emailResult', caseId: letter.caseId })
      const store = filled(letter, result, second)
      expect([store.due('desk', now, 10), store.nextAt('desk')]).toEqual([[result], result.nextAt])
      store.update({ ...result, state: 'done' })
      expect(store.due('desk', now, 10)).toEqual([second])
    },
  )

  it.each(['done', 'cancelled'] as const)('lets later jobs of a case pass one that is %s', (state) => {
    const first = newJob()
    const second = newJob({ caseId: first.caseId })
    const store = filled(first, second)
    store.update({ ...first, state })
    expect(store.due('desk', now, 10)).toEqual([second])
    expect(store.nextAt('desk')).toBe(second.nextAt)
  })

  it('recovers what was running and counts', () => {
    const { leasedUntil, ...left } = newJob({ state: 'running', attempts: 1, leasedUntil: later })
    const store = filled({ ...left, ...(leasedUntil === undefined ? {} : { leasedUntil }) }, newJob({ state: 'stuck' }))
    expect(store.recover(now)).toBe(1)
    expect(store.find(left.id)).toEqual({ ...left, state: 'ready', nextAt: now })
    expect(store.counts()).toEqual({ ready: 1, running: 0, paused: 0, stuck: 1, rejected: 0, done: 0, cancelled: 0 })
    expect(store.ofCase(left.caseId)).toHaveLength(1)
  })

  it('lists state by state, by priority and age; what is over the last first', () => {
    const [old, counter, stuck] = [newJob(), newJob({ priority: 'counter' }), newJob({ state: 'stuck' })]
    const [done, cancelled] = [newJob({ state: 'done', finishedAt: later }), newJob({ state: 'cancelled', finishedAt: now })]
    const store = filled(old, counter, stuck, done, cancelled)
    expect(store.list(['stuck', 'ready'], 10)).toEqual([stuck, counter, old])
    expect(store.list(['stuck', 'ready'], 2)).toEqual([stuck, counter])
    expect([store.finished(10), store.finished(1)]).toEqual([[done, cancelled], [done]])
  })

  it('knows since when the oldest that is not over is there', () => {
    const store = filled(
      newJob({ state: 'done', createdAt: after(0) }),
      newJob({ state: 'cancelled', createdAt: after(1) }),
      newJob({ state: 'rejected', priority: 'backlog', createdAt: after(2) }),
      newJob({ state: 'ready', priority: 'counter', createdAt: after(3) }),
    )
    expect([store.oldestAt(unfinishedStates), store.oldestAt(['ready', 'stuck'])]).toEqual([after(2), after(3)])
    expect(filled(newJob({ state: 'done' })).oldestAt(unfinishedStates)).toBeUndefined()
  })

  it('cuts own waits short and leaves the gateway’s', () => {
    const [own, asked, tried] = [newJob({ nextAt: later }), newJob(named(minute)), newJob({ ...stillTried, nextAt: later })]
    const store = filled(own, asked, tried, newJob({ nextAt: now }))
    expect(store.hasten(now)).toBe(2)
    expect([own, asked, tried].map(({ id }) => store.find(id))).toEqual([{ ...own, nextAt: now }, asked, { ...tried, nextAt: now }])
  })

  it('tries all again that waits or is stuck, save what the gateway named', () => {
    const [own, asked, stuck] = [newJob({ nextAt: later }), newJob({ ...stillTried, ...named(minute) }), newJob({ state: 'stuck' })]
    const rest = [newJob({ state: 'rejected' }), newJob({ state: 'paused' }), newJob({ nextAt: now })]
    const store = filled(own, asked, stuck, ...rest)
    expect(store.retryAll(now)).toBe(2)
    expect([own, asked, stuck, ...rest].map(({ id }) => store.find(id))).toEqual([
      { ...own, nextAt: now },
      asked,
      { ...stuck, state: 'ready', nextAt: now },
      ...rest,
    ])
  })

  it('puts back whatever waits', () => {
    const waiting = (['ready', 'paused', 'stuck'] as const).map((state) => newJob({ state, priority: 'counter' }))
    const rest = (['running', 'rejected', 'done'] as const).map((state) => newJob({ state }))
    const store = filled(...waiting, ...rest)
    expect(store.putBack()).toBe(3)
    expect([...waiting, ...rest].map(({ id }) => store.find(id))).toEqual([
      ...waiting.map((job) => ({ ...job, priority: 'backlog' })),
      ...rest,
    ])
  })

  it('lets nobody wait for the day of a clock that was wrong', () => {
    const year = 365 * 24 * 60 * minute
    const [own, asked, soon] = [newJob({ nextAt: after(year) }), newJob({ ...named(minute), nextAt: after(year) }), newJob(named(minute))]
    const store = filled(own, asked, soon)
    expect(store.shortenWaits(now, 5 * minute)).toBe(2)
    expect([own, asked, soon].map(({ id }) => store.find(id)?.nextAt)).toEqual([after(5 * minute), after(minute), after(minute)])
  })

  it('refuses to update a job it does not have', () => {
    expect(() => create().update(newJob())).toThrow('No job')
  })
})

const states: readonly JobState[] = ['ready', 'running', 'paused', 'stuck', 'rejected', 'done', 'cancelled']
const step = fc.record({
  deed: fc.constantFrom('add', 'add', 'update', 'update', 'update', 'hasten', 'retryAll', 'putBack', 'recover', 'shortenWaits'),
  which: fc.nat({ max: 30 }),
  kind: fc.constantFrom<JobKind>('submitRequest', 'deliverResult', 'emailResult'),
  state: fc.constantFrom(...states),
  priority: fc.constantFrom(...jobPriorities),
  minutes: fc.integer({ min: -5, max: 5 }),
  asked: fc.boolean(),
  tried: fc.boolean(),
})

it('both stores answer the same to any history', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const stores = [createMemoryJobStore(), sqlite()] as const
      const caseIds = [newJob().caseId, newJob().caseId, newJob().caseId]
      const ids: Job['id'][] = []
      const bothGive = (ask: (store: JobStore) => unknown): void => expect(ask(stores[1])).toEqual(ask(stores[0]))
      for (const { deed, which, kind, state, priority, minutes, asked, tried } of steps) {
        const some = {
          state,
          priority,
          ...(asked ? named(minutes * minute) : { nextAt: after(minutes * minute) }),
          ...(tried ? { failingSince: now } : {}),
          ...(state === 'done' || state === 'cancelled' ? { finishedAt: after(minutes) } : {}),
        }
        const id = ids[which % Math.max(1, ids.length)]
        const kept = id === undefined ? undefined : stores[0].find(id)
        if (deed === 'add') {
          const job = newJob({ kind, caseId: caseIds[which % 3]!, ...some })
          ids.push(job.id)
          for (const store of stores) store.add(job)
        } else if (deed === 'update') {
          if (kept === undefined) continue
          const { failingSince: _since, finishedAt: _at, lastFault: _fault, ...rest } = kept
          for (const store of stores) store.update({ ...rest, ...some })
        } else if (deed === 'shortenWaits') bothGive((store) => store.shortenWaits(now, 2 * minute))
        else if (deed === 'putBack') bothGive((store) => store.putBack())
        else bothGive((store) => store[deed](now))
        bothGive((store) => [
          jobPriorities.map((one) => [store.due(one, now, 3), store.nextAt(one)]),
          store.list(states, 20),
          store.finished(5),
          store.counts(),
          store.oldestAt(['ready', 'running', 'stuck']),
        ])
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
