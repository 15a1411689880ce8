import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import type { Logger } from '#core/base/logger.ts'
import { ok, type Result } from '#core/base/result.ts'
import type { BackupFault, Backups, BackupStatus } from '#core/ports/backups.ts'
import { backupName, listBackups } from './backup-files.ts'
import { copyBackup, copyDatabase } from './copy-database.ts'

export interface BackupFolders {
  /** Beside the database by default: helps against a torn file, not against a dead disk. */
  readonly folder: string
  /** On another disk or a share; best effort. */
  readonly second?: string
}

export const backupFoldersOf = (file: string, second?: string): BackupFolders => ({
  folder: join(dirname(file), 'backups'),
  ...(second === undefined ? {} : { second }),
})

export interface BackupsDeps extends BackupFolders {
  readonly db: Database.Database
  readonly key: Uint8Array
  readonly logger: Logger
  readonly now: () => number
}

interface Attempt {
  readonly at: number | undefined
  readonly fault?: BackupFault
}

const shown = ({ at, fault }: Attempt): Omit<BackupStatus, 'second'> => ({
  ...(at === undefined ? {} : { lastGoodAt: new Date(at).toISOString() }),
  ...(fault === undefined ? {} : { fault }),
})

/** Keeps the copies of one open database. What stands in a folder when it begins counts as good: it was checked before it got its name. */
export function createBackups({ db, key, logger, now, folder, second }: BackupsDeps): Backups & { readonly stop: () => void } {
  const changes = db.prepare('SELECT total_changes()').pluck()
  const newestIn = (where: string): Attempt => ({ at: listBackups(where)[0]?.takenAt })
  let own = newestIn(folder)
  let other = second === undefined ? undefined : newestIn(second)
  let copiedAt: unknown
  let isStopped = false
  let running: Promise<Result<boolean, BackupFault>> | undefined

  const noted = (before: Attempt, answer: Result<void, BackupFault>, started: number): Attempt => {
    if (answer.ok) return { at: started }
    logger.error('Backup failed', { tag: answer.error.tag, ...('code' in answer.error ? { code: answer.error.code } : {}) })
    return { at: before.at, fault: answer.error }
  }

  const copy = async (): Promise<Result<boolean, BackupFault>> => {
    const changesNow = changes.get()
    if (changesNow === copiedAt) return ok(false)
    const started = now()
    const sequence = 1 + Math.max(0, ...[folder, second].map((where) => (where === undefined ? 0 : (listBackups(where)[0]?.sequence ?? 0))))
    const target = join(folder, backupName(sequence, started))
    const copied = await copyDatabase({ db, key, target, isStopped: () => isStopped })
    own = noted(own, copied, started)
    if (!copied.ok) return copied
    copiedAt = changesNow
    if (second !== undefined && other !== undefined)
      other = noted(other, await copyBackup(target, join(second, basename(target)), key), started)
    logger.info('Backup taken', { milliseconds: now() - started })
    return ok(true)
  }

  return {
    take: () => {
      running ??= copy().finally(() => {
        running = undefined
      })
      return running
    },
    status: () => ({ ...shown(own), ...(other === undefined ? {} : { second: shown(other) }) }),
    stop: () => {
      isStopped = true
    },
  }
}
