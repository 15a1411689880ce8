import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import type { CaseState } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { foldName } from './fold-name.ts'
import { parseRow } from './row.ts'

export interface CaseIndex {
  /** @param updatedAt of the last action that was more than a look at the case */
  readonly put: (state: CaseState, updatedAt: string | undefined, draft: IntakeDraft | undefined) => void
  readonly clear: () => void
}

const Known = z.object({ id: z.int(), name_folded: z.string().nullable() })

interface Person {
  readonly iin: string | null
  readonly name: string | null
}

/** Before signing, what was typed so far; afterwards what was signed. */
function applicantOf(state: CaseState, draft: IntakeDraft | undefined): Person {
  if (state.stage === 'draft' && draft !== undefined) {
    const { iin, surname, givenName, patronymic } = draft.applicant
    const name = [surname, givenName, patronymic]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' ')
    return { iin: /^\d{12}$/.test(iin) ? iin : null, name: name === '' ? null : name }
  }
  const applicant = state.request?.applicant
  return applicant === undefined ? { iin: null, name: null } : { iin: applicant.iin, name: fullNameOf(applicant.name) }
}

/** The line of each case for lists and search: derived, never the truth. */
export function createCaseIndex(db: Database.Database): CaseIndex {
  const known = db.prepare<[CaseId]>('SELECT id, name_folded FROM case_index WHERE case_id = ?')
  const upsert = db.prepare(`
    INSERT INTO case_index (case_id, side, stage, service_id, number, provisional_number, applicant_iin, applicant_name, name_folded, opened_at, updated_at, due_on, outcome)
    VALUES (@caseId, @side, @stage, @serviceId, @number, @provisionalNumber, @iin, @name, @folded, @openedAt, coalesce(@updatedAt, @openedAt), @dueOn, @outcome)
    ON CONFLICT (case_id) DO UPDATE SET stage = excluded.stage, number = excluded.number, provisional_number = excluded.provisional_number,
      applicant_iin = excluded.applicant_iin, applicant_name = excluded.applicant_name, name_folded = excluded.name_folded,
      updated_at = coalesce(@updatedAt, updated_at), due_on = excluded.due_on, outcome = excluded.outcome
    RETURNING id, name_folded`)
  const dropName = db.prepare('DELETE FROM case_name WHERE rowid = ?')
  const addName = db.prepare('INSERT INTO case_name (rowid, name) VALUES (?, ?)')

  return {
    put: (state, updatedAt, draft) => {
      const before = known.get(state.caseId)
      const earlier = before === undefined ? undefined : parseRow(Known, before)
      const { iin, name } = applicantOf(state, draft)
      const row = upsert.get({
        caseId: state.caseId,
        side: state.side,
        stage: state.stage,
        serviceId: state.serviceId,
        number: state.number ?? null,
        provisionalNumber: state.provisionalNumber ?? null,
        iin,
        name,
        folded: name === null ? null : foldName(name),
        openedAt: Date.parse(state.openedAt),
        updatedAt: updatedAt === undefined ? null : Date.parse(updatedAt),
        dueOn: state.deadline?.dueOn ?? null,
        outcome: state.outcome ?? null,
      })
      const { id, name_folded: folded } = parseRow(Known, row)
      if (earlier?.name_folded === folded) return
      if (earlier !== undefined && earlier.name_folded !== null) dropName.run(id)
      if (folded !== null) addName.run(id, folded)
    },
    clear: () => {
      db.exec("DELETE FROM case_index; INSERT INTO case_name (case_name) VALUES ('delete-all');")
    },
  }
}
