import { memo, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { factsOf } from '#core/domain/draft-problems.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { feeFor } from '#core/domain/service.ts'
import { shownFields } from '#core/domain/service-form.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormPages } from '#renderer/features/form/FormPages.tsx'
import { registersOf } from '#renderer/features/form/form-registers.ts'
import { leave, type FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { askFamily, useFamily } from './ask-family.ts'
import { answersSource } from './answers-source.ts'
import { EarlierAnswers } from './EarlierAnswers.tsx'
import { PaymentSection } from './PaymentSection.tsx'
import './form.css'

interface FormStepProps {
  readonly caseId: CaseId
  readonly errors: FieldErrors
}

/** The service's own questions, made from its definition. What is typed into one field draws that field alone. */
export const FormStep = memo(function FormStep({ caseId, errors }: FormStepProps) {
  const { t } = useTranslation('intake')
  const definition = useIntakeStore((state) => state.intake?.definition)
  const channel = useIntakeStore((state) => state.intake?.channel)
  const kind = useIntakeStore((state) => state.intake?.draft.applicantKind)
  const language = useIntakeStore((state) => state.intake?.draft.language)
  const correction = useIntakeStore((state) => state.intake?.draft.correction)
  const registers = useMemo(() => registersOf(caseId), [caseId])
  const marked = useMemo(() => new Set((correction?.wrongFields ?? []).filter((name) => name.startsWith('answers.'))), [correction])
  const family = useFamily()
  const facts = useMemo(
    () => (channel === undefined || kind === undefined ? undefined : factsOf({ applicantKind: kind }, channel)),
    [channel, kind],
  )
  const asksFamily = definition?.form.some((page) => page.fields.some((field) => field.type === 'repeat' && field.suggest !== undefined))
  useEffect(() => {
    if (asksFamily === true) void askFamily()
  }, [asksFamily])

  if (definition === undefined || facts === undefined || language === undefined || channel === undefined) return null
  const fee = feeFor(definition, channel)
  const { answers } = useIntakeStore.getState().intake?.draft ?? { answers: {} }
  const isEmpty = definition.form.every((page) => shownFields(page.fields, answers, facts).length === 0)
  return (
    <div className="stack">
      <EarlierAnswers caseId={caseId} definition={definition} facts={facts} />
      {isEmpty && <Notice tone="info">{t('form.empty')}</Notice>}
      <FormPages
        pages={definition.form}
        source={answersSource}
        prefix="answers"
        facts={facts}
        language={language}
        errors={errors}
        registers={registers}
        family={family}
        marked={marked}
        autoFocus
        onLeave={leave}
      />
      {fee !== undefined && <Payment fee={fee} errors={errors} />}
    </div>
  )
})

/** Drawn with the intake, apart from the form: its reference is no answer. */
function Payment({ fee, errors }: { readonly fee: Parameters<typeof PaymentSection>[0]['fee']; readonly errors: FieldErrors }) {
  const intake = useIntakeStore((state) => state.intake)
  return intake === undefined ? null : <PaymentSection fee={fee} intake={intake} errors={errors} />
}
