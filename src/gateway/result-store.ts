import { z } from 'zod'
import { Outcome } from '#core/domain/result-document.ts'
import { ProviderAnswer } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

const Row = z.object({ result_hash: z.string(), outcome: Outcome, cms_hash: z.string(), answer: z.string() })
const Bytes = z.object({ bytes: z.instanceof(Uint8Array) })

export interface StoredResult {
  /** SHA-256 of the signed content. */
  readonly hash: string
  readonly outcome: Outcome
  readonly cmsHash: string
  readonly answer: z.output<typeof ProviderAnswer>
}

/** Results by request: intermediate ones, and one that ends the case. */
export interface ResultStore {
  readonly of: (caseId: string) => readonly StoredResult[]
  readonly add: (caseId: string, result: StoredResult & { readonly cms: Uint8Array }) => void
  readonly cmsOf: (caseId: string, hash: string) => Uint8Array | undefined
}

export const finalOf = (results: readonly StoredResult[]): StoredResult | undefined =>
  results.find(({ outcome }) => outcome !== 'intermediate')

export function createResultStore(database: Database): ResultStore {
  const select = database.prepare('SELECT result_hash, outcome, cms_hash, answer FROM result WHERE case_id = ?')
  const insert = database.prepare('INSERT INTO result (case_id, result_hash, outcome, cms_hash, cms, answer) VALUES (?, ?, ?, ?, ?, ?)')
  const cms = database.prepare('SELECT cms AS bytes FROM result WHERE case_id = ? AND result_hash = ?')
  return {
    of: (caseId) =>
      z
        .array(Row)
        .parse(select.all(caseId))
        .map((row) => ({
          hash: row.result_hash,
          outcome: row.outcome,
          cmsHash: row.cms_hash,
          answer: ProviderAnswer.parse(JSON.parse(row.answer)),
        })),
    add: (caseId, { hash, outcome, cmsHash, cms: bytes, answer }) =>
      void insert.run(caseId, hash, outcome, cmsHash, Buffer.from(bytes), JSON.stringify(answer)),
    cmsOf: (caseId, hash) => Bytes.optional().parse(cms.get(caseId, hash))?.bytes,
  }
}
