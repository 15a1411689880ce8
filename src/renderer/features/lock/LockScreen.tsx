import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#core/contract/views.ts'
import { enter, leave, type LockReason, logOut } from '#renderer/app/session-store.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { LoginFault } from '#renderer/features/login/LoginFault.tsx'
import '#renderer/features/login/login.css'
import { PasswordInput } from '#renderer/features/login/PasswordInput.tsx'

/** Over the frame, which stays mounted and as it was: what is typed is still there when the lock is opened. */
export function LockScreen({ session, reason }: { readonly session: SessionView; readonly reason: LockReason }) {
  const { t } = useTranslation('login')
  const [empty, setEmpty] = useState(false)
  const password = useRef<HTMLInputElement>(null)
  const [unlock, { busy, fault }] = useOperation('session/unlock')
  useKeys([], { modal: true })

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const field = password.current
    if (field === null) return
    setEmpty(field.value === '')
    if (field.value === '') return field.focus()
    const answer = await unlock({ password: field.value })
    field.value = ''
    if (answer.ok) enter(answer.value)
    else if (answer.error.tag === 'session/none') leave('expired')
    else field.focus()
  }

  return (
    <div className="lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <div className="login-card">
        <div className="row">
          <LockKeyhole aria-hidden />
          <h1 id="lock-title">{t('lock.title')}</h1>
        </div>
        <div>
          <p>
            <strong>{session.staff.fullName}</strong>
          </p>
          <p className="secondary">{t(`lock.${reason}`)}</p>
        </div>
        <form className="login-form" onSubmit={(event) => void submit(event)} autoComplete="off">
          {fault !== undefined && <LoginFault fault={fault} />}
          <PasswordInput input={password} error={empty ? t('passwordEmpty') : undefined} autoFocus />
          <Button type="submit" variant="primary" busy={busy}>
            {t('lock.unlock')}
          </Button>
        </form>
        <div className="login-foot">
          <Button variant="quiet" onPress={() => void logOut()}>
            {t('lock.other')}
          </Button>
        </div>
      </div>
    </div>
  )
}
