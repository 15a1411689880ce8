import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-props.ts'
import { MaskedField } from './MaskedField.tsx'
import { isFullDate, shownDate, typedDate } from './typed-digits.ts'

/** Value: ISO date, or the typed text while it is none. Typed as dd.mm.yyyy, the dots come by themselves. */
export function DateField(props: FieldProps) {
  const { t } = useTranslation('common')
  return <MaskedField {...props} shownOf={shownDate} valueOf={typedDate} isFull={isFullDate} jumpsOn placeholder={t('field.datePattern')} />
}
