import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import type { RecoveryReport } from '#core/domain/recovery.ts'
import { type BackupFile, compactInstant, listBackups, syncPath } from './backup-files.ts'
import type { BackupFolders } from './backups.ts'
import { createCaseStore } from './case-store.ts'
import { connect } from './connect.ts'
import { createDraftStore } from './draft-store.ts'
import { migrate, newestVersion } from './migrate.ts'
import { openRawPages } from './raw-pages.ts'
import { unlessDamaged } from './readable-rows.ts'
import { salvageLog, type SalvagedLog } from './salvage-log.ts'
import { salvageTables } from './salvage-tables.ts'
import { createSettingsStore } from './settings-store.ts'
import { countRestore } from './restore-count.ts'

export interface RecoverDatabase {
  readonly file: string
  readonly key: Uint8Array
  readonly folders: BackupFolders
  readonly now: number
  /** By hand: this copy and no other. */
  readonly from?: BackupFile
  /** By hand: the copy as it is, nothing newer. */
  readonly bare?: boolean
}

/** In the making; begun anew after a crash. */
const inMaking = (file: string): string => `${file}.recovering`
/** Whole and on the disk; a crash from here on only delays its taking the place. */
const finished = (file: string): string => `${file}.recovered`
const scratch = (file: string): string => `${file}.salvage`

function removeDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
}

/** Puts the damaged database away under a name with the time. Its log goes first: it must never be found beside another database. */
function moveAside(file: string, now: number): void {
  const aside = asideOf(file, now)
  for (const ending of ['-wal', '']) if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
}

/** A name that nothing has yet: what was put aside before stays. */
function asideOf(file: string, now: number): string {
  const name = `${file}.damaged-${compactInstant(now)}`
  let aside = name
  for (let copy = 2; existsSync(aside) || existsSync(`${aside}-wal`); copy++) aside = `${name}-${copy}`
  return aside
}

/** A recovery that a crash cut off after its last decision is brought to its end. */
export function finishRecovery(file: string, now: number): void {
  if (!existsSync(finished(file))) return
  moveAside(file, now)
  renameSync(finished(file), file)
  syncPath(dirname(file), 'folder')
}

const opened = (file: string, key: Uint8Array): Database.Database | undefined => {
  const connected = connect({ file, key, waitMilliseconds: 0 })
  return connected.ok ? connected.value : undefined
}

/** A copy of the damaged file, so that reading in it changes nothing of what was found. @returns whether there is a file */
function copyDamaged(file: string): boolean {
  if (!existsSync(file)) return false
  for (const ending of ['-wal', ''])
    if (existsSync(file + ending)) copyFileSync(file + ending, scratch(file) + ending, constants.COPYFILE_FICLONE)
  return true
}

/** The newest copy that opens, checks and can be brought up to date, as the database in the making. */
function openNewest({
  file,
  key,
  folders,
  from,
}: RecoverDatabase): { readonly db: Database.Database; readonly backup: BackupFile } | undefined {
  const known =
    from !== undefined ? [from] : [folders.folder, ...(folders.second === undefined ? [] : [folders.second])].flatMap(listBackups)
  for (const backup of known.toSorted((one, other) => other.sequence - one.sequence)) {
    removeDatabase(inMaking(file))
    if (!existsSync(backup.path)) continue
    copyFileSync(backup.path, inMaking(file), constants.COPYFILE_FICLONE)
    const db = opened(inMaking(file), key)
    if (db === undefined) continue
    if (unlessDamaged(() => db.pragma('quick_check(1)', { simple: true })) === 'ok' && migrate(db).ok) return { db, backup }
    db.close()
  }
  removeDatabase(inMaking(file))
  return undefined
}

function openEmpty({ file, key }: RecoverDatabase): Database.Database | undefined {
  const db = opened(inMaking(file), key)
  if (db === undefined) return undefined
  migrate(db)
  return db
}

/** Everything of the damaged file that can still be read, in one transaction. */
function salvage(file: string, key: Uint8Array, damaged: Database.Database | undefined, into: Database.Database): SalvagedLog {
  const drafts = createDraftStore(into, () => {})
  const cases = createCaseStore(into, (caseId) => drafts.find(caseId)?.draft)
  const pages = openRawPages(scratch(file), key)
  try {
    return into
      .transaction(() => {
        if (damaged !== undefined) salvageTables(damaged, into)
        const log = salvageLog(pages, into, cases)
        into.exec("DELETE FROM draft WHERE case_id NOT IN (SELECT case_id FROM case_index WHERE stage IN ('draft', 'queued', 'rejected'))")
        for (const caseId of cases.allIds()) cases.reindex(caseId)
        return log
      })
      .immediate()
  } finally {
    pages.close()
  }
}

/** The database in the making becomes a finished one. */
function finish(db: Database.Database, file: string): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  syncPath(inMaking(file), 'file')
  renameSync(inMaking(file), finished(file))
  syncPath(dirname(file), 'folder')
}

/**
 * Puts a database in the place of a damaged or missing one: the newest good copy, and in it whatever newer can still be read of the damaged file,
 * which is put aside and never deleted. Without any copy it is only what can be read.
 * @returns undefined where nothing opens with this key: then nothing was touched
 */
export function recoverDatabase(task: RecoverDatabase): RecoveryReport | undefined {
  const { file, key, now } = task
  removeDatabase(scratch(file))
  const isThere = task.bare !== true && copyDamaged(file)
  // Undefined where not even its first page opens.
  const damaged = isThere ? opened(scratch(file), key) : undefined
  let db: Database.Database | undefined
  try {
    // What a newer program wrote is not for this one to judge.
    if (damaged !== undefined && versionOf(damaged) > newestVersion) return undefined
    const newest = openNewest(task)
    db = newest?.db ?? openEmpty(task)
    if (db === undefined) return undefined
    const log = isThere ? salvage(file, key, damaged, db) : undefined
    // Neither a copy nor the file itself nor anything in it opens with this key.
    if (newest === undefined && damaged === undefined && (log?.found ?? 0) === 0) return undefined
    const settings = createSettingsStore(db)
    settings.startProvisionalEpoch(countRestore(file))
    const report = reportOf(task, db, newest?.backup, log)
    settings.saveRecovery(report)
    finish(db, file)
    finishRecovery(file, now)
    return report
  } finally {
    db?.close()
    damaged?.close()
    removeDatabase(scratch(file))
    removeDatabase(inMaking(file))
  }
}

const versionOf = (db: Database.Database): number => Number(unlessDamaged(() => db.pragma('user_version', { simple: true })) ?? 0)

function reportOf(
  { file, now }: RecoverDatabase,
  db: Database.Database,
  backup: BackupFile | undefined,
  log: SalvagedLog | undefined,
): RecoveryReport {
  const cases = Number(db.prepare('SELECT count(*) FROM case_index').pluck().get())
  const brokenOff = [...(log?.brokenOff ?? [])]
  return {
    at: new Date(now).toISOString(),
    ...(backup === undefined ? {} : { backupAt: new Date(backup.takenAt).toISOString() }),
    salvaged: (log?.found ?? 0) > 0,
    cases: cases - brokenOff.length,
    brokenOff,
    ...(log === undefined ? {} : { lostActions: log.lostActions }),
    ...(existsSync(file) ? { aside: basename(asideOf(file, now)) } : {}),
  }
}
