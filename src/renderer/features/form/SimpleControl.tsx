import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SimpleField } from '#core/domain/service-form.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { ConsentField } from '#renderer/components/ConsentField.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { NumberField } from '#renderer/components/NumberField.tsx'
import { PhoneField } from '#renderer/components/PhoneField.tsx'
import { Select } from '#renderer/components/Select.tsx'
import { TextArea } from '#renderer/components/TextArea.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { type AnswerPath, textOf, valueAt, withValue } from './answer-paths.ts'
import { BilingualControl } from './BilingualControl.tsx'
import { useAnswer, useErrorOf, useForm } from './form-context.ts'
import { RegisterControl } from './RegisterControl.tsx'

export interface ControlProps<Field = SimpleField> {
  readonly field: Field
  readonly path: AnswerPath
  readonly autoFocus: boolean
  /** The fields of the same form or row: a register's answer fills them. */
  readonly beside: readonly SimpleField[]
}

/** More options than this are a list that opens. */
const optionsInSight = 5

/** One control, tied to its own value and error: what is typed elsewhere does not draw it anew. */
export const SimpleControl = memo(function SimpleControl(props: ControlProps) {
  const { field, ...place } = props
  switch (field.type) {
    case 'bilingual':
      return <BilingualControl {...place} field={field} />
    case 'iin':
    case 'bin':
      return <RegisterControl {...place} field={field} />
    default:
      return <TextualControl {...place} field={field} />
  }
})

type TextualField = Exclude<SimpleField, { type: 'bilingual' | 'iin' | 'bin' }>

function TextualControl({ field, path, autoFocus }: ControlProps<TextualField>) {
  const common = useFieldProps(field, path, autoFocus)
  switch (field.type) {
    case 'text':
      return field.multiline === true ? (
        <TextArea {...common} maxLength={field.maxLength} />
      ) : (
        <TextField {...common} maxLength={field.maxLength} />
      )
    case 'email':
      return <TextField {...common} inputMode="email" />
    case 'phone':
      return <PhoneField {...common} />
    case 'date':
      return <DateField {...common} />
    case 'number':
      return (
        <NumberField
          {...common}
          decimals={field.decimals ?? 0}
          negative={field.min === undefined || field.min < 0}
          suffix={field.unit === undefined ? undefined : localText(field.unit)}
        />
      )
    case 'consent':
      return <ConsentField {...common} />
    case 'choice': {
      const options = field.options.map((option) => ({ value: option.value, label: localText(option.label) }))
      return options.length > optionsInSight ? <Select {...common} options={options} /> : <Choice {...common} options={options} />
    }
  }
}

/** What ties a control of the kit to one text of the answers. */
export function useFieldProps(field: SimpleField, path: AnswerPath, autoFocus: boolean) {
  const { t } = useTranslation('form')
  const form = useForm()
  const name = `${form.prefix}.${path}`
  const value = useAnswer(form.source, (answers) => textOf(valueAt(answers, path)))
  const error = useErrorOf(form, name)
  // In a list the first row says it for all.
  const own = /\.[1-9]\d*\./.test(path) || field.help === undefined ? '' : localText(field.help)
  const help = [form.marked.has(name) ? t('marked') : '', own].filter(Boolean)
  return {
    label: localText(field.label),
    name,
    value,
    error,
    help: help.length === 0 ? undefined : help.join(' '),
    isRequired: field.required,
    autoFocus,
    onChange: (text: string): void => form.source.change((answers) => withValue(answers, path, text)),
    onBlur: (): void => form.onLeave(name),
  }
}
