import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { Refusal } from './problem.ts'

/** A signed request is some kilobytes; documents do not come this way. */
const longestBody = 8 * 1024 * 1024
const loopbackHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

const refusalOf = (failure: unknown): Refusal | undefined => {
  if (failure instanceof Refusal) return failure
  const status = (failure as Partial<FastifyError>).statusCode
  if (status === 413) return new Refusal('tooLarge')
  return status !== undefined && status >= 400 && status < 500 ? new Refusal('malformed', {}, status) : undefined
}

/** Fastify with what holds for every answer: problems as RFC 9457 says, nothing cached, a line in the log without personal data. */
export function createServer(logger: Logger): FastifyInstance {
  const app = fastify({ bodyLimit: longestBody, forceCloseConnections: 'idle', logger: false, routerOptions: { maxParamLength: 200 } })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    // A page in a browser must not reach this gateway under another name (DNS rebinding).
    if (!loopbackHosts.test(request.headers.host ?? '')) throw new Refusal('forbidden')
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern and not the path: that may hold an IIN.
    const operation = `${request.method} ${request.routeOptions.url ?? '?'}`
    logger.info('answered', { operation, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) })
  })
  app.setErrorHandler((failure, request, reply) => {
    const refusal = refusalOf(failure)
    if (refusal === undefined)
      logger.error('failed', { operation: `${request.method} ${request.routeOptions.url ?? '?'}`, failure: describeFailure(failure) })
    const { status, body, data } = refusal ?? new Refusal('unavailable', {}, 500)
    if (typeof data['retryAfterSeconds'] === 'number') reply.header('retry-after', String(data['retryAfterSeconds']))
    return reply.code(status).type('application/problem+json').send(body)
  })
  app.setNotFoundHandler((_request, reply) => {
    const { status, body } = new Refusal('notFound')
    return reply.code(status).type('application/problem+json').send(body)
  })
  return app
}
