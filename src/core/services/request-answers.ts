import { shownInRow, ungrouped } from '#core/domain/form-problems.ts'
import {
  type AnswerRow,
  type Answers,
  type AnswerText,
  type AnswerValue,
  type FormFacts,
  type FormField,
  shownFields,
  type SimpleField,
} from '#core/domain/service-form.ts'

/** A number as typed, without the spaces that group its digits. */
function plainText(field: SimpleField, value: AnswerValue | undefined): AnswerText | undefined {
  if (value === undefined || Array.isArray(value)) return undefined
  if (typeof value !== 'string') return value.kk.trim() === '' && value.ru.trim() === '' ? undefined : value
  const text = field.type === 'number' ? ungrouped(value) : value
  return text.trim() === '' ? undefined : text
}

function plainRow(fields: readonly SimpleField[], row: AnswerRow, facts: FormFacts): AnswerRow {
  const cells = shownInRow(fields, row, facts).flatMap((field) => {
    const value = plainText(field, row[field.id])
    return value === undefined ? [] : [[field.id, value] as const]
  })
  return Object.fromEntries(cells)
}

function plainValue(field: FormField, value: AnswerValue | undefined, facts: FormFacts): AnswerValue | undefined {
  if (field.type !== 'repeat') return plainText(field, value)
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.map((row) => plainRow(field.fields, row, facts))
}

/** What the request carries of the answers: fields that stand on the form now, and in their rows, with a value. What a condition hid is not sent. */
export function requestAnswers(fields: readonly FormField[], answers: Answers, facts: FormFacts): Answers {
  const sent = shownFields(fields, answers, facts).flatMap((field) => {
    const value = plainValue(field, answers[field.id], facts)
    return value === undefined ? [] : [[field.id, value] as const]
  })
  return Object.fromEntries(sent)
}
