import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import type { z } from 'zod'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { Workplace } from '#core/domain/staff.ts'
import { FeedAnswer } from '#core/wire/messages.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import type { StartedGateway } from './gateway.ts'

/** What came back: status and, where it was JSON, its value. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export interface Calling {
  readonly token?: string
  readonly body?: unknown
  readonly key?: string
  readonly signal?: AbortSignal
}

export async function call(
  gateway: Pick<StartedGateway, 'url'>,
  method: string,
  path: string,
  { token, body, key, signal }: Calling = {},
): Promise<Answer> {
  const response = await fetch(gateway.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: response.headers }
}

export const feedOf = async (gateway: StartedGateway, token: string, cursor = '', waitSeconds = 0): Promise<z.infer<typeof FeedAnswer>> =>
  FeedAnswer.parse((await call(gateway, 'GET', `/v1/feed?cursor=${cursor}&waitSeconds=${waitSeconds}`, { token })).body)

export interface TestDocument {
  readonly bytes: Buffer
  readonly sha256: ContentHash
}

/** Bytes that begin as a PDF does; the gateway looks no deeper. */
export function makeDocument(length = 2_000): TestDocument {
  const bytes = Buffer.alloc(length, randomUUID())
  bytes.write('%PDF-1.7\n')
  return { bytes, sha256: hashOf(bytes) }
}

export const uploadDocument = (gateway: StartedGateway, token: string, { bytes, sha256 }: TestDocument): Promise<void> =>
  new Promise((resolve, reject) => {
    new Upload(bytes, {
      endpoint: `${gateway.url}/v1/documents`,
      headers: { authorization: `Bearer ${token}` },
      metadata: { sha256 },
      retryDelays: [],
      onSuccess: () => resolve(),
      onError: reject,
    }).start()
  })

/** The definition in force, as it stands in its file. */
export const definitionOf = (serviceId: string): ServiceDefinition =>
  ServiceDefinition.parse(JSON.parse(readFileSync(join(import.meta.dirname, `../../resources/services/${serviceId}.json`), 'utf8')))

export interface RequestParts {
  readonly caseId?: string
  readonly serviceId?: string
  /** Who takes it in; default the centre's `operator1`. */
  readonly desk?: { readonly workplace: Workplace; readonly login: string }
  readonly documents?: readonly TestDocument[]
  /** Replaces parts of the request before it is signed. */
  readonly change?: (request: Record<string, unknown>) => Record<string, unknown>
}

/** A request of a desk's employee for the training applicant, ready to be signed. */
export function makeRequest(
  gateway: StartedGateway,
  { caseId = randomUUID(), serviceId = 'unemployed-cert', desk, documents = [], change = (request) => request }: RequestParts = {},
) {
  const { workplace, login: operatorLogin } = desk ?? { workplace: gateway.centre.workplace, login: 'operator1' }
  const { woman } = wellKnownPeople
  const operator = gateway.staff.find(({ login }) => login === operatorLogin)!
  const { id, version, name } = definitionOf(serviceId)
  const now = new Date().toISOString()
  const request = change({
    schema: 'tereze.request/1',
    caseId,
    service: { id, version, name },
    channel: workplace.kind,
    centre: { bin: workplace.bin, name: workplace.name, desk: workplace.deskNumber },
    operator: { iin: operator.iin, fullName: operator.fullName },
    applicant: {
      iin: woman.iin,
      name: woman.name,
      birthDate: woman.birthDate,
      sex: woman.sex,
      address: 'Өскемен қ., Қазақстан к-сі, 59-үй',
      phone: '+77051234567',
      evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: now, reference: 'test' },
    },
    answers: {},
    language: 'kk',
    provisionalNumber: '12345678901234',
    openedAt: now,
    composedAt: now,
    documents: documents.map(({ bytes, sha256 }) => ({
      slotId: 'identity',
      title: { kk: 'Жеке куәлік', ru: 'Удостоверение личности' },
      sha256,
      bytes: bytes.length,
      pages: 1,
      originalSeen: true,
    })),
  })
  const content = canonicalBytes(request)
  return { caseId, request, content, requestHash: hashOf(content) }
}
