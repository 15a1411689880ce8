import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { CaseAction } from '#core/domain/case-action.ts'
import { firstPrevious } from '#core/domain/case-chain.ts'
import { applyAction } from '#core/domain/case-fold.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { Recent } from './recent.ts'
import { parseBody, parseRow } from './row.ts'

const Body = z.object({ body: z.string() })
const Head = z.object({ seq: z.int(), hash: z.string() })
const Id = z.object({ case_id: z.string() })

const statesKept = 300

export interface CaseLog {
  /** @returns the state after it. Throws where `seq` or `previous` do not fit, or the action may not follow: a bug of the caller */
  readonly append: (action: CaseAction) => CaseState
  readonly actions: (caseId: CaseId) => readonly CaseAction[]
  readonly last: (caseId: CaseId) => CaseAction | undefined
  readonly state: (caseId: CaseId) => CaseState | undefined
  /** In the order in which the cases began. */
  readonly allIds: () => readonly CaseId[]
}

/** The append-only table of actions and the states it folds to. */
export function createCaseLog(db: Database.Database): CaseLog {
  const insert = db.prepare('INSERT INTO case_action (case_id, seq, id, hash, body) VALUES (?, ?, ?, ?, ?)')
  const all = db.prepare('SELECT body FROM case_action WHERE case_id = ? AND seq > ? ORDER BY seq')
  const head = db.prepare('SELECT seq, hash FROM case_action WHERE case_id = ? ORDER BY seq DESC LIMIT 1')
  const hashAt = db.prepare('SELECT seq, hash FROM case_action WHERE case_id = ? AND seq = ?')
  const lastBody = db.prepare('SELECT body FROM case_action WHERE case_id = ? ORDER BY seq DESC LIMIT 1')
  const ids = db.prepare('SELECT case_id FROM case_action WHERE seq = 1 ORDER BY position')
  const states = new Recent<CaseId, CaseState>(statesKept)

  const read = (row: unknown): CaseAction => parseBody(CaseAction, parseRow(Body, row).body)
  const headOf = (statement: typeof head, ...key: readonly unknown[]): z.infer<typeof Head> | undefined => {
    const row = statement.get(...key)
    return row === undefined ? undefined : parseRow(Head, row)
  }

  const state = (caseId: CaseId): CaseState | undefined => {
    const newest = headOf(head, caseId)
    if (newest === undefined) return undefined
    // A kept state is only believed if the log still holds its last action: a transaction that was rolled back may have taken it away.
    const kept = states.get(caseId)
    const valid = kept !== undefined && headOf(hashAt, caseId, kept.last.seq)?.hash === kept.last.hash ? kept : undefined
    if (valid?.last.seq === newest.seq) return valid
    let folded = valid
    try {
      for (const row of all.all(caseId, valid?.last.seq ?? 0)) folded = applyAction(folded, read(row))
    } catch (failure) {
      if (failure instanceof StorageProblem) throw failure
      throw new StorageProblem('damaged', 'LOG')
    }
    if (folded !== undefined) states.set(caseId, folded)
    return folded
  }

  return {
    append: (action) => {
      const newest = headOf(head, action.caseId)
      if (action.seq !== (newest?.seq ?? 0) + 1) throw new Error(`Action ${action.seq} does not follow ${newest?.seq ?? 0}`)
      if (action.previous !== (newest?.hash ?? firstPrevious)) throw new Error(`Action ${action.seq} is not linked to the one before`)
      const next = applyAction(state(action.caseId), action)
      insert.run(action.caseId, action.seq, action.id, action.hash, JSON.stringify(action))
      states.set(action.caseId, next)
      return next
    },
    actions: (caseId) => all.all(caseId, 0).map(read),
    last: (caseId) => {
      const row = lastBody.get(caseId)
      return row === undefined ? undefined : read(row)
    },
    state,
    allIds: () => ids.all().map((row) => parseRow(Id, row).case_id as CaseId),
  }
}
