import type Database from 'better-sqlite3-multiple-ciphers'
import type { Logger } from '#core/base/logger.ts'
import { unlessDamaged } from './readable-rows.ts'

/** The write-ahead log goes into the file and is emptied; the planner's statistics follow the data. */
export function tidy(db: Database.Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('optimize')
}

/** Free pages worth a rewrite of the file: 16 MiB of 4 KiB each, and a quarter of the whole. */
const manyPages = 4_096
const largeShare = 0.25

/** Gives the free pages back to the disk while nobody works. Cut off or without room it changes nothing. */
export function giveBackSpace(db: Database.Database, logger: Logger): void {
  const count = (name: string): number => Number(db.pragma(name, { simple: true }))
  unlessDamaged(() => {
    const free = count('freelist_count')
    if (free < manyPages || free < count('page_count') * largeShare) return
    db.exec('VACUUM')
    logger.info('database made smaller', { count: free })
  })
}
