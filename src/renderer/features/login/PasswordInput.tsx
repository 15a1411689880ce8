import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '#renderer/components/field.css'

interface PasswordInputProps {
  /** The field keeps its value to itself: it is read once, on submit, and never put into the page's state. */
  readonly input: RefObject<HTMLInputElement | null>
  readonly error: string | undefined
  readonly autoFocus?: boolean
}

export function PasswordInput({ input, error, autoFocus = false }: PasswordInputProps) {
  const { t } = useTranslation('login')
  const id = useId()
  const [capsLock, setCapsLock] = useState(false)
  const look = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <div className="field" data-invalid={error === undefined ? undefined : true}>
      <label className="field-label" htmlFor={id}>
        {t('password')}
      </label>
      <div className="field-box">
        <input
          ref={input}
          id={id}
          className="field-input"
          type="password"
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          autoFocus={autoFocus}
          onKeyDown={look}
          onKeyUp={look}
        />
        {capsLock && (
          <span className="field-suffix" role="status">
            {t('capsLock')}
          </span>
        )}
      </div>
      {error !== undefined && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  )
}
