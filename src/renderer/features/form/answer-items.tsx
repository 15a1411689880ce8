import type { TFunction } from 'i18next'
import { type Answers, type FormFacts, type FormField, shownFields } from '#core/domain/service-form.ts'
import type { DefinitionItem } from '#renderer/components/Definition.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { rowsOf } from './answer-paths.ts'
import { rowTitle } from './row-title.ts'
import { rowSummary, shownAnswer } from './shown-answer.ts'
import './form.css'

/** What was answered, with the form's labels and in its order; lists row by row. `none` stands where nothing was entered, or the line is left out. */
export function answerItems(
  t: TFunction<'form'>,
  fields: readonly FormField[],
  answers: Answers,
  facts: FormFacts,
  none?: string,
): readonly DefinitionItem[] {
  return shownFields(fields, answers, facts).flatMap((field): DefinitionItem[] => {
    const label = localText(field.label)
    const rows = field.type === 'repeat' ? rowsOf(answers, field.id) : []
    if (field.type === 'repeat' && rows.length > 0)
      return [
        {
          label,
          value: (
            <ol className="answer-rows">
              {rows.map((row, index) => (
                <li key={index}>
                  <span className="secondary">{rowTitle(t, field, index)}:</span> {rowSummary(field.fields, row) || none}
                </li>
              ))}
            </ol>
          ),
        },
      ]
    const shown = shownAnswer(field, answers[field.id])
    if (shown !== '') return [{ label, value: shown }]
    return none === undefined ? [] : [{ label, value: none }]
  })
}
