import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseId, Instant } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { type PaymentEvidence, type PaymentProblem, paymentProblems, type RegisteredPayment } from '#core/domain/payment.ts'
import { feeFor } from '#core/domain/service.ts'
import type { Actor } from '#core/domain/staff.ts'
import { type AskDeps, askRegister } from './ask-register.ts'
import type { Desk, Session } from './desk.ts'
import { findDraft } from './keep-draft.ts'
import { definitionOf } from './record.ts'

/** Any of the people of the request may have paid. */
const payersOf = ({ applicant, organisation, representative }: IntakeDraft): readonly string[] =>
  [applicant.iin, organisation?.bin ?? '', representative?.iin ?? ''].filter(Boolean)

/** A refused request that is put right was paid for already: its own payment counts for the correction. */
function isPaidBefore({ stores }: Pick<Desk, 'stores'>, { correction }: IntakeDraft, reference: string): boolean {
  const corrected = correction === undefined ? undefined : stores.cases.state(correction.caseId)
  return corrected?.request?.payment?.reference === reference
}

const evidenceOf = ({ tenge, paidOn }: RegisteredPayment, answeredAt: Instant): PaymentEvidence => ({
  outcome: 'confirmed',
  register: 'ЭҮТШ',
  answeredAt,
  tenge,
  paidOn: paidOn ?? almatyDate(answeredAt),
})

/** The payment gateway (ЭҮТШ) about one reference, judged for this request; evidence only where nothing speaks against it. */
export async function askPayment(
  deps: AskDeps,
  session: Session,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly reference: string },
) {
  const { caseId, reference } = input
  const kept = findDraft(deps, caseId)
  if (!kept.ok) return kept
  const { state, draft } = kept.value
  const fee = feeFor(definitionOf(deps, state), state.channel)
  if (fee === undefined) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  const answer = await askRegister(deps, session, actor, { caseId, register: 'payments', subject: reference }, (token) =>
    deps.gateway.payment(token, reference),
  )
  if (!answer.ok) return answer
  const { payment, answeredAt } = answer.value
  const found = paymentProblems(payment, { fee, serviceId: state.serviceId, payerIds: payersOf(draft) })
  const problems: readonly PaymentProblem[] = isPaidBefore(deps, draft, reference) ? found.filter((problem) => problem !== 'used') : found
  return ok({ payment, problems, ...(problems.length > 0 ? {} : { evidence: evidenceOf(payment, answeredAt) }) })
}
