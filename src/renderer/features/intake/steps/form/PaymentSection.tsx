import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fee } from '#core/domain/service.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { bindField, type FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { type Intake, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatIin, formatTenge, formatTime, localText } from '#renderer/i18n/format.ts'
import { askPayment, changeReference, declarePayment } from './payment.ts'

interface PaymentSectionProps {
  readonly fee: Fee
  readonly intake: Intake
  readonly errors: FieldErrors
}

/** What is to be paid, the number on the payer's receipt, and what the payment gateway (ЭҮТШ) says of it. */
export function PaymentSection({ fee, intake, errors }: PaymentSectionProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const reference = intake.draft.payment?.reference ?? ''
  const bound = bindField(errors, 'payment.reference', reference, (text) => edit((current) => changeReference(current, text)))
  const isSettled = intake.draft.payment?.evidence !== undefined
  const answer = useRef<HTMLDivElement>(null)
  // The last lines of the form: what the payment gateway says would stand beneath the screen's edge.
  useEffect(() => {
    if (intake.payment.state !== 'idle') answer.current?.scrollIntoView({ block: 'nearest' })
  }, [intake.payment.state])
  const leave = (): void => {
    bound.onBlur()
    if (reference.trim() !== '' && !isSettled && intake.payment.state === 'idle') void askPayment()
  }
  return (
    <fieldset className="form-page payment">
      <legend>{t('payment.title')}</legend>
      <Definition
        items={[
          { label: t('payment.purpose'), value: localText(fee.purpose) },
          { label: t('payment.amount'), value: <strong>{formatTenge(fee.tenge)}</strong> },
        ]}
      />
      <div className="payment-reference">
        <TextField {...bound} onBlur={leave} label={t('payment.reference')} help={t('payment.help')} mono maxLength={60} isRequired />
        <Button isDisabled={reference.trim() === ''} busy={intake.payment.state === 'asking'} onPress={() => void askPayment()}>
          {t('payment.ask')}
        </Button>
      </div>
      <div ref={answer} aria-live="polite">
        <PaymentAnswerLines fee={fee} intake={intake} />
      </div>
    </fieldset>
  )
}

function PaymentAnswerLines({ fee, intake }: { readonly fee: Fee; readonly intake: Intake }) {
  const { t } = useTranslation('intake')
  const evidence = intake.draft.payment?.evidence
  const lookup = intake.payment
  if (evidence?.outcome === 'confirmed')
    return (
      <Notice tone="good">
        {t('payment.confirmed', {
          amount: formatTenge(evidence.tenge),
          date: formatDate(evidence.paidOn),
          time: formatTime(evidence.answeredAt),
        })}
      </Notice>
    )
  if (evidence?.outcome === 'declared')
    return <Notice tone="warning">{t('payment.declared', { time: formatTime(evidence.declaredAt) })}</Notice>
  if (lookup.state === 'asking') return <p className="secondary">{t('payment.asking')}</p>
  if (lookup.state === 'answered') {
    const { payment, problems } = lookup.answer
    return (
      <Notice tone="bad">
        {problems.map((problem) => (
          <p key={problem}>
            {t(`payment.problem.${problem}`, {
              paid: formatTenge(payment.tenge),
              wanted: formatTenge(fee.tenge),
              payer: formatIin(payment.payerId),
            })}
          </p>
        ))}
      </Notice>
    )
  }
  if (lookup.state === 'failed') {
    if (lookup.fault.tag === 'register/notFound') return <Notice tone="bad">{t('payment.notFound')}</Notice>
    if (lookup.fault.tag !== 'gateway/unavailable') return <FaultLine fault={lookup.fault} onRetry={() => void askPayment()} />
    return (
      <Notice tone="warning">
        <p>{t('payment.down')}</p>
        <Button onPress={declarePayment}>{t('payment.declare')}</Button>
      </Notice>
    )
  }
  return null
}
