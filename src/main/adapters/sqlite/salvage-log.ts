import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { CaseAction } from '#core/domain/case-action.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import { CaseId } from '#core/domain/ids.ts'
import type { CaseStore } from '#core/ports/stores.ts'
import type { RawPages } from './raw-pages.ts'
import { rawRecords } from './raw-records.ts'

/** A row of `case_action` as it stands in the file: position (kept as the rowid), case, seq, id, hash, body. */
const Logged = z.tuple([z.null(), CaseId, z.int().positive(), z.string(), z.string().length(64), z.string()])
const Count = z.int()

export interface SalvagedLog {
  /** Actions that were found in the damaged file, whether the copy has them or not. */
  readonly found: number
  /** Cases with later actions that link to nothing that is left. */
  readonly brokenOff: readonly CaseId[]
  /** Actions known to be missing. */
  readonly lostActions: number
}

function actionOf(body: string): CaseAction | undefined {
  try {
    return CaseAction.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

/**
 * Appends to the log what the damaged file has more: only what its hash chain proves to be the next action of its case. Read page by page
 * past SQLite, so that only what stands on a destroyed page is lost and not what is reached through it.
 */
export function salvageLog(pages: RawPages, into: Database.Database, cases: CaseStore): SalvagedLog {
  const has = into.prepare('SELECT 1 FROM case_action WHERE case_id = ? AND seq = ? AND hash = ?').pluck()
  const newer = new Map<CaseId, Map<number, CaseAction>>()
  const brokenOff = new Set<CaseId>()
  let greatest = 0
  let found = 0
  for (const { rowid, values } of rawRecords(pages)) {
    const logged = Logged.safeParse(values).data
    if (logged === undefined) continue
    const [, caseId, seq, , hash, body] = logged
    greatest = Math.max(greatest, rowid)
    found += 1
    if (has.get(caseId, seq, hash) === 1) continue
    const action = actionOf(body)
    if (action === undefined) brokenOff.add(caseId)
    else newer.set(caseId, (newer.get(caseId) ?? new Map<number, CaseAction>()).set(action.seq, action))
  }

  for (const [caseId, actions] of newer) {
    const kept = cases.actions(caseId)
    const wanted = [...actions.values()].toSorted((one, other) => one.seq - other.seq)
    const broken = findChainBreak([...kept, ...wanted])
    // The log that is there is whole: a break is at the first new action that does not fit.
    const fitting = broken === undefined ? wanted : wanted.filter((action) => action.seq < broken.seq)
    for (const action of fitting) cases.append(action)
    if (fitting.length < wanted.length) brokenOff.add(caseId)
  }

  // Nothing is ever deleted from the log, so its rows are numbered without gaps.
  const left = Count.parse(into.prepare('SELECT count(*) FROM case_action').pluck().get())
  return { found, brokenOff: [...brokenOff], lostActions: Math.max(0, greatest - left) }
}
