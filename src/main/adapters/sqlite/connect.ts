import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { unlock } from './encryption.ts'
import { storageProblemOf } from './storage-problem.ts'

export type ConnectFault =
  | Fault<'storage/damaged', { code: string }>
  | Fault<'storage/inUse'>
  | Fault<'storage/diskFull'>
  | Fault<'storage/readOnly'>
  | Fault<'storage/failed', { code: string }>

/** SQLite up to 3.51.2 can corrupt a database when a WAL is reset (sqlite.org/wal.html, "WAL-reset bug"). */
const oldestSqlite = [3, 51, 3] as const

export function assertSqliteVersion(version: string): void {
  const parts = version.split('.').map(Number)
  const differing = oldestSqlite.findIndex((wanted, index) => parts[index] !== wanted)
  if (differing >= 0 && !((parts[differing] ?? 0) > (oldestSqlite[differing] ?? 0)))
    throw new Error(`SQLite ${version} is older than ${oldestSqlite.join('.')}`)
}

/** Opening failures as faults; undefined for bugs. A wrong key and a damaged first page look the same: both fail authentication. */
export function connectFaultOf(failure: unknown): ConnectFault | undefined {
  const problem = storageProblemOf(failure)
  if (problem === undefined) return undefined
  if (problem.code.startsWith('SQLITE_BUSY')) return fault('storage/inUse', 'act')
  switch (problem.problem) {
    case 'damaged':
      return fault('storage/damaged', 'support', { code: problem.code })
    case 'diskFull':
      return fault('storage/diskFull', 'act')
    case 'readOnly':
      return fault('storage/readOnly', 'support')
    case 'failed':
      return fault('storage/failed', 'support', { code: problem.code })
  }
}

/** Bytes of the write-ahead log that are kept between checkpoints: four times what a checkpoint waits for. */
const longestLog = 16 * 1024 * 1024

export interface ConnectOptions {
  readonly file: string
  /** 256 bits. */
  readonly key: Uint8Array
  /** How long a process that is just ending may still hold the file. */
  readonly waitMilliseconds: number
}

/**
 * Opens or makes the encrypted file as this process's alone. The lock is the kernel's (`locking_mode=EXCLUSIVE` keeps it from the first
 * access on), so it is gone with the process however that ended.
 */
export function connect({ file, key, waitMilliseconds }: ConnectOptions): Result<Database.Database, ConnectFault> {
  let db: Database.Database | undefined
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    db = new Database(file, { timeout: waitMilliseconds })
    chmodSync(file, 0o600)
    unlock(db, key)
    assertSqliteVersion(String(db.prepare('SELECT sqlite_version()').pluck().get()))
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('temp_store = MEMORY')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    // Without it INSERT OR REPLACE would delete rows past the triggers that forbid deleting.
    db.pragma('recursive_triggers = ON')
    db.pragma('user_version')
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new Error('No WAL')
    // better-sqlite3 is compiled with SQLITE_DEFAULT_WAL_SYNCHRONOUS=1: without this line a power cut loses acknowledged commits.
    db.pragma('synchronous = FULL')
    // What a long transaction made the log grow to is given back at the next checkpoint.
    db.pragma(`journal_size_limit = ${longestLog}`)
    return ok(db)
  } catch (failure) {
    db?.close()
    const expected = storageFaultOf(failure)
    if (expected === undefined) throw failure
    return err(expected)
  }
}

/** As `connectFaultOf`, also for failures of the file system itself. */
export const storageFaultOf = (failure: unknown): ConnectFault | undefined => connectFaultOf(failure) ?? fileFaultOf(failure)

const fileFaultOf = (failure: unknown): ConnectFault | undefined => {
  const code = failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined
  if (code === undefined || code.startsWith('SQLITE')) return undefined
  if (code === 'ENOSPC') return fault('storage/diskFull', 'act')
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
    ? fault('storage/readOnly', 'support')
    : fault('storage/failed', 'support', { code })
}
