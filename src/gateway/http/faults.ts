import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { TrainingFaults } from '#core/wire/messages.ts'
import { Refusal } from './problem.ts'

/** The switches of a training gateway. */
export interface Faults {
  readonly current: () => TrainingFaults
  readonly set: (faults: TrainingFaults) => void
}

export function createFaults(): Faults {
  let faults = TrainingFaults.parse({})
  return {
    current: () => faults,
    set: (next) => {
      faults = next
    },
  }
}

/** Misbehaves as the switches say, everywhere but under /training. */
export function installFaults(app: FastifyInstance, faults: Faults): void {
  let counted = 0
  app.addHook('onRequest', async (request, reply) => {
    const { delayMilliseconds, refuseRetryAfterSeconds, nonsense, dropAfterEvery, onlyPath } = faults.current()
    if (request.url.startsWith('/training/') || (onlyPath !== undefined && !request.url.startsWith(onlyPath))) return
    if (delayMilliseconds > 0) await wait(delayMilliseconds)
    if (refuseRetryAfterSeconds !== undefined) {
      reply.header('retry-after', String(refuseRetryAfterSeconds))
      throw new Refusal('unavailable', { retryAfterSeconds: refuseRetryAfterSeconds })
    }
    if (nonsense) return reply.code(200).type('text/html; charset=utf-8').send('<!doctype html><title>Wi-Fi</title><p>Кіру / Вход</p>')
    if (dropAfterEvery !== undefined && ++counted % dropAfterEvery === 0) {
      // The work is done as ever; at the moment of the answer the line goes dead.
      reply.raw.writeHead = () => {
        request.raw.socket.destroy()
        return reply.raw
      }
    }
    return
  })
}
