import { Radio, RadioGroup } from 'react-aria-components'
import { fieldId, type FieldProps } from './field-props.ts'
import { FieldFrame } from './FieldFrame.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface ChoiceProps extends FieldProps {
  readonly options: readonly Option[]
}

/** One of a few: all of them in sight, arrows move between them. */
export function Choice({ label, name, value, onChange, onBlur, error, help, isRequired, isDisabled, options }: ChoiceProps) {
  return (
    <RadioGroup
      className="choice"
      id={fieldId(name)}
      value={value === '' ? null : value}
      onChange={onChange}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      orientation="horizontal"
      {...(isRequired === undefined ? {} : { isRequired })}
      {...(isDisabled === undefined ? {} : { isDisabled })}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <FieldFrame label={label} isRequired={isRequired} error={error} help={help}>
        <div className="choice-row">
          {options.map((option) => (
            <Radio key={option.value} value={option.value} className="choice-option">
              <span className="choice-mark" aria-hidden />
              {option.label}
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </RadioGroup>
  )
}
