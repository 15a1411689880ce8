import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CheckStep, CheckStepId } from '#core/domain/self-check.ts'
import { Hindrances } from '#renderer/features/signing/Hindrances.tsx'
import { useFaultText } from '#renderer/i18n/fault-text.ts'
import { checkText } from './check-text.ts'

const icons: Readonly<Record<CheckStep['state'], LucideIcon>> = {
  good: CircleCheck,
  warning: TriangleAlert,
  bad: CircleAlert,
  skipped: CircleMinus,
}

interface CheckLineProps {
  readonly id: CheckStepId
  readonly step: CheckStep | undefined
  readonly isNow: boolean
}

/** One step: whether it is well, what was found, what to do, how long it took. */
export function CheckLine({ id, step, isNow }: CheckLineProps) {
  const { t } = useTranslation('check')
  const common = useTranslation('common').t
  const fault = useFaultText()
  const Icon = step === undefined ? (isNow ? LoaderCircle : CircleDashed) : icons[step.state]
  return (
    <li className={`check-step check-${step?.state ?? (isNow ? 'now' : 'waiting')}`}>
      <Icon aria-label={step === undefined ? t(isNow ? 'now' : 'waiting') : t(`state.${step.state}`)} />
      <span className="check-text">
        <strong>{t(`step.${id}`)}</strong>
        {step !== undefined && <span>{checkText(t, common, fault, step)}</span>}
        {step?.hindrances !== undefined && <Hindrances hindrances={step.hindrances} />}
      </span>
      {step !== undefined && step.state !== 'skipped' && (
        <span className="secondary check-time">
          {step.milliseconds < 1000
            ? t('timeShort', { count: step.milliseconds })
            : t('time', { seconds: Math.round(step.milliseconds / 100) / 10 })}
        </span>
      )}
    </li>
  )
}
