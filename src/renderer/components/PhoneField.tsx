import type { FieldProps } from './field-props.ts'
import { MaskedField } from './MaskedField.tsx'
import { isFullPhone, shownPhone, typedPhone } from './typed-digits.ts'

/** Value: `+7XXXXXXXXXX`, or its beginning while it is typed. */
export const PhoneField = (props: FieldProps) => (
  <MaskedField {...props} shownOf={shownPhone} valueOf={typedPhone} isFull={isFullPhone} jumpsOn inputMode="tel" placeholder="+7" />
)
