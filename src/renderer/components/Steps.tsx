import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import './blocks.css'

export interface StepItem<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly state: 'done' | 'current' | 'todo'
  /** How far it is: `2 / 4`. */
  readonly detail?: string
}

interface StepsProps<Id extends string> {
  readonly items: readonly StepItem<Id>[]
  readonly onSelect: (id: Id) => void
}

export function Steps<Id extends string>({ items, onSelect }: StepsProps<Id>) {
  const { t } = useTranslation('common')
  return (
    <nav aria-label={t('steps.title')}>
      <ol className="steps">
        {items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              className={`step step-${item.state}`}
              aria-current={item.state === 'current' ? 'step' : undefined}
              onClick={() => onSelect(item.id)}
            >
              <span className="step-mark">{item.state === 'done' ? <Check aria-label={t('steps.done')} /> : index + 1}</span>
              <span>{item.label}</span>
              {item.detail !== undefined && <span className="step-detail">{item.detail}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
