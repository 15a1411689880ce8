import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { formatDate, formatDateTime, shortName } from '#renderer/i18n/format.ts'
import { type ProcedureStep, stepsOf } from './procedure-steps.ts'

/** The five steps on one line: who did each and when, and whose turn it is. */
export function ProcedureLine({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('provider')
  const detail = ({ id, state, by }: ProcedureStep): string => {
    if (by !== undefined) return t('procedure.done', { name: shortName(by.name), time: formatDate(by.at).slice(0, 5) })
    if (state === 'current' && id === 'prepare' && view.assigned !== undefined) return shortName(view.assigned.fullName)
    return t(`procedure.who.${id}`)
  }
  return (
    <ol className="procedure" aria-label={t('procedure.title')}>
      {stepsOf(view).map((step, index) => (
        <li key={step.id} className={`procedure-step procedure-${step.state}`} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span className="procedure-mark" aria-hidden>
            {step.state === 'done' ? <Check /> : index + 1}
          </span>
          <span
            className="procedure-words"
            title={step.by === undefined ? undefined : t('procedure.done', { name: step.by.name, time: formatDateTime(step.by.at) })}
          >
            <strong>{t(`procedure.steps.${step.id}`)}</strong>
            <span>{detail(step)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
