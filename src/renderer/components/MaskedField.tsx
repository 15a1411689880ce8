import { useLayoutEffect, useRef } from 'react'
import { Input, TextField as AriaTextField } from 'react-aria-components'
import { caretAfterDigits, digitsBefore } from './caret.ts'
import { ariaFieldProps, type FieldProps } from './field-props.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { focusNext } from './focus-next.ts'

export interface MaskedFieldProps extends FieldProps {
  /** The value as it is shown: digits in groups. */
  readonly shownOf: (value: string) => string
  /** The value that a typed text means. */
  readonly valueOf: (typed: string) => string
  /** The value is complete: fired once, when typing completes it. */
  readonly isFull: (value: string) => boolean
  readonly onFull?: ((value: string) => void) | undefined
  /** Typing the last digit goes on to the next field. */
  readonly jumpsOn?: boolean
  readonly placeholder?: string
  readonly inputMode?: 'numeric' | 'tel'
}

/** A field of digits that puts them into groups while they are typed; the caret stays where the person is writing. */
export function MaskedField(props: MaskedFieldProps) {
  const {
    label,
    value,
    onChange,
    error,
    help,
    isRequired,
    shownOf,
    valueOf,
    isFull,
    onFull,
    jumpsOn = false,
    placeholder,
    inputMode = 'numeric',
  } = props
  const input = useRef<HTMLInputElement>(null)
  const caret = useRef<number>(undefined)
  const shown = shownOf(value)

  useLayoutEffect(() => {
    if (caret.current === undefined || input.current === null) return
    input.current.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })

  const change = (typed: string): void => {
    const deleted = typed.length < shown.length
    const at = input.current?.selectionStart ?? typed.length
    const next = valueOf(typed)
    caret.current =
      at >= typed.length && !deleted ? shownOf(next).length : caretAfterDigits(shownOf(next), digitsBefore(typed, at), !deleted)
    onChange(next)
    if (!isFull(next) || isFull(value) || deleted) return
    onFull?.(next)
    if (jumpsOn && input.current !== null) focusNext(input.current)
  }

  return (
    <AriaTextField className="field" {...ariaFieldProps(props)} value={shown} onChange={change} inputMode={inputMode} autoComplete="off">
      <FieldFrame label={label} isRequired={isRequired} error={error} help={help}>
        <div className="field-box">
          <Input ref={input} className="field-input mono" spellCheck={false} {...(placeholder === undefined ? {} : { placeholder })} />
        </div>
      </FieldFrame>
    </AriaTextField>
  )
}
