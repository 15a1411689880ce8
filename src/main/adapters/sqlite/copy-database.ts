import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, open, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type Database from 'better-sqlite3-multiple-ciphers'
import { fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { BackupFault } from '#core/ports/backups.ts'
import { listBackups, outdatedBackups, syncPath } from './backup-files.ts'
import { checkCopyAside } from './check-copy.ts'
import { storageFaultOf } from './connect.ts'
import { encryptedUri } from './encryption.ts'

/** Copied between two looks at what else is to be done: some three milliseconds of work. */
const pagesAtOnce = 64
/** Bytes that a copy must leave to the work itself. */
const leftForWork = 256 * 1024 * 1024
/** So many copies stay, however little room there is. */
const fewestKept = 2

export interface CopyDatabase {
  readonly db: Database.Database
  readonly key: Uint8Array
  /** Where the finished copy stands. */
  readonly target: string
  /** Asked between the steps. */
  readonly isStopped: () => boolean
}

/** An expected failure of copying; a bug is thrown on. */
export function backupFaultOf(failure: unknown): BackupFault {
  const known = storageFaultOf(failure)
  if (known === undefined) throw failure
  return known.tag === 'storage/inUse' ? fault('storage/failed', 'support', { code: 'SQLITE_BUSY' }) : known
}

/** Oldest copies go first where there is no room for another one. @returns whether there is room now */
async function makeRoom(folder: string, bytes: number): Promise<boolean> {
  const hasRoom = async (): Promise<boolean> => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize > bytes + leftForWork
  }
  const oldestFirst = listBackups(folder).slice(fewestKept).reverse()
  for (const { path } of oldestFirst) {
    if (await hasRoom()) return true
    rmSync(path, { force: true })
  }
  return hasRoom()
}

/** A file under its temporary name becomes the copy: on the disk whole, then named, then the name on the disk. */
function settle(temporary: string, target: string): void {
  syncPath(temporary, 'file')
  renameSync(temporary, target)
  const folder = dirname(target)
  syncPath(folder, 'folder')
  for (const { path } of outdatedBackups(listBackups(folder))) rmSync(path, { force: true })
}

/** Milliseconds. */
const flushEvery = 100

/** Puts a file on the disk bit by bit while it is written: otherwise the last step, which waits for all of it, would hold up everybody. */
async function flushedWhile(file: string, write: () => Promise<unknown>): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  let isWritten = false
  const flush = async (): Promise<void> => {
    for (; !isWritten; await wait(flushEvery)) await handle.datasync()
  }
  const flushing = flush()
  try {
    await write()
  } finally {
    isWritten = true
    await flushing.then(() => handle.datasync()).finally(() => handle.close())
  }
}

const temporaryIn = (folder: string): string => join(folder, 'incoming.part')

/**
 * Copies the open database by SQLite's backup API, page by page under the same key: what is written meanwhile is in the copy too, and no page
 * is ever plain on the disk. Counts only once it was opened anew and every page read.
 */
export async function copyDatabase({ db, key, target, isStopped }: CopyDatabase): Promise<Result<void, BackupFault>> {
  const folder = dirname(target)
  const temporary = temporaryIn(folder)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rmSync(temporary, { force: true })
    const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
    if (!(await makeRoom(folder, bytes))) return err(fault('storage/diskFull', 'act'))
    await flushedWhile(temporary, () =>
      db.backup(encryptedUri(temporary, key), {
        progress: () => {
          if (isStopped()) throw new Error('Stopped')
          return pagesAtOnce
        },
      }),
    )
    const found = await checkCopyAside({ file: temporary, key })
    if (found !== 'ok') return err(fault('storage/damaged', 'support', { code: found }))
    settle(temporary, target)
    return ok()
  } catch (failure) {
    rmSync(temporary, { force: true })
    // The database may be closed by now.
    if (isStopped()) return err(fault('storage/failed', 'support', { code: 'STOPPED' }))
    return err(backupFaultOf(failure))
  }
}

/** A copy before the schema changes, taken while nothing else runs. */
export function copyBeforeMigration(db: Database.Database, target: string): void {
  const folder = dirname(target)
  const temporary = temporaryIn(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  rmSync(temporary, { force: true })
  db.prepare('VACUUM INTO ?').run(temporary)
  chmodSync(temporary, 0o600)
  settle(temporary, target)
}

/** The finished copy once more into another folder. */
export async function copyBackup(finished: string, target: string, key: Uint8Array): Promise<Result<void, BackupFault>> {
  const folder = dirname(target)
  const temporary = temporaryIn(folder)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await copyFile(finished, temporary)
    await flushedWhile(temporary, () => Promise.resolve())
    const found = await checkCopyAside({ file: temporary, key })
    if (found !== 'ok') return err(fault('storage/damaged', 'support', { code: found }))
    settle(temporary, target)
    return ok()
  } catch (failure) {
    return err(backupFaultOf(failure))
  }
}
