import { silentLogger, type Logger } from '#core/base/logger.ts'
import { ok, type Result } from '#core/base/result.ts'
import type { Gateway, GatewayFault } from '#core/ports/gateway.ts'
import { createGatewayClock } from './gateway-clock.ts'
import { createTransport } from './transport.ts'
import { uploadDocument, type Uploads } from './upload.ts'

export interface GatewayClientOptions {
  readonly baseUrl: string
  readonly workplaceToken: string
  readonly uploads: Uploads
  readonly logger?: Logger
  /** Device clock, milliseconds. Default Date.now. */
  readonly now?: () => number
  /** Time limits, milliseconds: `call` (default 10,000) for a whole request, `part` (60,000) for a part of a document or a whole answer of bytes. */
  readonly limits?: { readonly call: number; readonly part: number }
}

export interface GatewayClient extends Gateway {
  /** Gateway's clock minus the device's, milliseconds; undefined before the first answer. */
  readonly skew: () => number | undefined
  readonly close: () => Promise<void>
}

/** What a long poll may take beyond its own waiting, milliseconds. */
const pollMargin = 10_000

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

const map = async <T, U>(answer: Promise<Result<T, GatewayFault>>, change: (value: T) => U): Promise<Result<U, GatewayFault>> => {
  const result = await answer
  return result.ok ? ok(change(result.value)) : result
}

/** The regional gateway over HTTP. A call that the caller calls off ends as `gateway/unavailable`, `timeout`. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { baseUrl, workplaceToken, uploads, logger = silentLogger, now = Date.now, limits = { call: 10_000, part: 60_000 } } = options
  const clock = createGatewayClock()
  const { call, close } = createTransport({ baseUrl, workplaceToken, logger, clock, now })
  const limit = limits.call

  const documentKnown: Gateway['documentKnown'] = (sha256) =>
    map(call('documentKnown', { params: { sha256 }, limit }), ({ known }) => known)

  return {
    health: async () => {
      const started = now()
      const answer = await call('health', { limit })
      if (answer.ok) clock.noteTime(answer.value.time, started, now())
      return answer
    },
    login: (login, password) => call('login', { body: { login, password }, limit }),
    challenge: () => map(call('challenge', { limit }), ({ challengeId, nonce }) => ({ challengeId, nonce: fromBase64(nonce) })),
    loginByCertificate: (challengeId, cms) => call('certificateLogin', { body: { challengeId, cms: toBase64(cms) }, limit }),
    catalogue: (have) =>
      map(call('catalogue', { ...(have === undefined ? {} : { query: { have } }), limit: limits.part }), (answer) => {
        if ('unchanged' in answer) return 'unchanged'
        const { manifest, ...beside } = answer
        return { manifest: fromBase64(manifest), ...beside }
      }),
    staff: () => map(call('staff', { limit }), ({ staff }) => staff),
    person: (staffToken, iin) => call('person', { params: { iin }, staffToken, limit }),
    organisation: (staffToken, bin) => call('organisation', { params: { bin }, staffToken, limit }),
    authority: (staffToken, number) => call('authority', { params: { number }, staffToken, limit }),
    family: (staffToken, iin) => call('family', { params: { iin }, staffToken, limit }),
    payment: (staffToken, reference) => call('payment', { params: { reference }, staffToken, limit }),
    documentKnown,
    upload: async (hash, content, onProgress, signal) => {
      const known = await documentKnown(hash)
      if (!known.ok) return known
      if (known.value) {
        uploads.delete(hash)
        onProgress(content.length)
        return ok()
      }
      return uploadDocument({ baseUrl, workplaceToken, uploads, hash, content, onProgress, signal, now, partLimit: limits.part })
    },
    document: (sha256) => call('document', { params: { sha256 }, limit: limits.part }),
    submit: (idempotencyKey, caseId, cms) => call('submit', { idempotencyKey, body: { caseId, cms: toBase64(cms) }, limit }),
    request: (caseId) => call('request', { params: { caseId }, limit: limits.part }),
    acceptance: (idempotencyKey, caseId, body) => call('acceptance', { idempotencyKey, params: { caseId }, body, limit }),
    result: (idempotencyKey, caseId, cms) => call('result', { idempotencyKey, params: { caseId }, body: { cms: toBase64(cms) }, limit }),
    resultContent: (caseId, sha256) => call('resultContent', { params: { caseId, sha256 }, limit: limits.part }),
    extension: (idempotencyKey, caseId, body) => call('extension', { idempotencyKey, params: { caseId }, body, limit }),
    email: (idempotencyKey, caseId, { pdf, ...body }) =>
      call('email', { idempotencyKey, params: { caseId }, body: { ...body, pdf: toBase64(pdf) }, limit: limits.part }),
    feed: (cursor, waitSeconds, signal) =>
      call('feed', { query: { cursor, waitSeconds }, limit: waitSeconds * 1_000 + pollMargin, signal }),
    skew: clock.skew,
    close,
  }
}
