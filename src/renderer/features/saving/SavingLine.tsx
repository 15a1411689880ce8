import { Check, CloudAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTimeWithSeconds } from '#renderer/i18n/format.ts'
import type { SavingState } from './use-autosave.ts'
import './saving.css'

/** When it was saved, silently; loud only where it was not. */
export function SavingLine({ saving }: { readonly saving: SavingState }) {
  const { t } = useTranslation('intake')
  if (saving.state === 'failed') {
    return (
      <p className="saving-line saving-failed" role="alert">
        <CloudAlert aria-hidden />
        {t('save.failed')}
      </p>
    )
  }
  const text = saving.savedAt === undefined ? '' : t('save.saved', { time: formatTimeWithSeconds(saving.savedAt) })
  return (
    <p className="saving-line">
      {text !== '' && <Check aria-hidden />}
      {text}
    </p>
  )
}
