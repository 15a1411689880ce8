import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0010: from an empty file to a log that only grows', () => {
  const db = new Database(':memory:')
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 10),
    ),
  ).toEqual({ ok: true, value: 0 })
  db.exec("INSERT INTO case_action (case_id, seq, id, hash, body) VALUES ('c', 1, 'a', 'h', '{}')")
  expect(() => db.exec("INSERT INTO case_action (case_id, seq, id, hash, body) VALUES ('c', 1, 'b', 'h', '{}')")).toThrow('UNIQUE')
  expect(() => db.exec("UPDATE case_action SET body = ''")).toThrow('append-only')
  expect(() => db.exec('DELETE FROM case_action')).toThrow('append-only')
  db.exec("INSERT INTO case_name (rowid, name) VALUES (5, 'абилкасымов кайрат')")
  expect(db.prepare(`SELECT rowid FROM case_name WHERE case_name MATCH '"абил"* AND "кай"*'`).pluck().all()).toEqual([5])
  db.exec('DELETE FROM case_name WHERE rowid = 5')
  expect(db.prepare(`SELECT rowid FROM case_name WHERE case_name MATCH '"абил"*'`).pluck().all()).toEqual([])
  db.close()
})
