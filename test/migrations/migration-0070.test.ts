import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'
import { createJobStore } from '#adapters/sqlite/job-store.ts'
import { jobPriorities } from '#core/domain/job.ts'
import { newJob } from '#test/builders/job.ts'

const upTo = (version: number) => migrations.filter((step) => step.version <= version)

function oldDatabase() {
  const db = new Database(':memory:')
  migrate(db, upTo(60))
  const insert = db.prepare('INSERT INTO job (id, case_id, state, next_at, body) VALUES (?, ?, ?, ?, ?)')
  const add = (over: Parameters<typeof newJob>[0]) => {
    const { priority: _priority, ...job } = newJob(over)
    insert.run(job.id, job.caseId, job.state, Date.parse(job.nextAt), JSON.stringify(job))
    return { ...job, priority: 'desk' }
  }
  return { db, add }
}

it('0070: every job is kept as it was, of the ordinary course, in its order', () => {
  const { db, add } = oldDatabase()
  const fault = { tag: 'gateway/unavailable', data: { why: 'busy', retryAfterMilliseconds: 60_000 } }
  const first = add({ state: 'stuck', attempts: 3, lastFault: { tag: 'storage/missing', data: {} } })
  const second = add({ caseId: first.caseId })
  const letter = add({ kind: 'emailResult', state: 'ready', lastFault: fault, nextAt: '2026-11-20T05:01:00.000Z' })
  const afterLetter = add({ kind: 'deliverResult', caseId: letter.caseId })
  const early = add({ state: 'done', finishedAt: '2026-11-19T05:00:00.123Z' })
  const late = add({ state: 'cancelled', finishedAt: '2026-11-20T05:00:00.000Z' })
  expect(migrate(db, upTo(70))).toEqual({ ok: true, value: 60 })
  const store = createJobStore(db)
  expect([first, second, letter, afterLetter, early, late].map(({ id }) => store.find(id))).toEqual([
    first,
    second,
    letter,
    afterLetter,
    early,
    late,
  ])
  expect(store.due('desk', '2026-11-20T06:00:00.000Z', 10)).toEqual([afterLetter, letter])
  expect(store.finished(10)).toEqual([late, early])
  expect(store.hasten('2026-11-20T05:00:30.000Z')).toBe(0)
  store.update({ ...newJob(), ...first, priority: 'desk', state: 'cancelled', finishedAt: '2026-11-20T06:00:00.000Z' })
  expect(store.due('desk', '2026-11-20T05:00:30.000Z', 10)).toEqual([second, afterLetter])
  db.close()
})

it('0070: what is due, what is next and what is over are found by an index', () => {
  const { db } = oldDatabase()
  migrate(db, upTo(70))
  const asked: string[] = []
  const spied = Object.assign(Object.create(db) as typeof db, {
    transaction: db.transaction.bind(db),
    prepare: (sql: string) => {
      asked.push(sql)
      return db.prepare(sql)
    },
  })
  const store = createJobStore(spied)
  for (const priority of jobPriorities) store.due(priority, '2026-11-20T06:00:00.000Z', 3)
  const plans = asked
    .filter((sql) => sql.includes('job'))
    .map((sql) => {
      const parameters = new Set(sql.match(/@\w+/g))
      const given =
        parameters.size > 0
          ? [Object.fromEntries([...parameters].map((name) => [name.slice(1), 1]))]
          : [...sql].filter((c) => c === '?').map(() => 1)
      return (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as { readonly detail: string }[]).map(({ detail }) => detail)
    })
  const whole = plans.filter((plan) => plan.some((detail) => /^SCAN job$/.test(detail) || detail.includes('TEMP B-TREE')))
  expect(plans.length).toBeGreaterThan(10)
  expect(whole).toEqual([])
  db.close()
})
