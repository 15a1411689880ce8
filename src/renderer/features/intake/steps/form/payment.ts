import type { TypedPayment } from '#core/domain/intake-draft.ts'
import type { PaymentEvidence, PaymentProblem, RegisteredPayment } from '#core/domain/payment.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { type Intake, useIntakeStore, withDraft } from '#renderer/features/intake/intake-store.ts'

/** What the payment gateway (ЭҮТШ) said of one reference. */
export interface PaymentAnswer {
  readonly reference: string
  readonly payment: RegisteredPayment
  readonly problems: readonly PaymentProblem[]
  readonly evidence?: PaymentEvidence | undefined
}

/** Another reference has no evidence yet. */
export function changeReference(intake: Intake, reference: string): Intake {
  const payment: TypedPayment = reference === intake.draft.payment?.reference ? intake.draft.payment : { reference }
  return { ...withDraft(intake, { payment }), payment: { state: 'idle' } }
}

const edit = useIntakeStore.getState().edit

/** Asks the payment gateway; an answer to a reference that was changed meanwhile is dropped. */
export async function askPayment(): Promise<void> {
  const asked = useIntakeStore.getState().intake
  const reference = asked?.draft.payment?.reference.trim() ?? ''
  if (asked === undefined || reference === '') return
  const { caseId } = asked
  edit((intake) => ({ ...intake, payment: { state: 'asking' } }))
  const answer = await getBridge().api['intake/askPayment']({ caseId, reference })
  edit((intake) => {
    if (intake.caseId !== caseId || intake.draft.payment?.reference.trim() !== reference) return intake
    if (!answer.ok) return { ...intake, payment: { state: 'failed', fault: answer.error } }
    const { payment, problems, evidence } = answer.value
    const confirmed = problems.length === 0 && evidence !== undefined
    return {
      ...withDraft(intake, { payment: confirmed ? { reference, evidence } : { reference } }),
      payment: { state: 'answered', answer: { reference, payment, problems, evidence } },
    }
  })
}

/** The payment gateway is silent: the paper receipt was shown, and is checked later. */
export const declarePayment = (): void =>
  edit((intake) => {
    const reference = intake.draft.payment?.reference.trim() ?? ''
    const evidence: PaymentEvidence = { outcome: 'declared', register: 'ЭҮТШ', declaredAt: new Date().toISOString(), why: 'unavailable' }
    return reference === '' ? intake : withDraft(intake, { payment: { reference, evidence } })
  })
