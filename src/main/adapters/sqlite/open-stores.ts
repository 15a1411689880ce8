import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import { fault } from '#core/base/fault.ts'
import { type Logger, silentLogger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { Backups } from '#core/ports/backups.ts'
import type { Stores } from '#core/ports/stores.ts'
import { backupName, listBackups } from './backup-files.ts'
import { backupFoldersOf, createBackups } from './backups.ts'
import { createCaseStore } from './case-store.ts'
import { connect, type ConnectFault, storageFaultOf } from './connect.ts'
import { copyBeforeMigration } from './copy-database.ts'
import { createDraftStore } from './draft-store.ts'
import { createJobStore } from './job-store.ts'
import { createParkedStore } from './parked-store.ts'
import { migrate, newestVersion, type NewerVersion } from './migrate.ts'
import { finishRecovery, recoverDatabase } from './recover-database.ts'
import { createSettingsStore } from './settings-store.ts'
import { type AskDisk, askDiskOf, guarded, guardMethods } from './storage-problem.ts'
import { giveBackSpace, tidy } from './tidy.ts'
import { createUploadStore, type UploadStore } from './upload-store.ts'

export interface OpenStoresOptions {
  readonly file: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly logger?: Logger
  /** How long a process that is just ending may still hold the file. Default 2,000 ms. */
  readonly waitMilliseconds?: number
  /** Where copies go a second time: another disk or a share. The first ones stand in `backups` beside the file. */
  readonly secondBackupFolder?: string
  /** Milliseconds since 1970. Default: the device's clock. */
  readonly now?: () => number
}

export type OpenStoresFault = ConnectFault | NewerVersion

export interface SqliteStores extends Stores {
  readonly uploads: UploadStore
  readonly backups: Backups
  /** Derives the lists and the search index anew from the log. @returns the number of cases */
  readonly rebuildIndex: () => number
  /** What is good for the file and takes no time: once an hour. */
  readonly tidy: () => void
}

const storesOf = (
  db: Database.Database,
  options: Required<Pick<OpenStoresOptions, 'file' | 'key' | 'logger' | 'now'>>,
  second?: string,
): SqliteStores => {
  const { file, key, logger, now } = options
  const askDisk: AskDisk = askDiskOf(dirname(file))
  const drafts = createDraftStore(db, (caseId) => cases.reindex(caseId))
  const cases = createCaseStore(db, (caseId) => drafts.find(caseId)?.draft)
  const transaction = <T>(work: () => T): T => guarded(() => db.transaction(work).immediate() as T, askDisk)
  const backups = createBackups({ db, key, logger, now, ...backupFoldersOf(file, second) })
  return {
    cases: guardMethods(cases, askDisk),
    drafts: guardMethods(drafts, askDisk),
    jobs: guardMethods(createJobStore(db), askDisk),
    parked: guardMethods(createParkedStore(db), askDisk),
    settings: guardMethods(createSettingsStore(db), askDisk),
    uploads: guardMethods(createUploadStore(db), askDisk),
    backups,
    transaction,
    rebuildIndex: () => guarded(cases.rebuildIndex, askDisk),
    tidy: () => guarded(() => tidy(db), askDisk),
    close: () => {
      backups.stop()
      giveBackSpace(db, logger)
      db.close()
    },
  }
}

/** Opened, and every page read. */
function connectChecked(
  options: { file: string; key: Uint8Array; waitMilliseconds: number },
  logger: Logger,
): Result<Database.Database, ConnectFault> {
  const connected = connect(options)
  if (!connected.ok) return connected
  const db = connected.value
  const started = performance.now()
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      db.close()
      return err(fault('storage/damaged', 'support', { code: 'QUICK_CHECK' }))
    }
  } catch (failure) {
    db.close()
    throw failure
  }
  logger.info('database checked', { milliseconds: Math.round(performance.now() - started) })
  return connected
}

/**
 * The workplace's database: opened, checked, brought up to date. A damaged or missing one is recovered from its copies and from what can still be
 * read; `settings.recovery` then says so.
 * @returns `storage/damaged` where nothing opens with this key: a wrong key looks so; `storage/inUse` while another process has it
 */
export function openStores({
  file,
  key,
  logger = silentLogger,
  waitMilliseconds = 2_000,
  secondBackupFolder,
  now = Date.now,
}: OpenStoresOptions): Result<SqliteStores, OpenStoresFault> {
  const folders = backupFoldersOf(file, secondBackupFolder)
  const recover = (): boolean => {
    const report = recoverDatabase({ file, key, folders, now: now() })
    if (report === undefined) return false
    logger.error('database recovered', {
      count: report.cases,
      code: report.backupAt === undefined ? 'SALVAGED' : 'BACKUP',
    })
    return true
  }
  let db: Database.Database | undefined
  try {
    finishRecovery(file, now())
    const isMissing =
      !existsSync(file) && [folders.folder, folders.second ?? folders.folder].some((folder) => listBackups(folder).length > 0)
    if (isMissing) recover()
    let connected = checked()
    if (!connected.ok && connected.error.tag === 'storage/damaged' && recover()) connected = checked()
    if (!connected.ok) return connected
    db = connected.value
    const found = Number(db.pragma('user_version', { simple: true }))
    if (found > 0 && found < newestVersion) {
      const sequence = 1 + (listBackups(folders.folder)[0]?.sequence ?? 0)
      copyBeforeMigration(db, join(folders.folder, backupName(sequence, now())))
    }
    const migrated = migrate(db)
    if (!migrated.ok) {
      db.close()
      return migrated
    }
    if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL after the first write')
    logger.info('database open', { version: String(db.pragma('user_version', { simple: true })), code: String(migrated.value) })
    return ok(storesOf(db, { file, key, logger, now }, secondBackupFolder))
  } catch (failure) {
    db?.close()
    const expected = storageFaultOf(failure)
    if (expected === undefined) throw failure
    return err(expected)
  }

  function checked(): Result<Database.Database, ConnectFault> {
    try {
      return connectChecked({ file, key, waitMilliseconds }, logger)
    } catch (failure) {
      const expected = storageFaultOf(failure)
      if (expected === undefined) throw failure
      return err(expected)
    }
  }
}
