import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { caseStages } from '#core/domain/case-state.ts'
import { CaseId } from '#core/domain/ids.ts'
import { OrganisationKind } from '#core/domain/staff.ts'
import type { CaseLine, CaseQuery } from '#core/ports/stores.ts'
import { foldName } from './fold-name.ts'
import { parseRow } from './row.ts'

const columns = 'id, case_id, side, stage, service_id, number, provisional_number, applicant_iin, applicant_name, opened_at, updated_at, due_on, outcome'

const Row = z.object({
  id: z.int(),
  case_id: CaseId,
  side: OrganisationKind,
  stage: z.enum(caseStages),
  service_id: z.string(),
  number: z.string().nullable(),
  provisional_number: z.string().nullable(),
  applicant_iin: z.string().nullable(),
  applicant_name: z.string().nullable(),
  opened_at: z.int(),
  updated_at: z.int(),
  due_on: z.string().nullable(),
  outcome: z.enum(['positive', 'refusal']).nullable(),
})

export function lineOf(found: unknown): CaseLine {
  const row = parseRow(Row, found)
  const number = row.number ?? row.provisional_number
  return {
    caseId: row.case_id,
    stage: row.stage,
    side: row.side,
    serviceId: row.service_id,
    openedAt: new Date(row.opened_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
    ...(number === null ? {} : { number }),
    ...(row.applicant_name === null ? {} : { applicantName: row.applicant_name }),
    ...(row.applicant_iin === null ? {} : { applicantIin: row.applicant_iin }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  }
}

/** From so many digits on, the beginning of an IIN (a birth date) says enough to look for it. */
const iinPrefixLength = 6
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The smallest text greater than all that begin with the prefix of digits. */
const after = (digits: string): string => `${digits}:`

export interface CaseSearch {
  readonly search: (query: CaseQuery) => readonly CaseLine[]
}

/** Lists and search. Newest first always means last opened first: the order of `id`, which costs no sorting. */
export function createCaseSearch(db: Database.Database): CaseSearch {
  const wanted = `(@stages IS NULL OR stage IN (SELECT value FROM json_each(@stages))) AND (@side IS NULL OR side = @side)`
  const newest = db.prepare(`SELECT ${columns} FROM case_index WHERE @side IS NULL OR side = @side ORDER BY id DESC LIMIT @limit`)
  // Each pair of side and stage is a range of the index; together at most 18 short ranges are read, however many cases there are.
  const ofStage = db.prepare(`SELECT ${columns} FROM case_index WHERE side = @side AND stage = @stage ORDER BY id DESC LIMIT @limit`)
  const byId = db.prepare(`SELECT ${columns} FROM case_index WHERE case_id = @text AND ${wanted}`)
  const byDigits = db.prepare(`
    SELECT ${columns} FROM case_index WHERE id IN (
      SELECT id FROM case_index WHERE number >= @text AND number < @end
      UNION SELECT id FROM case_index WHERE provisional_number >= @text AND provisional_number < @end
      UNION SELECT id FROM case_index WHERE @iin AND applicant_iin >= @text AND applicant_iin < @end
    ) AND ${wanted} ORDER BY id DESC LIMIT @limit`)
  const byName = db.prepare(`
    SELECT ${columns} FROM case_name CROSS JOIN case_index ON case_index.id = case_name.rowid
    WHERE case_name MATCH @text AND ${wanted} ORDER BY case_name.rowid DESC LIMIT @limit`)

  const listed = ({ stages, side, limit }: CaseQuery): readonly unknown[] => {
    if (stages === undefined) return newest.all({ side: side ?? null, limit })
    const sides = side === undefined ? OrganisationKind.options : [side]
    const rows = sides.flatMap((each) => [...new Set(stages)].flatMap((stage) => ofStage.all({ side: each, stage, limit })))
    return rows.toSorted((one, other) => parseRow(Row, other).id - parseRow(Row, one).id).slice(0, limit)
  }

  const found = (query: CaseQuery): readonly unknown[] => {
    const text = query.text.trim()
    if (text === '') return listed(query)
    const filter = { stages: query.stages === undefined ? null : JSON.stringify(query.stages), side: query.side ?? null, limit: query.limit }
    if (uuid.test(text)) return byId.all({ ...filter, text: text.toLowerCase() })
    const digits = text.replace(/[\s-]/g, '')
    if (/^\d+$/.test(digits)) return byDigits.all({ ...filter, text: digits, end: after(digits), iin: digits.length >= iinPrefixLength ? 1 : 0 })
    const words = foldName(text).split(' ').filter(Boolean)
    if (words.length === 0) return []
    return byName.all({ ...filter, text: words.map((word) => `"${word}"*`).join(' AND ') })
  }

  return { search: (query) => found(query).map(lineOf) }
}
