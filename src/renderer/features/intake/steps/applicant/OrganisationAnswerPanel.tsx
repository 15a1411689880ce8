import { useTranslation } from 'react-i18next'
import type { TypedOrganisation } from '#core/domain/intake-draft.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { Locale } from '#core/domain/text.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import type { Intake } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatIin, formatTime } from '#renderer/i18n/format.ts'
import { askOrganisation, declareOrganisation } from './ask-registers.ts'
import { Comparison } from './Comparison.tsx'
import { hasDifference } from './differences.ts'
import { organisationDifferences } from './register-organisation.ts'

interface OrganisationAnswerPanelProps {
  readonly organisation: TypedOrganisation
  readonly language: Locale
  readonly lookup: Intake['organisation']
  readonly onTake: () => void
  readonly onRefuse: (reason: string) => void
}

/** What the register of legal persons (ЗТ МДҚ) says, beside what was typed. */
export function OrganisationAnswerPanel(props: OrganisationAnswerPanelProps) {
  const { t } = useTranslation('intake')
  return (
    <section className="register-answer" aria-label={t('organisation.register')} aria-live="polite">
      <h2>{t('organisation.register')}</h2>
      <OrganisationAnswerBody {...props} />
    </section>
  )
}

function OrganisationAnswerBody({ organisation, language, lookup, onTake, onRefuse }: OrganisationAnswerPanelProps) {
  const { t } = useTranslation('intake')
  const { evidence } = organisation
  const again = <Button onPress={() => void askOrganisation()}>{t('register.askAgain')}</Button>
  const declared =
    evidence?.outcome === 'declared' ? (
      <Notice tone="warning">{t('organisation.declared', { time: formatTime(evidence.declaredAt) })}</Notice>
    ) : undefined
  const confirmed =
    evidence?.outcome === 'confirmed' ? (
      <Notice tone="good">{t('organisation.confirmed', { time: formatTime(evidence.answeredAt) })}</Notice>
    ) : undefined

  switch (lookup.state) {
    case 'asking':
      return (
        <>
          <p className="secondary">{t('organisation.waiting')}</p>
          <Skeleton lines={4} />
        </>
      )
    case 'idle':
      return confirmed ?? declared ?? <p className="secondary">{t('organisation.idle')}</p>
    case 'failed':
      if (lookup.fault.tag === 'register/notFound')
        return (
          <>
            <Notice tone="bad">{t('organisation.notFound')}</Notice>
            <div className="row">
              {again}
              <Button variant="danger" onPress={() => onRefuse(t('refuse.byOrganisation'))}>
                {t('refuse.open')}
              </Button>
            </div>
          </>
        )
      if (lookup.fault.tag !== 'gateway/unavailable') return <FaultLine fault={lookup.fault} onRetry={() => void askOrganisation()} />
      return (
        <>
          {declared ?? <Notice tone="warning">{t('register.down')}</Notice>}
          <div className="row">
            {declared === undefined && (
              <Button variant="primary" onPress={declareOrganisation}>
                {t('register.declare')}
              </Button>
            )}
            {again}
          </div>
        </>
      )
    case 'answered': {
      const registered = lookup.answer.organisation
      const differences = organisationDifferences(organisation, registered, language)
      return (
        <>
          {confirmed}
          {hasDifference(differences) && (
            <div className="row">
              <Button variant="primary" keys="F7" onPress={onTake}>
                {t('register.take')}
              </Button>
              <span className="secondary grow">{t('register.differs')}</span>
            </div>
          )}
          <Comparison
            caption={t('organisation.register')}
            rows={differences.map(({ field, ...row }) => ({ ...row, id: field, label: t(`organisation.${field}`) }))}
          />
          <p className="secondary">
            {t('organisation.headIs', { name: fullNameOf(registered.head.name), iin: formatIin(registered.head.iin) })}
            <br />
            {t('organisation.registeredAt', { date: formatDate(registered.registeredAt) })}
          </p>
        </>
      )
    }
  }
}
