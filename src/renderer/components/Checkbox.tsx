import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import { fieldId } from './field-props.ts'
import './field.css'

export interface CheckboxProps {
  readonly isSelected: boolean
  readonly onChange: (selected: boolean) => void
  readonly children: ReactNode
  readonly name?: string
  readonly isDisabled?: boolean
  readonly isInvalid?: boolean
}

export function Checkbox({ isSelected, onChange, children, name, isDisabled = false, isInvalid = false }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={isInvalid}
      {...(name === undefined ? {} : { id: fieldId(name) })}
    >
      <span className="checkbox-mark" aria-hidden>
        <Check />
      </span>
      {children}
    </AriaCheckbox>
  )
}
