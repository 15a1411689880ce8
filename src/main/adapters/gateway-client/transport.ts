import { type Dispatcher, request } from 'undici'
import type { z } from 'zod'
import type { Logger } from '#core/base/logger.ts'
import { Abort, type AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { GatewayFault } from '#core/ports/gateway.ts'
import { type AnswerOf, type BodyOf, type Route, type RouteName, routes } from '#core/wire/routes.ts'
import { faultOfAnswer, parseJson, unavailable } from './answer-fault.ts'
import { codeOf, NotTheGateway, whyOf } from './call-failure.ts'
import { startDeadline } from './deadline.ts'
import type { GatewayClock } from './gateway-clock.ts'

export interface Call<Name extends RouteName> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: BodyOf<Name>
  /** Of a staff member, where the route wants one. */
  readonly staffToken?: string
  readonly idempotencyKey?: string
  /** For everything together, milliseconds. Default 10,000. */
  readonly limit?: number
  readonly signal?: AbortSignalLike
}

export interface Transport {
  readonly call: <Name extends RouteName>(name: Name, call?: Call<Name>) => Promise<Result<AnswerOf<Name>, GatewayFault>>
  /** Ends what is under way. */
  readonly close: () => void
}

export interface TransportOptions {
  readonly baseUrl: string
  readonly workplaceToken: string
  readonly logger: Logger
  readonly clock: GatewayClock
  readonly now: () => number
  readonly dispatcher: () => Dispatcher
}

const defaultLimit = 10_000
/** The longest answer is a catalogue or a document. */
const longestAnswer = 64 * 1024 * 1024

const pathOf = (route: Route, params: Readonly<Record<string, string>>): string =>
  route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${route.path} needs ${name}`)
    return encodeURIComponent(value)
  })

interface RawAnswer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly bytes: Uint8Array
}

async function collect(body: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue
    length += chunk.length
    if (length > longestAnswer) throw new NotTheGateway('The answer is too long')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Reads a success by the route's schema; anything that does not fit is not the gateway's (a captive portal, a proxy). */
function readSuccess(route: Route, answer: RawAnswer): Result<unknown, GatewayFault> {
  const type = answer.header('content-type') ?? ''
  if (route.bytes !== undefined) return type.startsWith(route.bytes) ? ok(answer.bytes) : err(unavailable('nonsense'))
  if (!/\bjson\b/.test(type)) return err(unavailable('nonsense'))
  const parsed = ((route.reads ?? route.answer) as z.ZodType | undefined)?.safeParse(parseJson(Buffer.from(answer.bytes).toString('utf8')))
  return parsed?.success === true ? ok(parsed.data) : err(unavailable('nonsense'))
}

/** Calls routes of the wire's table: one bounded request each, never a second try. */
export function createTransport({ baseUrl, workplaceToken, logger, clock, now, dispatcher }: TransportOptions): Transport {
  const closing = new Abort()
  const base = baseUrl.replace(/\/+$/, '')

  const send = async (route: Route, call: Call<RouteName>, signal: AbortSignal): Promise<RawAnswer> => {
    const url = new URL(base + pathOf(route, call.params ?? {}))
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value))
    const token = route.access === 'workplace' ? workplaceToken : route.access === 'staff' ? call.staffToken : undefined
    const response = await request(url, {
      method: route.method,
      dispatcher: dispatcher(),
      signal,
      headers: {
        accept: route.bytes ?? 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const header = (name: string): string | undefined => [response.headers[name]].flat()[0]
    return { status: response.statusCode, header, bytes: await collect(response.body) }
  }

  const run = async (name: RouteName, call: Call<RouteName>): Promise<Result<unknown, GatewayFault>> => {
    const route: Route = routes[name]
    const deadline = startDeadline(call.limit ?? defaultLimit, call.signal, closing)
    const started = now()
    try {
      const answer = await send(route, call, deadline.signal)
      const ended = now()
      const success = answer.status >= 200 && answer.status < 300
      const result = success
        ? readSuccess(route, answer)
        : err(faultOfAnswer({ ...answer, text: Buffer.from(answer.bytes).toString('utf8'), now: ended }))
      const isGateway = result.ok || result.error.tag === 'gateway/refused'
      if (isGateway) clock.noteDate(answer.header('date'), started, ended)
      logger.debug('gateway answered', {
        operation: name,
        status: answer.status,
        milliseconds: ended - started,
        ...(result.ok ? {} : { tag: result.error.tag }),
      })
      return result
    } catch (failure) {
      const why = deadline.hasPassed() ? 'timeout' : whyOf(failure)
      const code = codeOf(failure)
      logger.info('gateway did not answer', {
        operation: name,
        tag: why,
        milliseconds: now() - started,
        ...(code === undefined ? {} : { code }),
      })
      return err(unavailable(why))
    } finally {
      deadline.clear()
    }
  }

  return {
    // The route's own schema made the value, so it has the route's type.
    call: async <Name extends RouteName>(name: Name, call: Call<Name> = {}) =>
      (await run(name, call as Call<RouteName>)) as Result<AnswerOf<Name>, GatewayFault>,
    close: () => closing.abort(),
  }
}
