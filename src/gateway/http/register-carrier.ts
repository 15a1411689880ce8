import type { FastifyInstance } from 'fastify'
import { carrierPath, carrierType } from '#core/wire/routes.ts'
import type { TakeCarrier } from '#gateway/carrier/take-carrier.ts'

/** Takes carriers of any length as streams. Whoever brings one need not be anybody: who sent it is signed inside. */
export function registerCarrier(app: FastifyInstance, take: TakeCarrier, stopping: AbortSignal): void {
  app.addContentTypeParser(carrierType, (_request, _payload, done) => done(null))
  app.put(carrierPath, async (request, reply) => {
    const proof = await take(request.raw, stopping)
    return reply.type('application/pkcs7-mime').send(Buffer.from(proof))
  })
}
