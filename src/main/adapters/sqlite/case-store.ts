import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { caseStages, type CaseStage } from '#core/domain/case-state.ts'
import { CaseId } from '#core/domain/ids.ts'
import type { CaseAction } from '#core/domain/case-action.ts'
import { happenedAt } from '#core/domain/known-time.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { CaseStore } from '#core/ports/stores.ts'
import { createCaseIndex } from './case-index.ts'
import { createCaseLog } from './case-log.ts'
import { createCaseSearch, lineOf } from './case-search.ts'
import { parseRow } from './row.ts'

export interface SqliteCaseStore extends CaseStore {
  /** Derives the index anew from the whole log. @returns the number of cases */
  readonly rebuildIndex: () => number
  /** The case's line again, after its draft changed. */
  readonly reindex: (caseId: CaseId) => void
}

const Id = z.object({ case_id: CaseId })
const StageCount = z.object({ stage: z.enum(caseStages), count: z.int() })

/** When the last thing happened that was more than a look. */
const updatedAtOf = (actions: readonly CaseAction[]): string | undefined => {
  const last = actions.findLast((action) => action.event.kind !== 'viewed')
  return last === undefined ? undefined : happenedAt(last)
}

/** @param draftOf the case's draft, for the name typed so far */
export function createCaseStore(db: Database.Database, draftOf: (caseId: CaseId) => IntakeDraft | undefined): SqliteCaseStore {
  const log = createCaseLog(db)
  const index = createCaseIndex(db)
  const { search } = createCaseSearch(db)
  const withNumber = db.prepare(
    'SELECT case_id FROM case_index WHERE number = @number UNION ALL SELECT case_id FROM case_index WHERE provisional_number = @number LIMIT 1',
  )
  // Completed is open at the centre, where the result still has to be handed out; at the provider it is the end.
  const openOf = db.prepare(`
    SELECT * FROM case_index WHERE applicant_id = ? AND service_id = ?
      AND (stage IN ('draft', 'queued', 'rejected', 'registered', 'inWork') OR (stage = 'completed' AND side = 'centre')) ORDER BY id DESC`)
  const signedOf = db.prepare(`
    SELECT case_id FROM case_index WHERE applicant_id = ? AND service_id = ?
      AND stage IN ('queued', 'rejected', 'registered', 'inWork', 'completed', 'handedOut') ORDER BY id DESC LIMIT ?`)
  const ofVisit = db.prepare('SELECT * FROM case_index WHERE visit = ? ORDER BY id')
  const byIds = db.prepare('SELECT * FROM case_index WHERE case_id IN (SELECT value FROM json_each(?))')
  const stageCounts = db.prepare('SELECT stage, count(*) AS count FROM case_index GROUP BY stage')

  const append = db.transaction((action: CaseAction) => {
    const state = log.append(action)
    if (action.event.kind === 'viewed') return
    index.put(state, happenedAt(action), state.stage === 'draft' ? draftOf(action.caseId) : undefined)
  })
  const rebuild = db.transaction(() => {
    index.clear()
    const ids = log.allIds()
    for (const caseId of ids) {
      const state = log.state(caseId)
      if (state === undefined) continue
      index.put(state, updatedAtOf(log.actions(caseId)), state.stage === 'draft' ? draftOf(caseId) : undefined)
    }
    return ids.length
  })

  return {
    append: (action) => void append.immediate(action),
    actions: log.actions,
    last: log.last,
    state: log.state,
    search,
    byNumber: (number) => {
      const row = withNumber.get({ number })
      return row === undefined ? undefined : parseRow(Id, row).case_id
    },
    openCasesOf: (iin, serviceId) => openOf.all(iin, serviceId).map(lineOf),
    signedCasesOf: (applicantId, serviceId, limit) => signedOf.all(applicantId, serviceId, limit).map((row) => parseRow(Id, row).case_id),
    visit: (visit) => ofVisit.all(visit).map(lineOf),
    lines: (caseIds) => byIds.all(JSON.stringify(caseIds)).map(lineOf),
    countByStage: () => {
      const counts: Partial<Record<CaseStage, number>> = {}
      for (const row of stageCounts.all()) {
        const { stage, count } = parseRow(StageCount, row)
        counts[stage] = count
      }
      return counts
    },
    allIds: log.allIds,
    rebuildIndex: () => rebuild.immediate(),
    reindex: (caseId) => {
      const state = log.state(caseId)
      if (state?.stage === 'draft') index.put(state, undefined, draftOf(caseId))
    },
  }
}
