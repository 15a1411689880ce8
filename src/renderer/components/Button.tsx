import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import './button.css'

export interface ButtonProps {
  readonly variant?: 'primary' | 'plain' | 'danger' | 'quiet'
  /** The screen's key that does the same, shown as a hint: `Ctrl+Enter`. */
  readonly keys?: string
  readonly busy?: boolean
  readonly icon?: ReactNode
  /** Accessible name where the content is an icon alone. */
  readonly label?: string
  readonly type?: 'button' | 'submit'
  readonly onPress?: () => void
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly children?: ReactNode
}

export function Button({
  variant = 'plain',
  keys,
  busy = false,
  icon,
  label,
  type = 'button',
  onPress,
  isDisabled = false,
  autoFocus,
  children,
}: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${variant}`}
      type={type}
      isDisabled={isDisabled || busy}
      {...(onPress === undefined ? {} : { onPress })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
    >
      {busy ? <span className="button-busy" aria-hidden /> : icon}
      {children}
      {keys !== undefined && (
        <kbd className="button-keys" aria-hidden>
          {keys}
        </kbd>
      )}
    </AriaButton>
  )
}
