import { useTranslation } from 'react-i18next'
import type { SimpleField } from '#core/domain/service-form.ts'
import { TextArea } from '#renderer/components/TextArea.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { bothOf, valueAt, withValue } from './answer-paths.ts'
import { useAnswer, useErrorOf, useForm } from './form-context.ts'
import type { ControlProps } from './SimpleControl.tsx'

type BilingualField = Extract<SimpleField, { type: 'bilingual' }>

/** A text that is printed in both languages: Kazakh and Russian side by side. */
export const BilingualControl = (props: ControlProps<BilingualField>) => (
  <div className="bilingual">
    <OneLanguage {...props} language="kk" />
    <OneLanguage {...props} language="ru" />
  </div>
)

function OneLanguage({ field, path, autoFocus, language }: ControlProps<BilingualField> & { readonly language: 'kk' | 'ru' }) {
  const { t } = useTranslation('form')
  const form = useForm()
  const name = `${form.prefix}.${path}.${language}`
  const value = useAnswer(form.source, (answers) => bothOf(valueAt(answers, path))[language])
  const error = useErrorOf(form, name)
  const Control = field.multiline === true ? TextArea : TextField
  const isMarked = form.marked.has(`${form.prefix}.${path}`) || form.marked.has(name)
  // The help is said once, beside the first of the two.
  const help = language === 'ru' || field.help === undefined ? undefined : localText(field.help)
  return (
    <div lang={language}>
      <Control
        label={t(language, { label: localText(field.label) })}
        name={name}
        value={value}
        error={error}
        help={isMarked ? t('marked') : help}
        isRequired={field.required}
        maxLength={field.maxLength}
        autoFocus={autoFocus && language === 'kk'}
        onChange={(text) =>
          form.source.change((answers) => withValue(answers, path, { ...bothOf(valueAt(answers, path)), [language]: text }))
        }
        onBlur={() => form.onLeave(name)}
      />
    </div>
  )
}
