import { useTranslation } from 'react-i18next'
import type { AnswerValue, FormField } from '#core/domain/service.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { Select } from '#renderer/components/Select.tsx'
import { TextArea } from '#renderer/components/TextArea.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { bindField, type FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { localText } from '#renderer/i18n/format.ts'

interface FormFieldControlProps {
  readonly field: FormField
  readonly value: AnswerValue | undefined
  readonly errors: FieldErrors
  readonly autoFocus: boolean
  readonly onChange: (value: AnswerValue) => void
}

/** More options than this are a list that opens. */
const optionsInSight = 5

/** One control of a service's form, as its definition asks. */
export function FormFieldControl({ field, value, errors, autoFocus, onChange }: FormFieldControlProps) {
  const text = typeof value === 'string' ? value : ''
  const help = field.help === undefined ? undefined : localText(field.help)
  const common = {
    label: localText(field.label),
    help,
    isRequired: field.required,
    autoFocus,
    ...bindField(errors, `answers.${field.id}`, text, onChange),
  }
  switch (field.type) {
    case 'bilingual':
      return (
        <BilingualControl
          field={field}
          value={typeof value === 'object' ? value : { kk: '', ru: '' }}
          errors={errors}
          autoFocus={autoFocus}
          onChange={onChange}
        />
      )
    case 'text':
      return field.multiline === true ? (
        <TextArea {...common} maxLength={field.maxLength} />
      ) : (
        <TextField {...common} maxLength={field.maxLength} />
      )
    case 'email':
      return <TextField {...common} inputMode="email" />
    case 'date':
      return <DateField {...common} />
    case 'choice': {
      const options = field.options.map((option) => ({ value: option.value, label: localText(option.label) }))
      return options.length > optionsInSight ? <Select {...common} options={options} /> : <Choice {...common} options={options} />
    }
  }
}

type Bilingual = Exclude<AnswerValue, string>

interface BilingualControlProps extends Omit<FormFieldControlProps, 'field' | 'value'> {
  readonly field: Pick<Extract<FormField, { type: 'bilingual' }>, 'id' | 'label' | 'help' | 'required' | 'multiline' | 'maxLength'>
  readonly value: Bilingual
}

/** A text that is printed in both languages: Kazakh and Russian side by side. */
function BilingualControl({ field, value, errors, autoFocus, onChange }: BilingualControlProps) {
  const { t } = useTranslation('intake')
  const label = localText(field.label)
  const help = field.help === undefined ? undefined : localText(field.help)
  const Control = field.multiline === true ? TextArea : TextField
  return (
    <div className="bilingual">
      {(['kk', 'ru'] as const).map((language) => (
        <div key={language} lang={language}>
          <Control
            {...bindField(errors, `answers.${field.id}.${language}`, value[language], (text) => onChange({ ...value, [language]: text }))}
            label={t(`form.${language}`, { label })}
            help={help}
            isRequired={field.required}
            maxLength={field.maxLength}
            autoFocus={autoFocus && language === 'kk'}
          />
        </div>
      ))}
    </div>
  )
}
