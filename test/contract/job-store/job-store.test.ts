import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import type { Job } from '#core/domain/job.ts'
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
      lastFault: { tag: 'gateway/unavailable', data: { why: 'busy', retryAfterMilliseconds: 5 } },
      progress: { done: 1, total: 2 },
    })
    const store = filled(job)
    expect(store.find(job.id)).toEqual(job)
    expect(store.find(newJob().id)).toBeUndefined()
  })

  it('has due only the first unfinished job of each case, in the order of adding', () => {
    const first = newJob({ nextAt: later })
    const [second, other, third] = [newJob({ caseId: first.caseId }), newJob(), newJob()]
    const store = filled(first, second, other, third)
    expect(store.due(now, 10)).toEqual([other, third])
    expect(store.due(now, 1)).toEqual([other])
    expect(store.due(later, 10)).toEqual([first, other, third])
  })

  it.each(['ready', 'running', 'stuck', 'rejected'] as const)('holds later jobs of a case behind one that is %s', (state) => {
    const first = newJob({ state, nextAt: later })
    const store = filled(first, newJob({ caseId: first.caseId }))
    expect(store.due(now, 10)).toEqual([])
    expect(store.nextAt()).toBe(state === 'ready' ? later : undefined)
  })

  it.each(['ready', 'running', 'stuck', 'rejected'] as const)(
    'holds nothing up for a letter that is %s, which itself waits its turn',
    (state) => {
      const letter = newJob({ kind: 'emailResult', state, nextAt: later })
      const result = newJob({ kind: 'deliverResult', caseId: letter.caseId })
      const second = newJob({ kind: 'emailResult', caseId: letter.caseId })
      const store = filled(letter, result, second)
      expect([store.due(now, 10), store.nextAt()]).toEqual([[result], result.nextAt])
      store.update({ ...result, state: 'done' })
      expect(store.due(now, 10)).toEqual([second])
    },
  )

  it.each(['done', 'cancelled'] as const)('lets later jobs of a case pass one that is %s', (state) => {
    const first = newJob()
    const second = newJob({ caseId: first.caseId })
    const store = filled(first, second)
    store.update({ ...first, state })
    expect(store.due(now, 10)).toEqual([second])
    expect(store.nextAt()).toBe(second.nextAt)
  })

  it('recovers what was running, lists newest first and counts', () => {
    const jobs = [newJob({ state: 'running', attempts: 1 }), newJob({ state: 'stuck' }), newJob({ state: 'stuck' })] as const
    const store = filled(...jobs)
    expect(store.recover(now)).toBe(1)
    expect(store.find(jobs[0].id)).toEqual({ ...jobs[0], state: 'ready', nextAt: now })
    expect(store.list(['stuck'], 10)).toEqual([jobs[2], jobs[1]])
    expect(store.counts()).toEqual({ ready: 1, running: 0, stuck: 2, rejected: 0, done: 0, cancelled: 0 })
    expect(store.ofCase(jobs[1].caseId)).toEqual([jobs[1]])
  })

  it('refuses to update a job it does not have', () => {
    expect(() => create().update(newJob())).toThrow('No job')
  })
})
