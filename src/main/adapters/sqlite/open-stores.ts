import { dirname } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import { fault } from '#core/base/fault.ts'
import { type Logger, silentLogger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { Stores } from '#core/ports/stores.ts'
import { createCaseStore } from './case-store.ts'
import { connect, type ConnectFault, connectFaultOf } from './connect.ts'
import { createDraftStore } from './draft-store.ts'
import { createJobStore } from './job-store.ts'
import { migrate, type NewerVersion } from './migrate.ts'
import { createParkedStore } from './parked-store.ts'
import { createSettingsStore } from './settings-store.ts'
import { type AskDisk, askDiskOf, guarded, guardMethods } from './storage-problem.ts'
import { createUploadStore, type UploadStore } from './upload-store.ts'

export interface OpenStoresOptions {
  readonly file: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly logger?: Logger
  /** How long a process that is just ending may still hold the file. Default 2,000 ms. */
  readonly waitMilliseconds?: number
}

export type OpenStoresFault = ConnectFault | NewerVersion

export interface SqliteStores extends Stores {
  readonly uploads: UploadStore
  /** Derives the lists and the search index anew from the log. @returns the number of cases */
  readonly rebuildIndex: () => number
}

const storesOf = (db: Database.Database, askDisk: AskDisk): SqliteStores => {
  const drafts = createDraftStore(db, (caseId) => cases.reindex(caseId))
  const cases = createCaseStore(db, (caseId) => drafts.find(caseId)?.draft)
  const transaction = <T>(work: () => T): T => guarded(() => db.transaction(work).immediate() as T, askDisk)
  return {
    cases: guardMethods(cases, askDisk),
    drafts: guardMethods(drafts, askDisk),
    jobs: guardMethods(createJobStore(db), askDisk),
    parked: guardMethods(createParkedStore(db), askDisk),
    settings: guardMethods(createSettingsStore(db), askDisk),
    uploads: guardMethods(createUploadStore(db), askDisk),
    transaction,
    rebuildIndex: () => guarded(cases.rebuildIndex, askDisk),
    close: () => void db.close(),
  }
}

/**
 * The workplace's database: opened, checked, brought up to date.
 * @returns `storage/damaged` for a wrong key as for a damaged file; `storage/inUse` while another process has it
 */
export function openStores({
  file,
  key,
  logger = silentLogger,
  waitMilliseconds = 2_000,
}: OpenStoresOptions): Result<SqliteStores, OpenStoresFault> {
  const connected = connect({ file, key, waitMilliseconds })
  if (!connected.ok) return connected
  const db = connected.value
  try {
    const started = performance.now()
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      db.close()
      return err(fault('storage/damaged', 'support', { code: 'QUICK_CHECK' }))
    }
    logger.info('database checked', { milliseconds: Math.round(performance.now() - started) })
    const migrated = migrate(db)
    if (!migrated.ok) {
      db.close()
      return migrated
    }
    if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL after the first write')
    logger.info('database open', { version: String(db.pragma('user_version', { simple: true })), code: String(migrated.value) })
    return ok(storesOf(db, askDiskOf(dirname(file))))
  } catch (failure) {
    db.close()
    const expected = connectFaultOf(failure)
    if (expected === undefined) throw failure
    return err(expected)
  }
}
