/** What every field of a form takes. */
export interface FieldProps {
  readonly label: string
  /** Path of the field, as problems name it; the control's id is `field-<name>`. */
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  /** The sentence to show; the caller decides when (after the field is left). */
  readonly error?: string | undefined
  readonly help?: string | undefined
  readonly isRequired?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
}

export const fieldId = (name: string): string => `field-${name}`

/** The part of the props that every control of the kit understands as it is. */
export const ariaFieldProps = ({ name, error, isRequired, isDisabled, autoFocus, onBlur }: FieldProps) => ({
  id: fieldId(name),
  isInvalid: error !== undefined,
  validationBehavior: 'aria' as const,
  ...(isRequired === undefined ? {} : { isRequired }),
  ...(isDisabled === undefined ? {} : { isDisabled }),
  ...(autoFocus === undefined ? {} : { autoFocus }),
  ...(onBlur === undefined ? {} : { onBlur }),
})
