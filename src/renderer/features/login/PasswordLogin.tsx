import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enter } from '#renderer/app/session-store.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { LoginFault } from './LoginFault.tsx'
import { PasswordInput } from './PasswordInput.tsx'

interface Empty {
  readonly name: boolean
  readonly password: boolean
}

export function PasswordLogin() {
  const { t } = useTranslation('login')
  const [name, setName] = useState('')
  const [empty, setEmpty] = useState<Empty>({ name: false, password: false })
  const password = useRef<HTMLInputElement>(null)
  const [logIn, { busy, fault }] = useOperation('session/login')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password.current === null) return
    const typed = { login: name.trim(), password: password.current.value }
    setEmpty({ name: typed.login === '', password: typed.password === '' })
    if (typed.login === '') return document.getElementById('field-login')?.focus()
    if (typed.password === '') return password.current.focus()
    const answer = await logIn(typed)
    if (answer.ok) return enter(answer.value)
    if (password.current !== null) {
      password.current.value = ''
      password.current.focus()
    }
  }

  return (
    <form className="login-form" onSubmit={(event) => void submit(event)} autoComplete="off">
      {fault !== undefined && <LoginFault fault={fault} />}
      <TextField label={t('name')} name="login" value={name} onChange={setName} autoFocus error={empty.name ? t('nameEmpty') : undefined} />
      <PasswordInput input={password} error={empty.password ? t('passwordEmpty') : undefined} />
      <Button type="submit" variant="primary" busy={busy}>
        {t('submit')}
      </Button>
    </form>
  )
}
