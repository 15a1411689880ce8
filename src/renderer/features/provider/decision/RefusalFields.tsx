import { useTranslation } from 'react-i18next'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { fieldId } from '#renderer/components/field-props.ts'
import { BilingualText } from '#renderer/features/provider/BilingualText.tsx'
import { type DecidedRequest, type DecisionDraft, toggleGround } from './decision-draft.ts'
import { WrongFields } from './WrongFields.tsx'

interface RefusalFieldsProps {
  readonly decided: DecidedRequest
  readonly draft: DecisionDraft
  readonly errors: ReadonlyMap<string, string>
  readonly onChange: (draft: DecisionDraft) => void
}

/** A reasoned refusal: official grounds, an explanation in both languages, and what exactly was wrong. */
export function RefusalFields({ decided, draft, errors, onChange }: RefusalFieldsProps) {
  const { t } = useTranslation('provider')
  const { definition, request } = decided
  const order = definition.refusalGrounds.map((ground) => ground.id)
  const error = errors.get('grounds')
  return (
    <div className="stack">
      <fieldset id={fieldId('grounds')} className="grounds" aria-describedby={error === undefined ? undefined : 'grounds-error'}>
        <legend className="field-label field-required">{t('decision.grounds')}</legend>
        {definition.refusalGrounds.map((ground) => (
          <Checkbox
            key={ground.id}
            name={`grounds.${ground.id}`}
            isSelected={draft.groundIds.includes(ground.id)}
            isInvalid={error !== undefined}
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
        errorOf={(name) => errors.get(name)}
        onChange={(explanation) => onChange({ ...draft, explanation })}
      />
      <WrongFields
        definition={definition}
        request={request}
        wrongFields={draft.wrongFields}
        onChange={(wrongFields) => onChange({ ...draft, wrongFields })}
      />
    </div>
  )
}
