import Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'

export type Row = Readonly<Record<string, unknown>>

/** So many rowids in a row without a row mean the end, where the file no longer tells its greatest. */
const longestGap = 10_000

/** The answer, or nothing where the page it stands on is damaged. */
export function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof Database.SqliteError) return undefined
    throw failure
  }
}

const Greatest = z.int().nonnegative()

/** The greatest rowid; undefined where it cannot be read. */
export const greatestRowid = (db: Database.Database, table: string): number | undefined =>
  unlessDamaged(() => Greatest.parse(db.prepare(`SELECT coalesce(max(rowid), 0) FROM "${table}"`).pluck().get()))

/** Every row of a rowid table that can still be read, in order: each is asked for by itself, so that a damaged page costs only its own rows. */
export function* rowsByRowid(db: Database.Database, table: string): Generator<Row> {
  const one = unlessDamaged(() => db.prepare<[number], Row>(`SELECT * FROM "${table}" WHERE rowid = ?`))
  if (one === undefined) return
  const greatest = greatestRowid(db, table)
  for (let rowid = 1, gap = 0; greatest === undefined ? gap < longestGap : rowid <= greatest; rowid++) {
    const row = unlessDamaged(() => one.get(rowid))
    gap = row === undefined ? gap + 1 : 0
    if (row !== undefined) yield row
  }
}

/**
 * The rows of a table without rowids that can still be read: from the front and from the back up to the first damaged page, and between them by
 * the keys that are known from elsewhere.
 */
export function* rowsByKey(
  db: Database.Database,
  table: string,
  keyColumns: readonly string[],
  knownKeys: Iterable<readonly unknown[]>,
): Generator<Row> {
  const order = (direction: string): string => keyColumns.map((column) => `"${column}" ${direction}`).join(', ')
  for (const direction of ['ASC', 'DESC']) {
    const rows = unlessDamaged(() => db.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY ${order(direction)}`).iterate())
    let next = rows === undefined ? undefined : unlessDamaged(() => rows.next())
    while (next !== undefined && next.done !== true) {
      yield next.value
      next = unlessDamaged(() => rows?.next())
    }
    // The front reached the end: nothing is damaged.
    if (next !== undefined) return
  }
  const byKey = unlessDamaged(() =>
    db.prepare<unknown[], Row>(`SELECT * FROM "${table}" WHERE ${keyColumns.map((column) => `"${column}" = ?`).join(' AND ')}`),
  )
  if (byKey === undefined) return
  for (const key of knownKeys) {
    const row = unlessDamaged(() => byKey.get(...key))
    if (row !== undefined) yield row
  }
}
