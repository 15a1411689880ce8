import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0080: what was there stays, an event is parked once, in the order in which it came', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version < 80),
  )
  db.exec("INSERT INTO setting VALUES ('feedCursor', 'c-7')")
  migrate(
    db,
    migrations.filter((step) => step.version <= 80),
  )
  expect(db.prepare("SELECT value FROM setting WHERE key = 'feedCursor'").pluck().all()).toEqual(['c-7'])
  const park = (eventId: string) =>
    db.exec(
      `INSERT INTO parked_event (event_id, case_id, why, parked_at, attempts, next_at, source) VALUES ('${eventId}', 'c', 'notYet', 1, 0, NULL, '{}')`,
    )
  park('e-2')
  park('e-1')
  expect(() => park('e-2')).toThrow('UNIQUE')
  expect(db.prepare('SELECT event_id FROM parked_event ORDER BY position').pluck().all()).toEqual(['e-2', 'e-1'])
  db.close()
})
