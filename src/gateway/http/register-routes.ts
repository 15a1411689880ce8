import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Route, type RouteName, routes } from '#core/wire/routes.ts'
import type { AnswerOnce } from './answer-once.ts'
import type { Authenticate, StaffCaller, WorkplaceCaller } from './authenticate.ts'
import { type BytesAnswer, type Handlers, pathParameters } from './handler.ts'
import { Refusal } from './problem.ts'

export interface RegisterDeps {
  readonly authenticate: Authenticate
  readonly answerOnce: AnswerOnce
  readonly clock: () => Date
  readonly training: boolean
  readonly stopping: AbortSignal
}

/** RFC draft idempotency-key-header: a string of the caller's making; what callers make are UUIDs. */
const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{8,255}$/)
/** Keys of those who need not prove who they are: the portal's. */
const openCaller = 'portal'
/** Documents come within the portal's request, a third longer for base64. */
const portalBodyLimit = 160 * 1024 * 1024
const parameterNames = Object.keys(pathParameters) as readonly (keyof typeof pathParameters)[]

/** @throws Refusal `malformed` with the path of the first wrong field, never with its value */
function parse<T>(schema: z.ZodType<T>, value: unknown, part: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refusal('malformed', { part, field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
}

const paramsSchema = (path: string) =>
  z.object(Object.fromEntries(parameterNames.filter((name) => path.includes(`{${name}}`)).map((name) => [name, pathParameters[name]])))

/** The call as any handler sees it: the exact type per route is in `Handlers`, and the table ties both together by name. */
type AnyHandler = (call: object) => unknown

function sendBytes(reply: FastifyReply, answer: BytesAnswer, type: string): FastifyReply {
  return reply.type(type).send(answer instanceof Uint8Array ? Buffer.from(answer) : createReadStream(answer.file))
}

/** One listener per call on the gateway's own signal, taken off again: `AbortSignal.any` would gather them for as long as the process runs. */
function goneSignal(request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController()
  const abort = (): void => gone.abort()
  stopping.addEventListener('abort', abort, { once: true })
  reply.raw.once('close', () => {
    stopping.removeEventListener('abort', abort)
    abort()
  })
  if (stopping.aborted || request.raw.socket.destroyed) abort()
  return gone.signal
}

/** Registers every route of the table; nothing else knows their paths. */
export function registerRoutes(app: FastifyInstance, handlers: Handlers, deps: RegisterDeps): void {
  const { answerOnce, authenticate, clock } = deps

  for (const name of Object.keys(routes) as readonly RouteName[]) {
    const route: Route = routes[name]
    if (route.training === true && !deps.training) continue
    const handler = handlers[name] as unknown as AnyHandler
    const params = paramsSchema(route.path)
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      ...(name === 'portalSubmit' ? { bodyLimit: portalBodyLimit } : {}),
      handler: async (request, reply) => {
        const { authorization } = request.headers
        const caller: StaffCaller | WorkplaceCaller | undefined =
          route.access === 'open' ? undefined : authenticate[route.access](authorization)
        const input = {
          params: parse(params, request.params, 'path'),
          query: route.query === undefined ? undefined : parse(route.query, request.query, 'query'),
          body: route.body === undefined ? undefined : parse(route.body, request.body, 'body'),
        }
        const run = () => handler({ ...input, ...caller, now: clock(), signal: goneSignal(request, reply, deps.stopping) })
        if (route.idempotent === true) {
          const key = parse(IdempotencyKey, request.headers['idempotency-key'], 'header')
          return answerOnce({ name, bin: caller?.workplace.bin ?? openCaller, key, params: input.params, body: input.body }, run)
        }
        const answer = await run()
        if (route.bytes !== undefined) return sendBytes(reply, answer as BytesAnswer, route.bytes)
        return route.answer?.parse(answer)
      },
    })
  }
}
