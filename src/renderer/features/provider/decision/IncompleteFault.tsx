import { useTranslation } from 'react-i18next'
import type { ResultForm } from '#core/domain/service-result.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { fieldLabel } from '#renderer/features/form/problem-texts.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import { localText } from '#renderer/i18n/format.ts'

interface IncompleteFaultProps {
  readonly fault: ShownFault
  readonly form: ResultForm
  readonly onRetry: () => void
}

/** A fault; where the blank lacks something, what it lacks by its label, also what the program itself should have filled. */
export function IncompleteFault({ fault, form, onRetry }: IncompleteFaultProps) {
  const { t } = useTranslation('provider')
  const ofForm = useTranslation('form').t
  const fields = fault.tag === 'signing/incomplete' && Array.isArray(fault['fields']) ? fault['fields'].map(String) : []
  const labels = fields.flatMap((field) => {
    const path = field.replace(/^fields\./, '')
    const filled = form.values.find(({ id }) => id === path)
    const label = filled === undefined ? fieldLabel(ofForm, form.asked, path) : localText(filled.label)
    return label === '' ? [] : [label]
  })
  if (labels.length === 0) return <FaultLine fault={fault} onRetry={onRetry} />
  return (
    <Notice tone="bad">
      {t('decision.missing')}
      <ul className="list">
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </Notice>
  )
}
