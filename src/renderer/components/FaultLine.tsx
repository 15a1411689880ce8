import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ShownFault, useFaultText } from '#renderer/i18n/fault-text.ts'
import { Button } from './Button.tsx'
import './blocks.css'

interface FaultLineProps {
  readonly fault: ShownFault
  readonly onRetry?: () => void
}

/** What happened and what to do, in a line; with a button where the same again may help. */
export function FaultLine({ fault, onRetry }: FaultLineProps) {
  const { t } = useTranslation('common')
  const text = useFaultText()
  return (
    <div className="fault-line notice-bad" role="alert">
      <CircleAlert aria-hidden />
      <span className="notice-body">{text(fault)}</span>
      {onRetry !== undefined && fault.remedy === 'retry' && <Button onPress={onRetry}>{t('action.retry')}</Button>}
    </div>
  )
}
