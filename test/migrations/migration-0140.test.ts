import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0140: what was in the queue stays, and work beside the outbox is counted by an index of its own', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version < 140),
  )
  const add = (id: string, kind: string) =>
    db.exec(
      `INSERT INTO job (id, case_id, kind, state, priority, next_at, blocked, body) VALUES ('${id}', 'c', '${kind}', 'ready', 2, 1, 0, '{}')`,
    )
  add('j-1', 'submitRequest')
  migrate(
    db,
    migrations.filter((step) => step.version <= 140),
  )
  add('j-2', 'extendSignature')
  expect(db.prepare('SELECT id FROM job ORDER BY position').pluck().all()).toEqual(['j-1', 'j-2'])
  const counted = "SELECT count(*) FROM job INDEXED BY job_beside WHERE kind = 'extendSignature' AND state = 'ready'"
  expect(db.prepare(counted).pluck().get()).toBe(1)
  expect(db.prepare(`EXPLAIN QUERY PLAN ${counted}`).all()).toMatchObject([{ detail: expect.stringContaining('job_beside') }])
  db.close()
})
