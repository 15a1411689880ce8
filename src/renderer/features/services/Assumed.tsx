import { useTranslation } from 'react-i18next'

/** The regulation does not say this: it was derived or supposed, and waits for confirmation. */
export const Assumed = () => {
  const { t } = useTranslation('services')
  return <span className="badge badge-warning">{t('passport.assumed')}</span>
}
