import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { caseStages } from '#core/domain/case-state.ts'
import { CaseId } from '#core/domain/ids.ts'
import { providerSteps } from '#core/domain/provider-procedure.ts'
import { Channel } from '#core/domain/service.ts'
import { OrganisationKind } from '#core/domain/staff.ts'
import type { CaseLine, CaseQuery } from '#core/ports/stores.ts'
import { foldName } from './fold-name.ts'
import { parseRow } from './row.ts'

const columns =
  'id, case_id, side, stage, service_id, channel, number, provisional_number, applicant_id, applicant_name, opened_at, updated_at, due_on, outcome, step'

const Row = z.object({
  id: z.int(),
  case_id: CaseId,
  side: OrganisationKind,
  stage: z.enum(caseStages),
  service_id: z.string(),
  channel: Channel,
  number: z.string().nullable(),
  provisional_number: z.string().nullable(),
  applicant_id: z.string().nullable(),
  applicant_name: z.string().nullable(),
  opened_at: z.int(),
  updated_at: z.int(),
  due_on: z.string().nullable(),
  outcome: z.enum(['positive', 'refusal']).nullable(),
  step: z.enum(providerSteps).nullable(),
})

export function lineOf(found: unknown): CaseLine {
  const row = parseRow(Row, found)
  const number = row.number ?? row.provisional_number
  return {
    caseId: row.case_id,
    stage: row.stage,
    side: row.side,
    serviceId: row.service_id,
    channel: row.channel,
    openedAt: new Date(row.opened_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
    ...(number === null ? {} : { number }),
    ...(row.provisional_number === null ? {} : { provisionalNumber: row.provisional_number }),
    ...(row.applicant_name === null ? {} : { applicantName: row.applicant_name }),
    ...(row.applicant_id === null ? {} : { applicantIin: row.applicant_id }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.step === null ? {} : { step: row.step }),
  }
}

/** From so many digits on, the beginning of an IIN (a birth date) or of a BIN says enough to look for it. */
const idPrefixLength = 6
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The smallest text greater than all that begin with the prefix of digits. */
const after = (digits: string): string => `${digits}:`

/** So many cases are read one by one rather than searched: a rare stage among many cases would make the search long. */
const fewCases = 2_000

const Few = z.object({ count: z.int() })

export interface CaseSearch {
  readonly search: (query: CaseQuery) => readonly CaseLine[]
}

/** Lists and search. Newest first means last opened first: the order of `id`, which costs no sorting. */
export function createCaseSearch(db: Database.Database): CaseSearch {
  const wanted = `side IN (SELECT value FROM json_each(@sides)) AND stage IN (SELECT value FROM json_each(@stages))`
  const newest = db.prepare(`SELECT ${columns} FROM case_index WHERE @side IS NULL OR side = @side ORDER BY id DESC LIMIT @limit`)
  // Each pair of side and stage is a range of the index; together at most 18 short ranges are read, however many cases there are.
  const ofStage = db.prepare(`SELECT ${columns} FROM case_index WHERE side = @side AND stage = @stage ORDER BY id DESC LIMIT @limit`)
  const byId = db.prepare(`SELECT ${columns} FROM case_index WHERE case_id = @text AND ${wanted}`)
  const count = db.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM case_index INDEXED BY case_index_stage WHERE ${wanted} LIMIT ${fewCases + 1})`,
  )
  const amongFew = (condition: string) =>
    db.prepare(
      `SELECT ${columns} FROM case_index INDEXED BY case_index_stage WHERE ${wanted} AND ${condition} ORDER BY id DESC LIMIT @limit`,
    )

  // The unary plus keeps the planner from going by stage here: that would read every case.
  const alsoWanted = wanted.replace('side IN', '+side IN').replace('stage IN', '+stage IN')
  // Numbers grow with time, so the greatest are the newest: a short beginning that fits every case still reads only `limit` of them.
  const inRange = (column: string) =>
    `SELECT * FROM (SELECT id FROM case_index WHERE ${column} >= @text AND ${column} < @end AND ${alsoWanted} ORDER BY ${column} DESC LIMIT @limit)`
  const byDigits = db.prepare(`
    SELECT ${columns} FROM case_index WHERE id IN (
      ${inRange('number')} UNION ${inRange('provisional_number')} UNION SELECT * FROM (${inRange('applicant_id')}) WHERE @asker
    ) ORDER BY id DESC LIMIT @limit`)
  const byDigitsAmongFew = amongFew(`(
    (number >= @text AND number < @end) OR (provisional_number >= @text AND provisional_number < @end) OR (@asker AND applicant_id >= @text AND applicant_id < @end))`)

  const byName = db.prepare(`
    SELECT ${columns} FROM case_name CROSS JOIN case_index ON case_index.id = case_name.rowid
    WHERE case_name MATCH @text AND ${wanted} ORDER BY case_name.rowid DESC LIMIT @limit`)
  const byNameAmongFew = amongFew(`name_folded IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM json_each(@words) AS word WHERE instr(' ' || name_folded, ' ' || word.value) = 0)`)

  const listed = ({ stages, side, limit }: CaseQuery): readonly unknown[] => {
    if (stages === undefined) return newest.all({ side: side ?? null, limit })
    const sides = side === undefined ? OrganisationKind.options : [side]
    const rows = sides.flatMap((each) => [...new Set(stages)].flatMap((stage) => ofStage.all({ side: each, stage, limit })))
    return rows.toSorted((one, other) => parseRow(Row, other).id - parseRow(Row, one).id).slice(0, limit)
  }

  const found = (query: CaseQuery): readonly unknown[] => {
    const text = query.text.trim()
    if (text === '') return listed(query)
    const filter = {
      stages: JSON.stringify(query.stages ?? caseStages),
      sides: JSON.stringify(query.side === undefined ? OrganisationKind.options : [query.side]),
    }
    const { limit } = query
    if (uuid.test(text)) return byId.all({ ...filter, text: text.toLowerCase() })
    const areFew = query.stages !== undefined && parseRow(Few, count.get(filter)).count <= fewCases
    const digits = text.replace(/[\s-]/g, '')
    if (/^\d+$/.test(digits)) {
      const range = { ...filter, limit, text: digits, end: after(digits), asker: digits.length >= idPrefixLength ? 1 : 0 }
      return (areFew ? byDigitsAmongFew : byDigits).all(range)
    }
    const words = foldName(text).split(' ').filter(Boolean)
    if (words.length === 0) return []
    if (areFew) return byNameAmongFew.all({ ...filter, limit, words: JSON.stringify(words) })
    return byName.all({ ...filter, limit, text: words.map((word) => `"${word}"*`).join(' AND ') })
  }

  return { search: (query) => found(query).map(lineOf) }
}
