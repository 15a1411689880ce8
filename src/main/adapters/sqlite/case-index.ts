import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import type { CaseState } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { providerStepOf } from '#core/domain/provider-procedure.ts'
import { applicantId, applicantName } from '#core/domain/request.ts'
import { foldName } from './fold-name.ts'
import { parseRow } from './row.ts'

export interface CaseIndex {
  /** @param updatedAt of the last action that was more than a look at the case */
  readonly put: (state: CaseState, updatedAt: string | undefined, draft: IntakeDraft | undefined) => void
  readonly clear: () => void
}

const Known = z.object({ id: z.int(), name_folded: z.string().nullable() })

interface Asker {
  readonly id: string | null
  readonly name: string | null
  /** An organisation is looked for by its name in either language. */
  readonly searched: string | null
}

const unknown: Asker = { id: null, name: null, searched: null }

const twelveDigits = (text: string): string | null => (/^\d{12}$/.test(text) ? text : null)

const asker = (id: string, name: string, searched = name): Asker => ({
  id: twelveDigits(id),
  name: name === '' ? null : name,
  searched: searched === '' ? null : searched,
})

const joined = (parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')

function typedAsker({ applicantKind, applicant, organisation }: IntakeDraft): Asker {
  if (applicantKind === 'person') return asker(applicant.iin, joined([applicant.surname, applicant.givenName, applicant.patronymic]))
  if (organisation === undefined) return unknown
  const { bin, name } = organisation
  return asker(bin, joined([name.kk]), joined([name.kk, name.ru]))
}

/** Before signing, what was typed so far; afterwards what was signed. */
function askerOf(state: CaseState, draft: IntakeDraft | undefined): Asker {
  if (state.stage === 'draft' && draft !== undefined) return typedAsker(draft)
  const { request } = state
  if (request === undefined) return unknown
  const { organisation } = request
  const name = applicantName(request)
  return asker(applicantId(request), name, organisation === undefined ? name : joined([organisation.name.kk, organisation.name.ru]))
}

/** The line of each case for lists and search: derived, never the truth. */
export function createCaseIndex(db: Database.Database): CaseIndex {
  const known = db.prepare<[CaseId]>('SELECT id, name_folded FROM case_index WHERE case_id = ?')
  const upsert = db.prepare(`
    INSERT INTO case_index (case_id, side, stage, service_id, channel, visit, number, provisional_number, applicant_id, applicant_name, name_folded, opened_at, updated_at, due_on, outcome, step)
    VALUES (@caseId, @side, @stage, @serviceId, @channel, @visit, @number, @provisionalNumber, @asker, @name, @folded, @openedAt, coalesce(@updatedAt, @openedAt), @dueOn, @outcome, @step)
    ON CONFLICT (case_id) DO UPDATE SET side = excluded.side, stage = excluded.stage, number = excluded.number, provisional_number = excluded.provisional_number,
      applicant_id = excluded.applicant_id, applicant_name = excluded.applicant_name, name_folded = excluded.name_folded,
      updated_at = coalesce(@updatedAt, updated_at), due_on = excluded.due_on, outcome = excluded.outcome, step = excluded.step
    RETURNING id, name_folded`)
  const dropName = db.prepare('DELETE FROM case_name WHERE rowid = ?')
  const addName = db.prepare('INSERT INTO case_name (rowid, name) VALUES (?, ?)')

  return {
    put: (state, updatedAt, draft) => {
      const before = known.get(state.caseId)
      const earlier = before === undefined ? undefined : parseRow(Known, before)
      const { id: askerId, name, searched } = askerOf(state, draft)
      const row = upsert.get({
        caseId: state.caseId,
        side: state.side,
        stage: state.stage,
        serviceId: state.serviceId,
        channel: state.channel,
        visit: state.visit ?? state.caseId,
        number: state.number ?? null,
        provisionalNumber: state.provisionalNumber ?? null,
        asker: askerId,
        name,
        folded: searched === null ? null : foldName(searched),
        openedAt: Date.parse(state.openedAt),
        updatedAt: updatedAt === undefined ? null : Date.parse(updatedAt),
        dueOn: state.deadline?.dueOn ?? null,
        outcome: state.outcome ?? null,
        step: providerStepOf(state) ?? null,
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
