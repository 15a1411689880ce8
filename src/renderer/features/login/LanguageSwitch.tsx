import { useTranslation } from 'react-i18next'
import { pageLanguage } from '#renderer/i18n/format.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'

export function LanguageSwitch() {
  const { t } = useTranslation('login')
  const language = pageLanguage()
  return (
    <div className="login-languages" role="group" aria-label={t('language')}>
      <button type="button" lang="kk" aria-pressed={language === 'kk'} onClick={() => setLanguage('kk')}>
        Қазақша
      </button>
      <button type="button" lang="ru" aria-pressed={language === 'ru'} onClick={() => setLanguage('ru')}>
        Русский
      </button>
    </div>
  )
}
