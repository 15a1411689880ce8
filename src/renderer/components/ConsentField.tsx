import { Checkbox } from './Checkbox.tsx'
import type { FieldProps } from './field-props.ts'
import './field.css'

/** A mark that stands (`yes`) or not; its label is the sentence that is agreed to. */
export function ConsentField({ label, name, value, onChange, error, help, isRequired = false, isDisabled = false }: FieldProps) {
  return (
    <div className="field consent">
      <Checkbox
        name={name}
        isSelected={value === 'yes'}
        isDisabled={isDisabled}
        isInvalid={error !== undefined}
        onChange={(selected) => onChange(selected ? 'yes' : '')}
      >
        <span className={isRequired ? 'field-required' : undefined}>{label}</span>
      </Checkbox>
      {error === undefined && help !== undefined && <p className="field-help">{help}</p>}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  )
}
