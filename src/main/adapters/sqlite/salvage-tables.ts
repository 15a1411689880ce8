import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { parseRow } from './row.ts'
import { type Row, rowsByKey, rowsByRowid, unlessDamaged } from './readable-rows.ts'

const Table = z.object({ name: z.string(), wr: z.int() })
const Column = z.object({ name: z.string(), type: z.string(), pk: z.int() })

/** Taken over by their chain (the log), or derived from it. */
const elsewhere = (name: string): boolean => name === 'case_action' || name === 'case_index' || name.startsWith('case_name')
/** Goes back with the log: what the feed brought since then comes once more, which changes nothing. */
const staysBehind = (table: string, row: Row): boolean => table === 'setting' && row['key'] === 'feedCursor'

function columnsOf(db: Database.Database, table: string): readonly z.infer<typeof Column>[] {
  return (
    unlessDamaged(() =>
      db
        .prepare('SELECT name, type, pk FROM pragma_table_info(?)')
        .all(table)
        .map((row) => parseRow(Column, row)),
    ) ?? []
  )
}

/**
 * Takes over what can still be read of every table beside the log: each row as the damaged file has it, which is the newer. A row stands
 * under its own key; the order of adding is kept by reading in order. Works on the tables that are there, so a new one is salvaged too.
 * @returns the number of rows read
 */
export function salvageTables(damaged: Database.Database, into: Database.Database): number {
  const tables = into
    .prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map((row) => parseRow(Table, row))
  const isInsertOnly = into
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%BEFORE UPDATE%RAISE(ABORT%'")
    .pluck()
  const hasOtherKey = into.prepare('SELECT 1 FROM pragma_index_list(?) WHERE "unique" = 1').pluck()
  let read = 0

  for (const { name, wr } of tables) {
    if (elsewhere(name)) continue
    const here = columnsOf(into, name)
    const there = new Set(columnsOf(damaged, name).map((column) => column.name))
    const key = here.filter((column) => column.pk > 0).toSorted((one, other) => one.pk - other.pk)
    // An INTEGER PRIMARY KEY beside another key is only the order of adding: the number may be taken by another row.
    const isOrder = wr === 0 && key.length === 1 && key[0]?.type === 'INTEGER' && hasOtherKey.get(name) === 1
    const columns = here.map((column) => column.name).filter((column) => there.has(column) && !(isOrder && column === key[0]?.name))
    if (columns.length === 0) continue
    const quoted = columns.map((column) => `"${column}"`)
    const change =
      isInsertOnly.get(name) === 1 ? 'NOTHING' : `UPDATE SET ${quoted.map((column) => `${column} = excluded.${column}`).join(', ')}`
    const put = into.prepare(
      `INSERT INTO "${name}" (${quoted.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO ${change}`,
    )
    const keyNames = key.map((column) => column.name)
    const rows = wr === 0 ? rowsByRowid(damaged, name) : rowsByKey(damaged, name, keyNames, knownKeys(into, name, keyNames))
    for (const row of rows) {
      if (staysBehind(name, row)) continue
      put.run(...columns.map((column) => row[column]))
      read += 1
    }
  }
  return read
}

/** Keys under which a damaged table may still have a row: those of the copy, and every case for what is kept by case. */
function* knownKeys(into: Database.Database, table: string, key: readonly string[]): Generator<readonly unknown[]> {
  const quoted = key.map((column) => `"${column}"`).join(', ')
  yield* into.prepare(`SELECT ${quoted} FROM "${table}"`).raw().all() as unknown[][]
  if (key.length === 1 && key[0] === 'case_id') yield* into.prepare('SELECT DISTINCT case_id FROM case_action').raw().all() as unknown[][]
}
