import { z } from 'zod'
import { checkDigitOf } from '#core/domain/iin.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { ProviderAnswer, SubmitAnswer } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

export type SubmitAnswer = z.output<typeof SubmitAnswer>
export type ProviderAnswer = z.output<typeof ProviderAnswer>

export interface RegisteredRequest {
  readonly caseId: CaseId
  readonly workplaceId: string
  readonly centreBin: string
  readonly providerBin: string
  readonly serviceId: string
  /** SHA-256 of the signed content. */
  readonly requestHash: string
  readonly cmsHash: string
  readonly answer: SubmitAnswer
  readonly acceptance: ProviderAnswer | undefined
  readonly resultCmsHash: string | undefined
  readonly resultAnswer: ProviderAnswer | undefined
}

const Row = z.object({
  workplace_id: z.string(),
  centre_bin: z.string(),
  provider_bin: z.string(),
  service_id: z.string(),
  request_hash: z.string(),
  cms_hash: z.string(),
  answer: z.string(),
  acceptance: z.string().nullable(),
  result_cms_hash: z.string().nullable(),
  result_answer: z.string().nullable(),
})
const Bytes = z.object({ bytes: z.instanceof(Uint8Array).nullable() })
const Last = z.object({ last: z.int() })

export interface NewRequest {
  readonly caseId: CaseId
  readonly workplaceId: string
  readonly centreBin: string
  readonly providerBin: string
  readonly serviceId: string
  readonly requestHash: string
  readonly cmsHash: string
  readonly cms: Uint8Array
  readonly documents: readonly string[]
  readonly answer: SubmitAnswer
}

export interface RequestStore {
  readonly find: (caseId: string) => RegisteredRequest | undefined
  readonly add: (request: NewRequest) => void
  /**
   * The next official number: two digits of the year, three of the centre, six of the sequence, and a check digit by the rule of IIN and BIN
   * (sequence numbers for which that rule gives none are left out). Inside the transaction that uses it.
   */
  readonly nextNumber: (centreCode: string, registeredOn: string) => string
  readonly accept: (caseId: string, answer: ProviderAnswer) => void
  readonly decide: (
    caseId: string,
    result: { readonly hash: string; readonly cmsHash: string; readonly cms: Uint8Array; readonly answer: ProviderAnswer },
  ) => void
  readonly cmsOf: (caseId: string) => Uint8Array | undefined
  readonly resultCmsOf: (caseId: string) => Uint8Array | undefined
  /** Whether a document belongs to a request that went to this provider. */
  readonly isAddressedTo: (sha256: string, providerBin: string) => boolean
}

export function createRequestStore(database: Database): RequestStore {
  const select = database.prepare(
    'SELECT workplace_id, centre_bin, provider_bin, service_id, request_hash, cms_hash, answer, acceptance, result_cms_hash, result_answer FROM request WHERE case_id = ?',
  )
  const insert = database.prepare(
    `INSERT INTO request (case_id, number, workplace_id, centre_bin, provider_bin, service_id, request_hash, cms_hash, cms, registered_at, answer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertDocument = database.prepare('INSERT OR IGNORE INTO request_document (case_id, sha256) VALUES (?, ?)')
  const sequence = database.prepare(
    'INSERT INTO number_sequence (series, last) VALUES (?, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last',
  )
  const accept = database.prepare('UPDATE request SET acceptance = ? WHERE case_id = ? AND acceptance IS NULL')
  const decide = database.prepare(
    'UPDATE request SET result_hash = ?, result_cms_hash = ?, result_cms = ?, result_answer = ? WHERE case_id = ? AND result_cms IS NULL',
  )
  const cms = database.prepare('SELECT cms AS bytes FROM request WHERE case_id = ?')
  const resultCms = database.prepare('SELECT result_cms AS bytes FROM request WHERE case_id = ?')
  const addressed = database.prepare(
    'SELECT 1 FROM request_document JOIN request USING (case_id) WHERE sha256 = ? AND provider_bin = ? LIMIT 1',
  )
  const bytesOf = (row: unknown): Uint8Array | undefined => Bytes.optional().parse(row)?.bytes ?? undefined
  const once = (changes: number): void => {
    if (changes !== 1) throw new Error('A request was changed twice')
  }

  return {
    find: (caseId) => {
      const row = Row.optional().parse(select.get(caseId))
      if (row === undefined) return undefined
      const answerOf = (text: string | null) => (text === null ? undefined : ProviderAnswer.parse(JSON.parse(text)))
      const answer = SubmitAnswer.parse(JSON.parse(row.answer))
      return {
        caseId: answer.caseId,
        workplaceId: row.workplace_id,
        centreBin: row.centre_bin,
        providerBin: row.provider_bin,
        serviceId: row.service_id,
        requestHash: row.request_hash,
        cmsHash: row.cms_hash,
        answer,
        acceptance: answerOf(row.acceptance),
        resultCmsHash: row.result_cms_hash ?? undefined,
        resultAnswer: answerOf(row.result_answer),
      }
    },
    add: (request) => {
      const { answer } = request
      insert.run(
        request.caseId,
        answer.number,
        request.workplaceId,
        request.centreBin,
        request.providerBin,
        request.serviceId,
        request.requestHash,
        request.cmsHash,
        Buffer.from(request.cms),
        answer.registeredAt,
        JSON.stringify(answer),
      )
      for (const sha256 of request.documents) insertDocument.run(request.caseId, sha256)
    },
    nextNumber: (centreCode, registeredOn) => {
      const series = `${registeredOn.slice(2, 4)}${centreCode}`
      for (;;) {
        const eleven = series + String(Last.parse(sequence.get(series)).last).padStart(6, '0')
        if (eleven.length > 11) throw new Error('The numbers of this year are used up')
        const check = checkDigitOf(eleven)
        if (check !== undefined) return `${eleven}${check}`
      }
    },
    accept: (caseId, answer) => once(accept.run(JSON.stringify(answer), caseId).changes),
    decide: (caseId, { hash, cmsHash, cms: bytes, answer }) =>
      once(decide.run(hash, cmsHash, Buffer.from(bytes), JSON.stringify(answer), caseId).changes),
    cmsOf: (caseId) => bytesOf(cms.get(caseId)),
    resultCmsOf: (caseId) => bytesOf(resultCms.get(caseId)),
    isAddressedTo: (sha256, providerBin) => addressed.get(sha256, providerBin) !== undefined,
  }
}
