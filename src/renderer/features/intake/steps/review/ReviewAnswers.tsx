import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RegisterEvidence } from '#core/domain/person.ts'
import { type AnswerValue, type FormField, isShown } from '#core/domain/service.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition, type DefinitionItem } from '#renderer/components/Definition.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import type { Intake, IntakeStep } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatIin, formatPhone, formatTime, localText } from '#renderer/i18n/format.ts'

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ')

/** An answer as a person reads it: dates with dots, a choice by its label, both languages of a bilingual text. */
export function shownAnswer(field: FormField, value: AnswerValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return joined(value.kk, value.kk === '' || value.ru === '' ? '' : '/', value.ru)
  if (field.type === 'date') return formatDate(value)
  const option = field.type === 'choice' ? field.options.find((candidate) => candidate.value === value) : undefined
  return option === undefined ? value : localText(option.label)
}

const evidenceText = (t: TFunction<'intake'>, evidence: RegisterEvidence): string =>
  evidence.outcome === 'confirmed'
    ? t('register.confirmed', { time: formatTime(evidence.answeredAt) })
    : t('register.declared', { time: formatTime(evidence.declaredAt) })

/** Everything that was typed, as it will be read; each part leads back to its step. */
export function ReviewAnswers({ intake, onStep }: { readonly intake: Intake; readonly onStep: (step: IntakeStep) => void }) {
  const { t } = useTranslation('intake')
  const { draft, definition } = intake
  const { applicant, representative, answers } = draft
  const none = t('review.noAnswer')
  const change = (step: IntakeStep) => (
    <Button variant="quiet" label={t('review.changeStep', { step: t(`steps.${step}`) })} onPress={() => onStep(step)}>
      {t('review.change')}
    </Button>
  )
  const evidence = applicant.evidence === undefined ? [] : [{ label: t('register.title'), value: evidenceText(t, applicant.evidence) }]
  const fields = definition.form.flatMap((page) => page.fields).filter((field) => isShown(field.when, answers))
  const persons: readonly DefinitionItem[] = [
    { label: t('applicant.iin'), value: formatIin(applicant.iin) },
    { label: t('review.applicant'), value: joined(applicant.surname, applicant.givenName, applicant.patronymic) },
    { label: t('applicant.birthDate'), value: formatDate(applicant.birthDate) },
    { label: t('applicant.address'), value: applicant.address },
    { label: t('applicant.phone'), value: formatPhone(applicant.phone) },
    ...(applicant.email === '' ? [] : [{ label: t('panel.email'), value: applicant.email }]),
    ...evidence,
  ]
  return (
    <div className="stack">
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
              { label: t('representative.authority'), value: `№ ${representative.authorityNumber}` },
              { label: t('representative.expiresAt'), value: formatDate(representative.expiresAt) },
            ]}
          />
        </Panel>
      )}
      <Panel title={t('review.answers')} actions={change('form')}>
        <Definition
          items={fields.map((field) => ({ label: localText(field.label), value: shownAnswer(field, answers[field.id]) || none }))}
        />
      </Panel>
    </div>
  )
}
