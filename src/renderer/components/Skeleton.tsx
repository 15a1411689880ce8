import { useTranslation } from 'react-i18next'
import './blocks.css'

/** Where something will be; invisible for the first 150 ms, so that quick answers do not flicker. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useTranslation('common')
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="skeleton-line" />
      ))}
    </div>
  )
}
