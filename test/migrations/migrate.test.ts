import Database from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
})
afterEach(() => db.close())

const upTo = (version: number) => migrations.filter((step) => step.version <= version)
const version = () => db.pragma('user_version', { simple: true })
const tables = () => db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()

describe('migrate', () => {
  it('numbers go up in tens', () => {
    const versions = migrations.map((step) => step.version)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    expect(versions.filter((one) => one <= 0 || one % 10 !== 0)).toEqual([])
  })

  it('does nothing to a current database but say so', () => {
    migrate(db)
    const before = tables()
    expect(migrate(db)).toEqual({ ok: true, value: migrations.at(-1)?.version })
    expect(tables()).toEqual(before)
  })

  it.each(migrations.map((step) => step.version))('a crash in the middle of the step to %i leaves the version before, whole', (target) => {
    const earlier = upTo(target - 10)
    const versionBefore = earlier.at(-1)?.version ?? 0
    migrate(db, earlier)
    const before = tables()
    const broken = upTo(target).map((step) =>
      step.version === target ? { ...step, sql: `${step.sql}; INSERT INTO nowhere VALUES (1);` } : step,
    )
    expect(() => migrate(db, broken)).toThrow('nowhere')
    expect([version(), tables()]).toEqual([versionBefore, before])
    expect(migrate(db)).toEqual({ ok: true, value: versionBefore })
    expect(version()).toBe(migrations.at(-1)?.version)
  })

  it('a crash in the last of several steps undoes all of them', () => {
    expect(() => migrate(db, [...migrations, { version: 9000, sql: 'CREATE TABLE late (a) STRICT' }])).toThrow()
    expect([version(), tables()]).toEqual([0, []])
  })

  it('every table is STRICT', () => {
    migrate(db)
    expect(
      db.prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND strict = 0").pluck().all(),
    ).toEqual([])
  })
})
