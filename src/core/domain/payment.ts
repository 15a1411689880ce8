import { z } from 'zod'
import { DateOnly, Instant } from '#core/domain/ids.ts'
import type { Fee } from '#core/domain/service.ts'

/** A payment as the payment gateway (ЭҮТШ) knows it. */
export const RegisteredPayment = z.object({
  /** The reference on the payer's receipt. */
  reference: z.string().min(1),
  serviceId: z.string(),
  /** IIN or BIN of whom it was paid for. */
  payerId: z.string(),
  /** Whole tenge. */
  tenge: z.int(),
  state: z.enum(['paid', 'pending', 'cancelled', 'used']),
  paidOn: DateOnly.optional(),
})
export type RegisteredPayment = z.infer<typeof RegisteredPayment>

/** What the payment gateway said of a reference, or that it was silent and the paper receipt was shown. */
export const PaymentEvidence = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), register: z.literal('ЭҮТШ'), answeredAt: Instant, tenge: z.int(), paidOn: DateOnly }),
  z.object({ outcome: z.literal('declared'), register: z.literal('ЭҮТШ'), declaredAt: Instant, why: z.literal('unavailable') }),
])
export type PaymentEvidence = z.infer<typeof PaymentEvidence>

/** The payment as the request carries it. */
export const Payment = z.object({ reference: z.string().min(1), tenge: z.int(), evidence: PaymentEvidence })
export type Payment = z.infer<typeof Payment>

/** Why a payment does not pay for this request. */
export const PaymentProblem = z.enum(['notPaid', 'cancelled', 'used', 'otherService', 'otherPayer', 'tooLittle'])
export type PaymentProblem = z.infer<typeof PaymentProblem>

/**
 * What speaks against a payment for this request.
 * @param payerIds IIN of the applicant, BIN of the organisation, IIN of the representative: each of them may have paid
 */
export function paymentProblems(
  payment: RegisteredPayment,
  wanted: { readonly fee: Fee; readonly serviceId: string; readonly payerIds: readonly string[] },
): readonly PaymentProblem[] {
  const found: PaymentProblem[] = []
  if (payment.state === 'pending') found.push('notPaid')
  if (payment.state === 'cancelled') found.push('cancelled')
  if (payment.state === 'used') found.push('used')
  if (payment.serviceId !== wanted.serviceId) found.push('otherService')
  if (!wanted.payerIds.includes(payment.payerId)) found.push('otherPayer')
  if (payment.tenge < wanted.fee.tenge) found.push('tooLittle')
  return found
}
