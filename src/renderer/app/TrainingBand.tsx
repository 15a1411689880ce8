import { useTranslation } from 'react-i18next'

/** Nobody may take an exercise for a real case. */
export function TrainingBand() {
  const { t } = useTranslation('common')
  return (
    <div className="training-band" role="note">
      <strong>{t('training')}</strong>
      <span>{t('trainingText')}</span>
    </div>
  )
}
