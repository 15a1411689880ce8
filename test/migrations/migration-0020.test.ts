import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0020: cases stay, jobs have one of the known states', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= 10),
  )
  db.exec("INSERT INTO case_action (case_id, seq, id, hash, body) VALUES ('c', 1, 'a', 'h', '{}')")
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 20),
    ),
  ).toEqual({ ok: true, value: 10 })
  expect(db.prepare('SELECT case_id, seq FROM case_action').all()).toEqual([{ case_id: 'c', seq: 1 }])
  db.exec("INSERT INTO job (id, case_id, state, next_at, body) VALUES ('j', 'c', 'ready', 1, '{}')")
  expect(() => db.exec("UPDATE job SET state = 'lost'")).toThrow('CHECK')
  db.close()
})
