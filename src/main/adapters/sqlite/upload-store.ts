import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'

/** The address at which a half-sent document goes on, by its SHA-256. */
export interface UploadStore {
  readonly get: (hash: string) => string | undefined
  readonly set: (hash: string, url: string) => void
  readonly delete: (hash: string) => void
}

const Row = z.object({ url: z.string() })

export function createUploadStore(db: Database.Database): UploadStore {
  const get = db.prepare('SELECT url FROM upload WHERE hash = ?')
  const put = db.prepare('INSERT INTO upload (hash, url) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET url = excluded.url')
  const drop = db.prepare('DELETE FROM upload WHERE hash = ?')
  return {
    get: (hash) => Row.safeParse(get.get(hash)).data?.url,
    set: (hash, url) => void put.run(hash, url),
    delete: (hash) => void drop.run(hash),
  }
}
