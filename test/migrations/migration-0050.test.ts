import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0050: definitions stay and cannot be changed any more; which are in force is asked anew', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= 40),
  )
  db.exec("INSERT INTO service_definition (service_id, version, body) VALUES ('s', '1', '{}')")
  db.exec("INSERT INTO setting (key, value) VALUES ('catalogue', '{}'), ('calendar', '{}')")
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 50),
    ),
  ).toEqual({ ok: true, value: 40 })
  expect({
    definitions: db.prepare('SELECT * FROM service_definition').all(),
    settings: db.prepare('SELECT key FROM setting').pluck().all(),
  }).toEqual({ definitions: [{ service_id: 's', version: '1', body: '{}', sha256: null }], settings: ['calendar'] })
  db.prepare("INSERT INTO service_definition (service_id, version, sha256, body) VALUES ('s', '2', ?, '{}')").run('a'.repeat(64))
  expect(() => db.exec("UPDATE service_definition SET body = '[]'")).toThrow('insert-only')
  expect(() => db.exec('DELETE FROM service_definition')).toThrow('insert-only')
  expect(() =>
    db.exec("INSERT OR REPLACE INTO service_definition (service_id, version, sha256, body) VALUES ('s', '3', 'short', '')"),
  ).toThrow('CHECK')
  db.close()
})
