import { useTranslation } from 'react-i18next'
import type { AuthorityProblem } from '#core/domain/authority.ts'
import type { TypedRepresentative } from '#core/domain/intake-draft.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import type { Intake } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatTime } from '#renderer/i18n/format.ts'
import { askAuthority, declareAuthority } from './ask-registers.ts'
import { Comparison } from './Comparison.tsx'
import { hasDifference } from './differences.ts'
import { type AuthorityAnswer, authorityDifferences } from './register-authority.ts'

interface AuthorityAnswerPanelProps {
  readonly representative: TypedRepresentative
  readonly lookup: Intake['authority']
  readonly onTake: () => void
  readonly onRefuse: (reason: string) => void
}

/** What the notaries' register (БНАЖ) says of the power of attorney. */
export function AuthorityAnswerPanel(props: AuthorityAnswerPanelProps) {
  const { t } = useTranslation('intake')
  return (
    <section className="register-answer" aria-label={t('authority.title')} aria-live="polite">
      <h2>{t('authority.title')}</h2>
      <AuthorityAnswerBody {...props} />
    </section>
  )
}

function AuthorityAnswerBody({ representative, lookup, onTake, onRefuse }: AuthorityAnswerPanelProps) {
  const { t } = useTranslation('intake')
  const { evidence } = representative
  const declared =
    evidence?.outcome === 'declared' ? (
      <Notice tone="warning">{t('authority.declared', { time: formatTime(evidence.declaredAt) })}</Notice>
    ) : undefined
  const again = <Button onPress={() => void askAuthority()}>{t('register.askAgain')}</Button>
  const refuse = (
    <Button variant="danger" onPress={() => onRefuse(t('refuse.byAuthority'))}>
      {t('refuse.open')}
    </Button>
  )

  switch (lookup.state) {
    case 'asking':
      return (
        <>
          <p className="secondary">{t('authority.waiting')}</p>
          <Skeleton lines={4} />
        </>
      )
    case 'idle':
      if (evidence?.outcome === 'confirmed')
        return <Notice tone="good">{t('authority.confirmed', { time: formatTime(evidence.answeredAt) })}</Notice>
      return (
        <>
          {declared}
          <p className="secondary">{t('authority.idle')}</p>
        </>
      )
    case 'failed':
      if (lookup.fault.tag === 'register/notFound')
        return (
          <>
            <Notice tone="bad">{t('authority.notFound')}</Notice>
            <div className="row">
              {again}
              {refuse}
            </div>
          </>
        )
      if (lookup.fault.tag !== 'gateway/unavailable') return <FaultLine fault={lookup.fault} onRetry={() => void askAuthority()} />
      if (declared !== undefined)
        return (
          <>
            {declared}
            <div className="row">{again}</div>
          </>
        )
      return (
        <>
          <Notice tone="warning">{t('authority.down')}</Notice>
          <div className="row">
            <Button variant="primary" onPress={declareAuthority}>
              {t('register.declare')}
            </Button>
            {again}
          </div>
        </>
      )
    case 'answered': {
      const { answer } = lookup
      const differences = authorityDifferences(representative, answer)
      const rows = differences.map(({ field, typed, registered, differs }) => ({
        id: field,
        label:
          field === 'patronymic'
            ? t('panel.patronymic')
            : field === 'surname' || field === 'givenName'
              ? t(`applicant.${field}`)
              : t(`representative.${field}`),
        typed: formatDate(typed),
        registered: formatDate(registered),
        differs,
      }))
      return (
        <>
          {answer.problems.map((problem) => (
            <Notice key={problem} tone="bad">
              {t(`authority.problem.${problem}`, { date: dateOf(problem, answer) })}
            </Notice>
          ))}
          {evidence?.outcome === 'confirmed' && (
            <Notice tone="good">{t('authority.confirmed', { time: formatTime(evidence.answeredAt) })}</Notice>
          )}
          {answer.problems.length === 0 && hasDifference(differences) && (
            <div className="row">
              <Button variant="primary" keys="F7" onPress={onTake}>
                {t('register.take')}
              </Button>
              <span className="secondary grow">{t('register.differs')}</span>
            </div>
          )}
          <Comparison caption={t('authority.title')} rows={rows} />
          {answer.problems.length > 0 && (
            <div className="row">
              {again}
              {refuse}
            </div>
          )}
        </>
      )
    }
  }
}

/** The date that a problem's sentence names. */
function dateOf(problem: AuthorityProblem, { authority }: AuthorityAnswer): string {
  if (problem === 'revoked') return formatDate(authority.revokedAt ?? '')
  return formatDate(problem === 'notYetValid' ? authority.issuedAt : authority.expiresAt)
}
