import type { JobOutcome } from '#core/domain/job.ts'
import type { GatewayFault, GatewayNotBelieved } from '#core/ports/gateway.ts'

/** Refusals that pass by themselves: the same request may be taken later. */
const passing: readonly string[] = ['unavailable', 'unauthorised', 'notFound', 'request/documentMissing']

/** Refusals that somebody at the desk can put right: another address. */
const correctable: readonly string[] = ['email/addressRefused', 'email/refused']

/** What a gateway's fault means for the job that met it. */
export function outcomeOf(failure: GatewayFault | GatewayNotBelieved): JobOutcome {
  if (failure.tag === 'gateway/notBelieved') return { kind: 'retry', fault: { tag: failure.tag, data: { why: failure.why } } }
  if (failure.tag === 'gateway/unavailable') {
    const fault = { tag: failure.tag, data: { why: failure.why } }
    return failure.retryAfterMilliseconds === undefined
      ? { kind: 'retry', fault }
      : { kind: 'retry', fault, after: failure.retryAfterMilliseconds }
  }
  const fault = { tag: failure.tag, data: { ...failure.data, code: failure.code } }
  if (correctable.includes(failure.code)) return { kind: 'needsOperator', fault }
  return passing.includes(failure.code) ? { kind: 'retry', fault } : { kind: 'rejected', fault }
}
