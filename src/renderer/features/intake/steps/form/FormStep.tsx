import { useTranslation } from 'react-i18next'
import { isShown } from '#core/domain/service.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import type { FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { changeAnswer, type Intake, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { localText } from '#renderer/i18n/format.ts'
import { FormFieldControl } from './FormFieldControl.tsx'
import './form.css'

/** The service's own questions, made from its definition. */
export function FormStep({ intake, errors }: { readonly intake: Intake; readonly errors: FieldErrors }) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const { answers } = intake.draft
  const pages = intake.definition.form
    .map((page) => ({ ...page, fields: page.fields.filter((field) => isShown(field.when, answers)) }))
    .filter((page) => page.fields.length > 0)
  const first = pages[0]?.fields[0]?.id

  if (pages.length === 0) return <Notice tone="info">{t('form.empty')}</Notice>
  return (
    <div className="form-pages">
      {pages.map((page) => (
        <fieldset key={page.id} className="form-page">
          <legend>{localText(page.title)}</legend>
          <div className="stack">
            {page.fields.map((field) => (
              <FormFieldControl
                key={field.id}
                field={field}
                value={answers[field.id]}
                errors={errors}
                autoFocus={field.id === first}
                onChange={(value) => edit((current) => changeAnswer(current, field.id, value))}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
