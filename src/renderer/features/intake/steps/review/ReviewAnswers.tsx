import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { factsOf } from '#core/domain/draft-problems.ts'
import type { RegisterEvidence } from '#core/domain/person.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import { feeFor } from '#core/domain/service.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition, type DefinitionItem } from '#renderer/components/Definition.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import type { Intake, IntakeStep } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatIin, formatPhone, formatTenge, formatTime, localText } from '#renderer/i18n/format.ts'

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ')

const evidenceText = (t: TFunction<'intake'>, evidence: RegisterEvidence): string =>
  evidence.outcome === 'confirmed'
    ? t('register.confirmed', { time: formatTime(evidence.answeredAt) })
    : t('register.declared', { time: formatTime(evidence.declaredAt) })

/** Everything that was typed, as it will be read; each part leads back to its step. */
export function ReviewAnswers({ intake, onStep }: { readonly intake: Intake; readonly onStep: (step: IntakeStep) => void }) {
  const { t } = useTranslation('intake')
  const form = useTranslation('form').t
  const { draft, definition, channel } = intake
  const { applicant, organisation, representative, answers, payment } = draft
  const fee = feeFor(definition, channel)
  const none = t('review.noAnswer')
  const change = (step: IntakeStep) => (
    <Button variant="quiet" label={t('review.changeStep', { step: t(`steps.${step}`) })} onPress={() => onStep(step)}>
      {t('review.change')}
    </Button>
  )
  const evidence = applicant.evidence === undefined ? [] : [{ label: t('register.title'), value: evidenceText(t, applicant.evidence) }]
  const fields = fieldsOf(definition.form)
  const persons: readonly DefinitionItem[] = [
    { label: t('applicant.iin'), value: formatIin(applicant.iin) },
    { label: t('review.applicant'), value: joined(applicant.surname, applicant.givenName, applicant.patronymic) },
    { label: t('applicant.birthDate'), value: formatDate(applicant.birthDate) },
    { label: t('applicant.address'), value: applicant.address },
    { label: t('applicant.phone'), value: formatPhone(applicant.phone) },
    ...(applicant.email === '' ? [] : [{ label: t('panel.email'), value: applicant.email }]),
    ...evidence,
  ]
  const items = answerItems(form, fields, answers, factsOf(draft, channel), none)
  return (
    <div className="stack">
      {organisation !== undefined && draft.applicantKind === 'organisation' && (
        <Panel title={t('organisation.label')}>
          <Definition
            items={[
              { label: t('organisation.bin'), value: formatIin(organisation.bin) },
              { label: t('organisation.name'), value: localText(organisation.name) },
              { label: t('organisation.address'), value: organisation.address },
            ]}
          />
        </Panel>
      )}
      <Panel title={t('review.applicant')} actions={change('applicant')}>
        <Definition items={persons.map((item) => ({ ...item, value: item.value === '' ? none : item.value }))} />
      </Panel>
      {representative !== undefined && (
        <Panel title={t('review.representative')}>
          <Definition
            items={[
              { label: t('applicant.iin'), value: formatIin(representative.iin) },
              {
                label: t('review.representative'),
                value: joined(representative.surname, representative.givenName, representative.patronymic),
              },
              ...(representative.notarised
                ? [
                    { label: t('representative.authority'), value: `№ ${representative.authorityNumber}` },
                    { label: t('representative.expiresAt'), value: formatDate(representative.expiresAt) },
                  ]
                : [{ label: t('representative.authority'), value: t('representative.byScan') }]),
            ]}
          />
        </Panel>
      )}
      <Panel title={t('review.answers')} actions={change('form')}>
        <Definition items={items} />
      </Panel>
      {fee !== undefined && (
        <Panel title={t('payment.title')}>
          <Definition
            items={[
              { label: t('payment.purpose'), value: localText(fee.purpose) },
              { label: t('payment.amount'), value: formatTenge(fee.tenge) },
              { label: t('payment.reference'), value: payment?.reference || none },
            ]}
          />
        </Panel>
      )}
    </div>
  )
}
