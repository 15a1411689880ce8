import Sqlite from 'better-sqlite3-multiple-ciphers'
import { migrate } from './migrate.ts'

export type Database = InstanceType<typeof Sqlite>

/** Fixes the WAL-reset corruption (sqlite.org, release 3.51.3). */
const oldestSqlite = [3, 51, 3] as const

const isOlder = (version: string): boolean => {
  const parts = version.split('.').map(Number)
  const at = oldestSqlite.findIndex((wanted, index) => (parts[index] ?? 0) !== wanted)
  return at >= 0 && (parts[at] ?? 0) < (oldestSqlite[at] ?? 0)
}

/**
 * Opens the gateway's database and brings it up to date. What a transaction committed is on the disk when it returns.
 * @throws where the file is damaged, newer than the program, or durability cannot be had
 */
export function openDatabase(file: string, now: Date): Database {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('temp_store = MEMORY')
  database.pragma('busy_timeout = 5000')
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  if (isOlder(version)) throw new Error(`SQLite ${version} is too old`)
  migrate(database)
  database
    .prepare("INSERT INTO setting (name, value) VALUES ('openedAt', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    .run(now.toISOString())
  // The library is built with SQLITE_DEFAULT_WAL_SYNCHRONOUS=1: WAL could fall back to NORMAL at the first write, so it is asked after one.
  const synchronous = database.pragma('synchronous', { simple: true })
  const mode = database.pragma('journal_mode', { simple: true })
  if (synchronous !== 2 || mode !== 'wal')
    throw new Error(`SQLite is not durable: synchronous ${String(synchronous)}, journal ${String(mode)}`)
  return database
}
