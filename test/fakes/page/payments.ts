import type { OutputOf } from '#core/contract/client.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Scene } from './world.ts'

/** References that begin with 1 are paid; the others are not, or not for this. */
export function paymentOf(reference: string, now: string): OutputOf<'intake/askPayment'> {
  const isPaid = reference.startsWith('1')
  const payment = { reference, serviceId: 'media-registration', payerId: '900203300478', tenge: isPaid ? 20_000 : 500 }
  if (!isPaid) return { payment: { ...payment, state: 'pending' }, problems: ['notPaid', 'tooLittle'] }
  return {
    payment: { ...payment, state: 'paid', paidOn: now.slice(0, 10) },
    problems: [],
    evidence: { outcome: 'confirmed', register: 'ЭҮТШ', answeredAt: now, tenge: payment.tenge, paidOn: now.slice(0, 10) },
  }
}

/** The regulations ask a fee on the portal alone; the scene asks it at the desk, where a later one may. */
export const withFeeHere = (definition: ServiceDefinition, { feeHere }: Pick<Scene, 'feeHere'>): ServiceDefinition =>
  feeHere !== true || definition.fee === undefined
    ? definition
    : { ...definition, fee: { ...definition.fee, channels: ['centre', 'provider', 'portal'] } }
