import { useTranslation } from 'react-i18next'
import type { AnswerValue, BlankField, ServiceDefinition } from '#core/domain/service.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { TextArea } from '#renderer/components/TextArea.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { type DecisionDraft, type DecisionProblem, providerFields, toggleGround } from './decision-draft.ts'

interface DecisionFormProps {
  readonly definition: ServiceDefinition
  readonly draft: DecisionDraft
  readonly problems: readonly DecisionProblem[]
  readonly onChange: (draft: DecisionDraft) => void
}

/** What the provider decides, and the words of it in both languages. */
export function DecisionForm({ definition, draft, problems, onChange }: DecisionFormProps) {
  const { t } = useTranslation('provider')
  const errorOf = (field: string): string | undefined => {
    const found = problems.find((problem) => problem.field === field)
    return found === undefined ? undefined : t(`decision.${found.code}`)
  }
  return (
    <div className="stack">
      <Choice
        label={t('decision.outcome')}
        name="outcome"
        value={draft.outcome}
        onChange={(outcome) => onChange({ ...draft, outcome: outcome === 'refusal' ? 'refusal' : 'positive' })}
        options={[
          { value: 'positive', label: t('decision.positive') },
          { value: 'refusal', label: t('decision.refusal') },
        ]}
      />
      {draft.outcome === 'positive' ? (
        <>
          {providerFields(definition).map((field) => (
            <DecisionField
              key={field.id}
              field={field}
              value={draft.fields[field.id]}
              errorOf={errorOf}
              onChange={(value) => onChange({ ...draft, fields: { ...draft.fields, [field.id]: value } })}
            />
          ))}
          <p className="secondary">{t('decision.filled')}</p>
        </>
      ) : (
        <RefusalFields definition={definition} draft={draft} errorOf={errorOf} onChange={onChange} />
      )}
    </div>
  )
}

type ErrorOf = (field: string) => string | undefined

interface DecisionFieldProps {
  readonly field: BlankField
  readonly value: AnswerValue | undefined
  readonly errorOf: ErrorOf
  readonly onChange: (value: AnswerValue) => void
}

function DecisionField({ field, value, errorOf, onChange }: DecisionFieldProps) {
  const name = `fields.${field.id}`
  const label = localText(field.label)
  if (field.type === 'bilingual')
    return (
      <BilingualText
        label={label}
        name={name}
        value={typeof value === 'object' ? value : { kk: '', ru: '' }}
        isRequired={field.required}
        errorOf={errorOf}
        onChange={onChange}
      />
    )
  const props = { label, name, value: typeof value === 'string' ? value : '', onChange, isRequired: field.required, error: errorOf(name) }
  return field.type === 'date' ? <DateField {...props} /> : <TextField {...props} />
}

interface BilingualTextProps {
  readonly label: string
  readonly name: string
  readonly value: { readonly kk: string; readonly ru: string }
  readonly isRequired: boolean
  readonly errorOf: ErrorOf
  readonly onChange: (value: { kk: string; ru: string }) => void
}

function BilingualText({ label, name, value, isRequired, errorOf, onChange }: BilingualTextProps) {
  const { t } = useTranslation('provider')
  return (
    <div className="decision-languages">
      {(['kk', 'ru'] as const).map((language) => (
        <div key={language} lang={language}>
          <TextArea
            label={t(`decision.${language}`, { label })}
            name={`${name}.${language}`}
            value={value[language]}
            rows={2}
            isRequired={isRequired}
            error={errorOf(`${name}.${language}`)}
            onChange={(text) => onChange({ ...value, [language]: text })}
          />
        </div>
      ))}
    </div>
  )
}

function RefusalFields({ definition, draft, errorOf, onChange }: Omit<DecisionFormProps, 'problems'> & { readonly errorOf: ErrorOf }) {
  const { t } = useTranslation('provider')
  const order = definition.refusalGrounds.map((ground) => ground.id)
  const error = errorOf('grounds')
  return (
    <>
      <fieldset className="grounds" aria-describedby={error === undefined ? undefined : 'grounds-error'}>
        <legend className="field-label field-required">{t('decision.grounds')}</legend>
        {definition.refusalGrounds.map((ground) => (
          <Checkbox
            key={ground.id}
            name={`grounds.${ground.id}`}
            isSelected={draft.groundIds.includes(ground.id)}
            onChange={(chosen) => onChange(toggleGround(draft, ground.id, chosen, order))}
          >
            <span className="ground">
              <span lang="kk">{ground.text.kk}</span>
              <span lang="ru" className="secondary">
                {ground.text.ru}
              </span>
            </span>
          </Checkbox>
        ))}
        {error !== undefined && (
          <p id="grounds-error" className="field-error" role="alert">
            {error}
          </p>
        )}
      </fieldset>
      <BilingualText
        label={t('decision.explanation')}
        name="explanation"
        value={draft.explanation}
        isRequired
        errorOf={errorOf}
        onChange={(explanation) => onChange({ ...draft, explanation })}
      />
    </>
  )
}
