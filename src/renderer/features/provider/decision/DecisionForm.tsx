import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { factsOfRequest } from '#core/domain/request.ts'
import type { Answers } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { FormFields } from '#renderer/features/form/FormPages.tsx'
import { useFormSource } from '#renderer/features/form/form-source.ts'
import { localText } from '#renderer/i18n/format.ts'
import { type DecidedRequest, type DecisionDraft } from './decision-draft.ts'
import { prefillOf, stillPrefilled, withNotes } from './prefill.ts'
import { RefusalFields } from './RefusalFields.tsx'

interface DecisionFormProps {
  readonly decided: DecidedRequest
  readonly chosen: ResultForm
  readonly draft: DecisionDraft
  /** Sentences to show, by field. */
  readonly errors: ReadonlyMap<string, string>
  readonly onChange: (draft: DecisionDraft) => void
  readonly onLeave: (name: string) => void
}

/** Which result, and what it needs. */
export function DecisionForm({ decided, chosen, draft, errors, onChange, onLeave }: DecisionFormProps) {
  const { t } = useTranslation('provider')
  // The desk opens in its first field; whoever moves through the results by arrows stays among them.
  const [isOpening, setOpening] = useState(true)
  const nameOf = ({ outcome, title }: ResultForm): string => {
    if (outcome === 'refusal') return t('decision.refusal')
    return outcome === 'intermediate' ? t('decision.intermediate', { title: localText(title) }) : localText(title)
  }
  return (
    <div className="stack">
      <div className="decision-outcome">
        <Choice
          label={t('decision.outcome')}
          name="outcome"
          value={chosen.id}
          onChange={(form) => {
            setOpening(false)
            onChange({ ...draft, form })
          }}
          options={decided.choices.map((form) => ({ value: form.id, label: nameOf(form) }))}
        />
      </div>
      {chosen.outcome === 'refusal' ? (
        <RefusalFields decided={decided} draft={draft} errors={errors} onChange={onChange} />
      ) : (
        <BlankFields
          key={chosen.id}
          decided={decided}
          form={chosen}
          fields={draft.fields[chosen.id] ?? {}}
          errors={errors}
          autoFocus={isOpening}
          onLeave={onLeave}
          onChange={(fields) => onChange({ ...draft, fields: { ...draft.fields, [chosen.id]: fields } })}
        />
      )}
    </div>
  )
}

interface BlankFieldsProps {
  readonly decided: DecidedRequest
  readonly form: ResultForm
  readonly fields: Answers
  readonly errors: ReadonlyMap<string, string>
  readonly autoFocus: boolean
  readonly onChange: (fields: Answers) => void
  readonly onLeave: (name: string) => void
}

/** What a blank asks of the provider, by the same engine as the applicant's form. */
function BlankFields({ decided, form, fields, errors, autoFocus, onChange, onLeave }: BlankFieldsProps) {
  const { t, i18n } = useTranslation('provider')
  const { definition, request } = decided
  const source = useFormSource(fields, onChange)
  const prefill = useMemo(() => prefillOf(definition, request, form.asked), [definition, request, form.asked])
  const prefilled = stillPrefilled(prefill, fields).join(' ')
  const asked = useMemo(() => {
    const note = { kk: i18n.getFixedT('kk', 'provider')('decision.prefilled'), ru: i18n.getFixedT('ru', 'provider')('decision.prefilled') }
    return withNotes(form.asked, prefilled.split(' '), note)
  }, [form.asked, prefilled, i18n])
  if (asked.length === 0) return <p className="secondary">{t('decision.noneAsked')}</p>
  return (
    <>
      <FormFields
        fields={asked}
        source={source}
        prefix="fields"
        facts={factsOfRequest(request)}
        language={request.language}
        errors={errors}
        onLeave={onLeave}
        autoFocus={autoFocus}
      />
      <p className="secondary">{t('decision.filled')}</p>
    </>
  )
}
