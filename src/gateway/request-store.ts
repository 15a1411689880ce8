import { z } from 'zod'
import { checkDigitOf } from '#core/domain/iin.ts'
import { type CaseId, ContentHash } from '#core/domain/ids.ts'
import { Channel } from '#core/domain/service.ts'
import { ExtensionAnswer, ExtensionBody, ProviderAnswer, SubmitAnswer } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

export type SubmitAnswer = z.output<typeof SubmitAnswer>
export type ProviderAnswer = z.output<typeof ProviderAnswer>
const Extension = z.object({ body: ExtensionBody, answer: ExtensionAnswer })
export type Extension = z.output<typeof Extension>

interface RequestFacts {
  readonly caseId: CaseId
  /** The workplace that sent it; `portal` for the portal. */
  readonly workplaceId: string
  /** The organisation that took it in; `portal` for the portal. */
  readonly centreBin: string
  readonly providerBin: string
  readonly serviceId: string
  readonly serviceVersion: string
  readonly channel: Channel
  /** SHA-256 of the signed content. */
  readonly requestHash: ContentHash
  readonly cmsHash: string
  readonly answer: SubmitAnswer
}
export interface NewRequest extends RequestFacts {
  /** IIN, or BIN where an organisation asks. */
  readonly applicantId: string
  readonly cms: Uint8Array
  readonly documents: readonly string[]
}
export interface RegisteredRequest extends RequestFacts {
  readonly acceptance: ProviderAnswer | undefined
  readonly extension: Extension | undefined
}

const columns =
  'workplace_id, centre_bin, provider_bin, service_id, service_version, channel, request_hash, cms_hash, answer, acceptance, extension'
const Row = z.object({
  workplace_id: z.string(),
  centre_bin: z.string(),
  provider_bin: z.string(),
  service_id: z.string(),
  service_version: z.string(),
  channel: Channel,
  request_hash: ContentHash,
  cms_hash: z.string(),
  answer: z.string(),
  acceptance: z.string().nullable(),
  extension: z.string().nullable(),
})
const Bytes = z.object({ bytes: z.instanceof(Uint8Array) })
const Last = z.object({ last: z.int() })

export interface RequestStore {
  readonly find: (caseId: string) => RegisteredRequest | undefined
  /** Newest first. */
  readonly ofApplicant: (applicantId: string) => readonly RegisteredRequest[]
  readonly add: (request: NewRequest) => void
  /**
   * The next official number: two digits of the year, three of the centre, six of the sequence, and a check digit by the rule of IIN and BIN
   * (sequence numbers for which that rule gives none are left out). Inside the transaction that uses it.
   */
  readonly nextNumber: (centreCode: string, registeredOn: string) => string
  readonly accept: (caseId: string, answer: ProviderAnswer) => void
  readonly extend: (caseId: string, extension: Extension) => void
  readonly cmsOf: (caseId: string) => Uint8Array | undefined
  /** Whether a document belongs to a request that went to this provider. */
  readonly isAddressedTo: (sha256: string, providerBin: string) => boolean
}

function readRow(found: unknown): RegisteredRequest {
  const row = Row.parse(found)
  const answer = SubmitAnswer.parse(JSON.parse(row.answer))
  return {
    caseId: answer.caseId,
    workplaceId: row.workplace_id,
    centreBin: row.centre_bin,
    providerBin: row.provider_bin,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    channel: row.channel,
    requestHash: row.request_hash,
    cmsHash: row.cms_hash,
    answer,
    acceptance: row.acceptance === null ? undefined : ProviderAnswer.parse(JSON.parse(row.acceptance)),
    extension: row.extension === null ? undefined : Extension.parse(JSON.parse(row.extension)),
  }
}

export function createRequestStore(database: Database): RequestStore {
  const select = database.prepare(`SELECT ${columns} FROM request WHERE case_id = ?`)
  const byApplicant = database.prepare(`SELECT ${columns} FROM request WHERE applicant_id = ? ORDER BY registered_at DESC, number DESC`)
  const insert = database.prepare(
    `INSERT INTO request (case_id, number, workplace_id, centre_bin, provider_bin, service_id, service_version, channel, applicant_id, request_hash,
       cms_hash, cms, registered_at, answer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertDocument = database.prepare('INSERT OR IGNORE INTO request_document (case_id, sha256) VALUES (?, ?)')
  const sequence = database.prepare(
    'INSERT INTO number_sequence (series, last) VALUES (?, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last',
  )
  const accept = database.prepare('UPDATE request SET acceptance = ? WHERE case_id = ? AND acceptance IS NULL')
  const extend = database.prepare('UPDATE request SET extension = ? WHERE case_id = ? AND extension IS NULL')
  const cms = database.prepare('SELECT cms AS bytes FROM request WHERE case_id = ?')
  const addressed = database.prepare(
    'SELECT 1 FROM request_document JOIN request USING (case_id) WHERE sha256 = ? AND provider_bin = ? LIMIT 1',
  )
  const once = (changes: number): void => {
    if (changes !== 1) throw new Error('A request was changed twice')
  }

  return {
    find: (caseId) => {
      const row = select.get(caseId)
      return row === undefined ? undefined : readRow(row)
    },
    ofApplicant: (applicantId) => byApplicant.all(applicantId).map(readRow),
    add: (request) => {
      const { answer } = request
      insert.run(
        request.caseId,
        answer.number,
        request.workplaceId,
        request.centreBin,
        request.providerBin,
        request.serviceId,
        request.serviceVersion,
        request.channel,
        request.applicantId,
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
    extend: (caseId, extension) => once(extend.run(JSON.stringify(extension), caseId).changes),
    cmsOf: (caseId) => Bytes.optional().parse(cms.get(caseId))?.bytes,
    isAddressedTo: (sha256, providerBin) => addressed.get(sha256, providerBin) !== undefined,
  }
}
