import {
  type AnswerRow,
  type Answers,
  type AnswerText,
  type AnswerValue,
  fieldsOf,
  type FormField,
  type SimpleField,
} from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'

type Form = Pick<ServiceDefinition, 'form'>

/** A text of a field that is still of the same type; a choice that is still offered. */
function fittingText(field: SimpleField, earlier: FormField | undefined, value: AnswerValue | undefined): AnswerText | undefined {
  if (value === undefined || Array.isArray(value) || earlier?.type !== field.type) return undefined
  if (field.type === 'bilingual') return typeof value === 'object' ? value : undefined
  if (typeof value !== 'string') return undefined
  return field.type === 'choice' && !field.options.some((option) => option.value === value) ? undefined : value
}

const entries = <Value>(pairs: readonly (readonly [string, Value | undefined])[]): Record<string, Value> =>
  Object.fromEntries(pairs.flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const])))

function fittingValue(field: FormField, earlier: FormField | undefined, value: AnswerValue | undefined): AnswerValue | undefined {
  if (field.type !== 'repeat') return fittingText(field, earlier, value)
  if (earlier?.type !== 'repeat' || !Array.isArray(value)) return undefined
  const cell = (inner: SimpleField, row: AnswerRow) =>
    [
      inner.id,
      fittingText(
        inner,
        earlier.fields.find(({ id }) => id === inner.id),
        row[inner.id],
      ),
    ] as const
  return value.slice(0, field.max).map((row) => entries(field.fields.map((inner) => cell(inner, row))))
}

/** Of answers to one version of a form those that another version still has a field of the same shape for. */
export function fittingAnswers(present: Form, earlier: Form, answers: Answers): Answers {
  const before = new Map(fieldsOf(earlier.form).map((field) => [field.id, field]))
  return entries(fieldsOf(present.form).map((field) => [field.id, fittingValue(field, before.get(field.id), answers[field.id])] as const))
}

/** Without consents: these are given each time anew. */
export function withoutConsents(form: Form, answers: Answers): Answers {
  const consents = new Set(fieldsOf(form.form).flatMap(({ id, type }) => (type === 'consent' ? [id] : [])))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !consents.has(id)))
}
