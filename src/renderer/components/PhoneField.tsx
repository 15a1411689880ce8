import type { FieldProps } from './field-props.ts'
import { MaskedField } from './MaskedField.tsx'
import { isFullPhone, shownPhone, typedPhone } from './typed-digits.ts'

/** Value: `+7XXXXXXXXXX`, or its beginning while it is typed. A prefix alone is no phone: it goes when the field is left. */
export function PhoneField(props: FieldProps) {
  const leave = (): void => {
    if (props.value === '+' || props.value === '+7') props.onChange('')
    props.onBlur?.()
  }
  return (
    <MaskedField
      {...props}
      onBlur={leave}
      shownOf={shownPhone}
      valueOf={typedPhone}
      isFull={isFullPhone}
      jumpsOn
      inputMode="tel"
      placeholder="+7"
    />
  )
}
