import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import { ariaFieldProps, type FieldProps } from './field-props.ts'
import { FieldFrame } from './FieldFrame.tsx'

export interface TextAreaProps extends FieldProps {
  readonly rows?: number
  readonly maxLength?: number
}

export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, error, help, isRequired, rows = 3, maxLength } = props
  return (
    <AriaTextField
      className="field"
      {...ariaFieldProps(props)}
      value={value}
      onChange={onChange}
      autoComplete="off"
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <FieldFrame label={label} isRequired={isRequired} error={error} help={help}>
        <div className="field-box">
          <AriaTextArea className="field-input" rows={rows} />
        </div>
      </FieldFrame>
    </AriaTextField>
  )
}
