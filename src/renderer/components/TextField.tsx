import type { ReactNode } from 'react'
import { Input, TextField as AriaTextField } from 'react-aria-components'
import { ariaFieldProps, type FieldProps } from './field-props.ts'
import { FieldFrame } from './FieldFrame.tsx'

export interface TextFieldProps extends FieldProps {
  readonly mono?: boolean
  readonly maxLength?: number
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email'
  readonly placeholder?: string
  readonly suffix?: ReactNode
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, error, help, isRequired, mono = false, maxLength, inputMode, placeholder, suffix } = props
  return (
    <AriaTextField
      className="field"
      {...ariaFieldProps(props)}
      value={value}
      onChange={onChange}
      autoComplete="off"
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(inputMode === undefined ? {} : { inputMode })}
    >
      <FieldFrame label={label} isRequired={isRequired} error={error} help={help}>
        <div className="field-box">
          <Input
            className={`field-input${mono ? ' mono' : ''}`}
            spellCheck={false}
            {...(placeholder === undefined ? {} : { placeholder })}
          />
          {suffix !== undefined && <span className="field-suffix">{suffix}</span>}
        </div>
      </FieldFrame>
    </AriaTextField>
  )
}
