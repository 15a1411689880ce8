import { type Dispatcher, getGlobalDispatcher } from 'undici'
import { silentLogger, type Logger } from '#core/base/logger.ts'
import { ok, type Result } from '#core/base/result.ts'
import type { Gateway, GatewayFault } from '#core/ports/gateway.ts'
import { readFeedEvent } from '#core/wire/read-feed-event.ts'
import { createGatewayClock } from './gateway-clock.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createPace } from './pace.ts'
import { createTransport } from './transport.ts'
import { createTusStack } from './tus-stack.ts'
import { uploadDocument, type Uploads } from './upload.ts'

export interface GatewayClientOptions {
  readonly baseUrl: string
  readonly workplaceToken: string
  readonly uploads: Uploads
  readonly logger?: Logger
  /** Device clock, milliseconds. Default Date.now. */
  readonly now?: () => number
  /** The connections to use, and the proxy behind which they go. Default undici's own. */
  readonly dispatcher?: () => Dispatcher
  /** Bytes a second that documents may take of the line now; undefined for no limit. */
  readonly uploadLimit?: () => number | undefined
  /** Time limits, milliseconds: `call` (default 10,000) for a whole request, `part` (60,000) for a silent part of a document or a whole answer of bytes. */
  readonly limits?: { readonly call: number; readonly part: number }
}

export interface GatewayClient extends Gateway {
  /** Gateway's clock minus the device's, milliseconds; undefined before the first answer. */
  readonly skew: () => number | undefined
  /** Ends what is under way. */
  readonly close: () => void
}

/** What a long poll may take beyond its own waiting, milliseconds. */
const pollMargin = 10_000

const afterMilliseconds = (milliseconds: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, milliseconds)
  return () => clearTimeout(timer)
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

const map = async <T, U>(answer: Promise<Result<T, GatewayFault>>, change: (value: T) => U): Promise<Result<U, GatewayFault>> => {
  const result = await answer
  return result.ok ? ok(change(result.value)) : result
}

/** The regional gateway over HTTP. A call that the caller calls off ends as `gateway/unavailable`, `timeout`. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { baseUrl, workplaceToken, uploads, logger = silentLogger, now = Date.now, limits = { call: 10_000, part: 60_000 } } = options
  const { dispatcher = getGlobalDispatcher, uploadLimit = () => undefined } = options
  const clock = createGatewayClock()
  const { call, close } = createTransport({ baseUrl, workplaceToken, logger, clock, now, dispatcher })
  const limit = limits.call
  const pace = createPace({ limit: uploadLimit, now: () => performance.now(), after: afterMilliseconds })
  const httpStack = createTusStack({ dispatcher, pace })

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
    upload: oneAtATime(async (hash, content, onProgress, signal) => {
      const known = await documentKnown(hash)
      if (!known.ok) return known
      if (known.value) {
        uploads.delete(hash)
        onProgress(content.length)
        return ok()
      }
      const to = { baseUrl, workplaceToken, uploads, httpStack, chunkSize: pace.part(), now, partLimit: limits.part }
      return uploadDocument({ ...to, hash, content, onProgress, signal })
    }),
    document: (sha256) => call('document', { params: { sha256 }, limit: limits.part }),
    check: (caseId, cms) => call('check', { body: { caseId, cms: toBase64(cms) }, limit }),
    submit: (idempotencyKey, caseId, cms) => call('submit', { idempotencyKey, body: { caseId, cms: toBase64(cms) }, limit }),
    request: (caseId) => call('request', { params: { caseId }, limit: limits.part }),
    acceptance: (idempotencyKey, caseId, body) => call('acceptance', { idempotencyKey, params: { caseId }, body, limit }),
    result: (idempotencyKey, caseId, cms) => call('result', { idempotencyKey, params: { caseId }, body: { cms: toBase64(cms) }, limit }),
    resultContent: (caseId, sha256) => call('resultContent', { params: { caseId, sha256 }, limit: limits.part }),
    extension: (idempotencyKey, caseId, body) => call('extension', { idempotencyKey, params: { caseId }, body, limit }),
    email: (idempotencyKey, caseId, { pdf, ...body }) =>
      call('email', { idempotencyKey, params: { caseId }, body: { ...body, pdf: toBase64(pdf) }, limit: limits.part }),
    feed: (cursor, waitSeconds, signal) =>
      map(
        call('feed', { query: { cursor, waitSeconds }, limit: waitSeconds * 1_000 + pollMargin, signal }),
        ({ events, cursor: next }) => ({
          events: events.map(readFeedEvent),
          cursor: next,
        }),
      ),
    skew: clock.skew,
    close,
  }
}
