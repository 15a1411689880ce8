import { useTranslation } from 'react-i18next'
import type { TypedPerson } from '#core/domain/intake-draft.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { IinField } from '#renderer/components/IinField.tsx'
import { PhoneField } from '#renderer/components/PhoneField.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { bindField, type FieldErrors } from '#renderer/features/intake/field-binding.ts'

interface PersonFieldsProps {
  readonly person: TypedPerson
  readonly errors: FieldErrors
  readonly onChange: (patch: Partial<TypedPerson>) => void
  readonly onIinComplete: (iin: string) => void
  readonly autoFocus: boolean
}

/** The applicant, in the order of an identity card. */
export function PersonFields({ person, errors, onChange, onIinComplete, autoFocus }: PersonFieldsProps) {
  const { t } = useTranslation('intake')
  const bind = (field: Exclude<keyof TypedPerson, 'evidence' | 'sex' | 'identityDocument'>) => ({
    ...bindField(errors, `applicant.${field}`, person[field], (value) => onChange({ [field]: value })),
    label: t(`applicant.${field}`),
  })
  return (
    <div className="applicant-fields">
      <IinField {...bind('iin')} isRequired autoFocus={autoFocus && person.iin === ''} onComplete={onIinComplete} />
      <TextField {...bind('surname')} isRequired />
      <TextField {...bind('givenName')} isRequired />
      <TextField {...bind('patronymic')} />
      <div className="applicant-pair">
        <DateField {...bind('birthDate')} isRequired />
        <Choice
          {...bindField(errors, 'applicant.sex', person.sex, (value) =>
            onChange({ sex: value === 'male' || value === 'female' ? value : '' }),
          )}
          label={t('applicant.sex')}
          isRequired
          options={[
            { value: 'male', label: t('applicant.male') },
            { value: 'female', label: t('applicant.female') },
          ]}
        />
      </div>
      <TextField {...bind('address')} isRequired />
      <PhoneField {...bind('phone')} isRequired />
      <TextField {...bind('email')} inputMode="email" />
    </div>
  )
}
