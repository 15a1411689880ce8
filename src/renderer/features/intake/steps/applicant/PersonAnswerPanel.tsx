import { useTranslation } from 'react-i18next'
import type { TypedPerson } from '#core/domain/intake-draft.ts'
import type { Locale } from '#core/domain/text.ts'
import { go } from '#renderer/app/navigation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import type { Intake, OpenCase } from '#renderer/features/intake/intake-store.ts'
import { formatDate, formatNumber, formatTime } from '#renderer/i18n/format.ts'
import { askPerson, declarePerson } from './ask-registers.ts'
import { Comparison } from './Comparison.tsx'
import { hasDifference } from './differences.ts'
import { personDifferences, type PersonField } from './register-person.ts'

interface PersonAnswerPanelProps {
  readonly person: TypedPerson
  readonly language: Locale
  readonly lookup: Intake['person']
  readonly today: string
  readonly onTake: () => void
  readonly onRefuse: (reason: string) => void
}

/** What the register of natural persons (ЖТ МДҚ) says, beside what was typed. */
export function PersonAnswerPanel(props: PersonAnswerPanelProps) {
  const { t } = useTranslation('intake')
  return (
    <section className="register-answer" aria-label={t('register.title')} aria-live="polite">
      <h2>{t('register.title')}</h2>
      <PersonAnswerBody {...props} />
    </section>
  )
}

function PersonAnswerBody({ person, lookup, ...rest }: PersonAnswerPanelProps) {
  const { t } = useTranslation('intake')
  switch (lookup.state) {
    case 'asking':
      return (
        <>
          <p className="secondary">{t('register.waiting')}</p>
          <Skeleton lines={5} />
        </>
      )
    case 'idle':
      if (person.evidence?.outcome === 'confirmed')
        return <Notice tone="good">{t('register.confirmed', { time: formatTime(person.evidence.answeredAt) })}</Notice>
      return (
        <>
          {person.evidence !== undefined && <Declared at={person.evidence.declaredAt} />}
          <p className="secondary">{t('register.idle')}</p>
        </>
      )
    case 'failed':
      return <PersonFailed person={person} fault={lookup.fault} onRefuse={rest.onRefuse} />
    case 'answered':
      return <PersonFound person={person} answer={lookup.answer} {...rest} />
  }
}

const Declared = ({ at }: { readonly at: string }) => {
  const { t } = useTranslation('intake')
  return <Notice tone="warning">{t('register.declared', { time: formatTime(at) })}</Notice>
}

/** Not found and not answering are two different things: the first ends here, the second may go on by hand. */
function PersonFailed({
  person,
  fault,
  onRefuse,
}: {
  readonly person: TypedPerson
  readonly fault: Extract<Intake['person'], { state: 'failed' }>['fault']
  readonly onRefuse: (reason: string) => void
}) {
  const { t } = useTranslation('intake')
  const again = <Button onPress={() => void askPerson()}>{t('register.askAgain')}</Button>
  if (fault.tag === 'register/notFound') {
    return (
      <>
        <Notice tone="bad">{t('register.notFound')}</Notice>
        <div className="row">
          {again}
          <Button variant="danger" onPress={() => onRefuse(t('refuse.byRegister'))}>
            {t('refuse.open')}
          </Button>
        </div>
      </>
    )
  }
  if (fault.tag !== 'gateway/unavailable') return <FaultLine fault={fault} onRetry={() => void askPerson()} />
  if (person.evidence?.outcome === 'declared')
    return (
      <>
        <Declared at={person.evidence.declaredAt} />
        <div className="row">{again}</div>
      </>
    )
  return (
    <>
      <Notice tone="warning">{t('register.down')}</Notice>
      <div className="row">
        <Button variant="primary" onPress={declarePerson}>
          {t('register.declare')}
        </Button>
        {again}
      </div>
    </>
  )
}

type Found = Omit<PersonAnswerPanelProps, 'lookup'> & { readonly answer: Extract<Intake['person'], { state: 'answered' }>['answer'] }

function PersonFound({ person, answer, language, today, onTake, onRefuse }: Found) {
  const { t } = useTranslation('intake')
  const registered = answer.person
  const differences = personDifferences(person, registered, language)
  const shown = (field: PersonField, value: string): string => {
    if (field === 'birthDate') return formatDate(value)
    return field === 'sex' && (value === 'male' || value === 'female') ? t(`applicant.${value}`) : value
  }
  const rows = differences.map(({ field, typed, registered: value, differs }) => ({
    id: field,
    label: field === 'patronymic' ? t('panel.patronymic') : t(`applicant.${field}`),
    typed: shown(field, typed),
    registered: shown(field, value),
    differs,
  }))

  if (registered.diedAt !== undefined) {
    return (
      <>
        <Notice tone="bad">{t('register.deceased', { date: formatDate(registered.diedAt) })}</Notice>
        <Comparison caption={t('register.title')} rows={rows} />
        <div className="row">
          <Button variant="danger" onPress={() => onRefuse(t('refuse.byDeath'))}>
            {t('refuse.open')}
          </Button>
        </div>
      </>
    )
  }
  const document = registered.identityDocument
  const expired = document.expiresAt !== undefined && document.expiresAt < today
  return (
    <>
      {person.evidence?.outcome === 'confirmed' && (
        <Notice tone="good">{t('register.confirmed', { time: formatTime(person.evidence.answeredAt) })}</Notice>
      )}
      {hasDifference(differences) && (
        <div className="row">
          <Button variant="primary" keys="F7" onPress={onTake}>
            {t('register.take')}
          </Button>
          {differences.some(({ typed }) => typed !== '') && <span className="secondary grow">{t('register.differs')}</span>}
        </div>
      )}
      <Comparison caption={t('register.title')} rows={rows} />
      <p className="secondary">
        {t('register.identityDocument')}: {t(`register.${document.kind}`)} № {document.number}
        {document.expiresAt !== undefined && !expired && <>, {t('register.validUntil', { date: formatDate(document.expiresAt) })}</>}
      </p>
      {expired && document.expiresAt !== undefined && (
        <Notice tone="warning">{t('register.documentExpired', { date: formatDate(document.expiresAt) })}</Notice>
      )}
      {answer.openCases.length > 0 && <OpenCases cases={answer.openCases} />}
    </>
  )
}

function OpenCases({ cases }: { readonly cases: readonly OpenCase[] }) {
  const { t } = useTranslation('intake')
  return (
    <Notice tone="warning">
      {t('register.openCases')}
      <ul className="stack">
        {cases.map((open) => (
          <li key={open.caseId}>
            <Button variant="quiet" onPress={() => go({ name: 'case', caseId: open.caseId })}>
              {t('register.openCase', { number: open.number === undefined ? t('register.withoutNumber') : formatNumber(open.number) })},{' '}
              {formatDate(open.openedAt)}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
