import { KeyRound, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#renderer/app/session-store.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import './login.css'
import { PasswordLogin } from './PasswordLogin.tsx'
import { TokenLogin } from './TokenLogin.tsx'

export function LoginScreen() {
  const { t } = useTranslation(['login', 'common'])
  const [way, setWay] = useState<'password' | 'token'>('password')
  const { ended, version } = useSession()
  return (
    <main className="login">
      <div className={`login-card ${way === 'token' ? 'login-card-wide' : ''}`}>
        <div className="login-head">
          <div>
            <p className="login-product">{t('common:product')}</p>
            <p className="secondary">{t('subtitle')}</p>
          </div>
          <LanguageSwitch />
        </div>
        <h1>{t(way === 'password' ? 'title' : 'byToken')}</h1>
        {ended === 'expired' && <Notice tone="info">{t('expired')}</Notice>}
        {way === 'password' ? <PasswordLogin /> : <TokenLogin />}
        <div className="login-foot">
          {way === 'password' ? (
            <Button variant="quiet" icon={<KeyRound aria-hidden />} onPress={() => setWay('token')}>
              {t('byToken')}
            </Button>
          ) : (
            <Button variant="quiet" icon={<UserRound aria-hidden />} onPress={() => setWay('password')}>
              {t('byPassword')}
            </Button>
          )}
          {version !== '' && <span className="secondary">{t('version', { version })}</span>}
        </div>
      </div>
    </main>
  )
}
