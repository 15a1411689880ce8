import type Database from 'better-sqlite3-multiple-ciphers'
import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { migrations as allMigrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'

export type NewerVersion = Fault<'storage/newerVersion', { fileVersion: number; programVersion: number }>

/** The schema that this program knows. */
export const newestVersion = allMigrations.at(-1)?.version ?? 0

/**
 * Brings the schema up to date: all pending steps and the new `user_version` in one transaction, so a crash leaves the old version whole.
 * Always writes (the version at least), so that what holds after a first write can be asserted by the caller.
 * @returns the version found; a database from a newer program is left alone
 */
export function migrate(db: Database.Database, migrations: readonly Migration[] = allMigrations): Result<number, NewerVersion> {
  const found = Number(db.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (found > newest) return err(fault('storage/newerVersion', 'support', { fileVersion: found, programVersion: newest }))
  db.transaction(() => {
    for (const { version, sql } of migrations) if (version > found) db.exec(sql)
    db.pragma(`user_version = ${newest}`)
  }).immediate()
  return ok(found)
}
