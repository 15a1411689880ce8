import type { FieldProps } from './field-props.ts'
import { MaskedField } from './MaskedField.tsx'
import { isFullIin, shownIin, typedIin } from './typed-digits.ts'

export interface IinFieldProps extends FieldProps {
  /** Fired when the twelfth digit is typed. */
  readonly onComplete?: (iin: string) => void
}

export const IinField = ({ onComplete, ...props }: IinFieldProps) => (
  <MaskedField {...props} shownOf={shownIin} valueOf={typedIin} isFull={isFullIin} onFull={onComplete} />
)
