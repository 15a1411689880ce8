import { readdirSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, it } from 'vitest'
import { type AskDisk, askDiskOf, guarded, storageProblemOf } from '#adapters/sqlite/storage-problem.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const failing = (code: string) => () =>
  guarded(() => {
    throw new Database.SqliteError('x', code)
  })

describe('guarded', () => {
  it.each([
    ['SQLITE_FULL', 'diskFull'],
    ['SQLITE_READONLY_DBMOVED', 'readOnly'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_CORRUPT_VTAB', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_IOERR_WRITE', 'failed'],
    ['SQLITE_CANTOPEN', 'failed'],
  ] as const)('%s is %s', (code, problem) => {
    expect(failing(code)).toThrow(StorageProblem)
    expect(storageProblemOf(new Database.SqliteError('x', code))).toMatchObject({ problem, code })
  })

  it.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_MISUSE'])('%s stays a bug', (code) =>
    expect(failing(code)).toThrow(Database.SqliteError),
  )

  it('a full disk is a StorageProblem, and what was acknowledged stays', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (a BLOB)')
    db.pragma('max_page_count = 20')
    const fill = () => guarded(() => db.prepare('INSERT INTO t VALUES (zeroblob(20000))').run())
    let acknowledged = 0
    expect(() => {
      for (;;) {
        fill()
        acknowledged++
      }
    }).toThrow('diskFull')
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(acknowledged)
  })
})

describe('a failure that SQLite has no better name for', () => {
  const writing = (askDisk?: AskDisk) => (): never =>
    guarded(() => {
      throw new Database.SqliteError('x', 'SQLITE_IOERR_WRITE')
    }, askDisk)

  it('is what the disk says of itself', () => {
    expect(writing()).toThrow(expect.objectContaining({ problem: 'failed', code: 'SQLITE_IOERR_WRITE' }))
    expect(writing(() => undefined)).toThrow(expect.objectContaining({ problem: 'failed' }))
    expect(writing(() => 'readOnly')).toThrow(expect.objectContaining({ problem: 'readOnly', code: 'SQLITE_IOERR_WRITE' }))
  })

  it('asks by writing, and leaves nothing behind', () => {
    const folder = temporaryFolder()
    expect([askDiskOf(folder)(), askDiskOf(`${folder}/nowhere`)(), readdirSync(folder)]).toEqual([undefined, undefined, []])
  })
})
