import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fullNameOf } from '#core/domain/person.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatDate, localText } from '#renderer/i18n/format.ts'
import { differsFrom, type FillRequest } from './fill-from-register.ts'
import { useAnswer, useForm } from './form-context.ts'
import type { FieldLookup } from './form-registers.ts'

interface RegisterLineProps {
  readonly register: 'person' | 'organisation'
  readonly lookup: FieldLookup
  readonly fill: FillRequest | undefined
  readonly onTake: () => void
  readonly onAgain: () => void
}

/** What the register said of the digits, in a line under them. */
export function RegisterLine({ register, lookup, fill, onTake, onAgain }: RegisterLineProps) {
  const { t } = useTranslation('form')
  const fault = useFaultText()
  const { source } = useForm()
  const differs = useAnswer(source, (answers) => fill !== undefined && differsFrom(answers, fill))
  if (lookup.state === 'asking') return <Line tone="plain">{t(`register.asking.${register}`)}</Line>
  if (lookup.state === 'failed') {
    if (lookup.fault.tag === 'register/notFound') return <Line tone="bad">{t(`register.notFound.${register}`)}</Line>
    return (
      <Line
        tone="warning"
        action={
          <Button variant="quiet" onPress={onAgain}>
            {t('register.again')}
          </Button>
        }
      >
        {lookup.fault.tag === 'gateway/unavailable' ? t('register.down') : fault(lookup.fault)}
      </Line>
    )
  }
  const { found } = lookup
  if (found.kind === 'person' && found.person.diedAt !== undefined)
    return <Line tone="bad">{t('register.deceased', { name: fullNameOf(found.person.name), date: formatDate(found.person.diedAt) })}</Line>
  const said =
    found.kind === 'person'
      ? t('register.person', { name: fullNameOf(found.person.name), date: formatDate(found.person.birthDate) })
      : t('register.organisation', { name: localText(found.organisation.name) })
  // What it said stands in the fields beside: it need not be read twice.
  if (!differs && fill !== undefined && Object.keys(fill.fills).length > 0)
    return <Line tone="good">{t(`register.confirmed.${register}`)}</Line>
  if (!differs) return <Line tone="good">{said}</Line>
  return (
    <Line
      tone="warning"
      action={
        <Button variant="quiet" onPress={onTake}>
          {t('register.take')}
        </Button>
      }
    >
      {said}. {t('register.differs')}
    </Line>
  )
}

const icons = { good: CircleCheck, warning: TriangleAlert, bad: CircleAlert }

function Line({
  tone,
  action,
  children,
}: {
  readonly tone: 'plain' | 'good' | 'warning' | 'bad'
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  const Icon = tone === 'plain' ? undefined : icons[tone]
  return (
    <p className={`register-line register-line-${tone}`} role="status">
      {Icon !== undefined && <Icon aria-hidden />}
      <span>{children}</span>
      {action}
    </p>
  )
}
