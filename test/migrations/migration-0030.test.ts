import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0030: cases and jobs stay, a day counts from 1', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= 20),
  )
  db.exec("INSERT INTO case_action (case_id, seq, id, hash, body) VALUES ('c', 1, 'a', 'h', '{}')")
  db.exec("INSERT INTO job (id, case_id, state, next_at, body) VALUES ('j', 'c', 'ready', 1, '{}')")
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 30),
    ),
  ).toEqual({ ok: true, value: 20 })
  expect(db.prepare('SELECT case_id, seq FROM case_action').all()).toEqual([{ case_id: 'c', seq: 1 }])
  expect(db.prepare('SELECT id, state FROM job').all()).toEqual([{ id: 'j', state: 'ready' }])
  const next = db
    .prepare('INSERT INTO provisional_sequence (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last')
    .pluck()
  expect([next.get('2026-11-20'), next.get('2026-11-20'), next.get('2026-11-21')]).toEqual([1, 2, 1])
  db.close()
})
