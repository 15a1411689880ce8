import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3-multiple-ciphers'
import { unlock } from './encryption.ts'

export interface CopyToCheck {
  readonly file: string
  readonly key: Uint8Array
}

/** Opens a copy with its key and reads every page. @returns `ok`, or SQLite's code of what is wrong */
export function checkCopy({ file, key }: CopyToCheck): string {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { fileMustExist: true })
    unlock(db, key)
    // Without it a reader of a file in WAL mode leaves two more files beside it.
    db.pragma('locking_mode = EXCLUSIVE')
    return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'ok' : 'QUICK_CHECK'
  } catch (failure) {
    if (failure instanceof Database.SqliteError) return failure.code
    throw failure
  } finally {
    db?.close()
  }
}

/** The same in a thread of its own: a large copy takes seconds, and the counter does not wait for it. */
export const checkCopyAside = (copy: CopyToCheck): Promise<string> =>
  new Promise((resolve, reject) => {
    const module = new URL(import.meta.url.endsWith('.ts') ? './check-worker.ts' : './check-worker.js', import.meta.url)
    const thread = new Worker(module, { workerData: copy })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => resolve('WORKER_GONE'))
  })
