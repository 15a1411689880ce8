import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0040: jobs and settings stay, an upload is known by its hash', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= 30),
  )
  db.exec("INSERT INTO job (id, case_id, state, next_at, body) VALUES ('j', 'c', 'ready', 1, '{}')")
  db.exec("INSERT INTO setting VALUES ('feedCursor', 'c-7')")
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 40),
    ),
  ).toEqual({ ok: true, value: 30 })
  expect(db.prepare('SELECT id, state FROM job').all()).toEqual([{ id: 'j', state: 'ready' }])
  expect(db.prepare('SELECT value FROM setting').pluck().all()).toEqual(['c-7'])
  db.exec("INSERT INTO upload VALUES ('h', 'http://127.0.0.1/u/1')")
  expect(() => db.exec("INSERT INTO upload VALUES ('h', 'http://127.0.0.1/u/2')")).toThrow('UNIQUE')
  db.close()
})
