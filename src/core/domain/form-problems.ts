import { z } from 'zod'
import { isBin, readIin } from '#core/domain/iin.ts'
import {
  type AnswerRow,
  type Answers,
  type AnswerValue,
  type FormFacts,
  type FormField,
  holds,
  shownFields,
  type SimpleField,
} from '#core/domain/service-form.ts'

/** Why a field's value cannot stand. The code is the key of its sentence. */
export type FieldProblemCode =
  | 'required'
  | 'iin/checkDigit'
  | 'iin'
  | 'bin'
  | 'phone'
  | 'email'
  | 'date'
  | 'dateInFuture'
  | 'dateInPast'
  | 'tooOld'
  | 'number'
  | 'tooSmall'
  | 'tooLarge'
  | 'tooLong'
  | 'pattern'
  | 'choice'
  | 'tooFew'
  | 'tooMany'
  | 'sameTwice'

/** `path` as answers are addressed: `presentedTo.kk`, `children.0.iin`, `children`. */
export interface FieldProblem {
  readonly path: string
  readonly code: FieldProblemCode
}

const emailSchema = z.email()
/** As the request's own schema takes it: what is let through here must not fail there. */
export const isEmail = (text: string): boolean => emailSchema.safeParse(text).success
export const isPhone = (text: string): boolean => /^\+7\d{10}$/.test(text)
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** Without the spaces that group digits: `1 250,50` is `1250,50`. */
export const ungrouped = (text: string): string => text.replace(/[\s\u00A0]/g, '')

/** A number as people write it: `1 250,50`. */
export function readNumber(text: string): number | undefined {
  const plain = ungrouped(text).replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** Whole years from a birth date to a day; a birthday counts from that day on. */
export const ageOn = (birthDate: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0)

function dateProblem(field: Extract<SimpleField, { type: 'date' }>, text: string, today: string): FieldProblemCode | undefined {
  if (!isDate(text)) return 'date'
  if (field.notAfterToday === true && text > today) return 'dateInFuture'
  if (field.notBeforeToday === true && text < today) return 'dateInPast'
  return field.ageUnder !== undefined && ageOn(text, today) >= field.ageUnder ? 'tooOld' : undefined
}

function numberProblem(field: Extract<SimpleField, { type: 'number' }>, text: string): FieldProblemCode | undefined {
  const value = readNumber(text)
  const decimals = /[.,](\d+)$/.exec(text.trim())?.[1]?.length ?? 0
  if (value === undefined || decimals > (field.decimals ?? 0)) return 'number'
  if (field.min !== undefined && value < field.min) return 'tooSmall'
  return field.max !== undefined && value > field.max ? 'tooLarge' : undefined
}

function textProblem(field: SimpleField, text: string, today: string): FieldProblemCode | undefined {
  if (text.trim() === '') return field.required ? 'required' : undefined
  switch (field.type) {
    case 'text':
      if (text.length > field.maxLength) return 'tooLong'
      return field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(text) ? 'pattern' : undefined
    case 'bilingual':
      return text.length > field.maxLength ? 'tooLong' : undefined
    case 'email':
      return isEmail(text) ? undefined : 'email'
    case 'phone':
      return isPhone(text) ? undefined : 'phone'
    case 'date':
      return dateProblem(field, text, today)
    case 'number':
      return numberProblem(field, text)
    case 'choice':
      return field.options.some((option) => option.value === text) ? undefined : 'choice'
    case 'consent':
      return text === 'yes' ? undefined : 'required'
    case 'iin': {
      const reading = readIin(text)
      return reading.valid ? undefined : reading.problem === 'checkDigit' ? 'iin/checkDigit' : 'iin'
    }
    case 'bin':
      return isBin(text) ? undefined : 'bin'
  }
}

function simpleProblems(field: SimpleField, value: AnswerValue | undefined, path: string, today: string): readonly FieldProblem[] {
  const parts: readonly (readonly [string, string])[] =
    field.type !== 'bilingual'
      ? [[path, typeof value === 'string' ? value : '']]
      : (['kk', 'ru'] as const).map((language) => [
          `${path}.${language}`,
          typeof value === 'object' && !Array.isArray(value) ? value[language] : '',
        ])
  return parts.flatMap(([at, text]) => {
    const code = textProblem(field, text, today)
    return code === undefined ? [] : [{ path: at, code }]
  })
}

/** The fields of a row that stand in it now. */
export function shownInRow(fields: readonly SimpleField[], row: AnswerRow, facts: FormFacts): readonly SimpleField[] {
  const values: Record<string, unknown> = { ...facts }
  return fields.filter((field) => {
    if (!holds(field.when, values)) return false
    values[field.id] = row[field.id]
    return true
  })
}

function repeatProblems(
  field: Extract<FormField, { type: 'repeat' }>,
  value: AnswerValue | undefined,
  facts: FormFacts,
  today: string,
): readonly FieldProblem[] {
  const rows = Array.isArray(value) ? value : []
  const found: FieldProblem[] = []
  const least = Math.max(field.min, field.required ? 1 : 0)
  if (rows.length < least) found.push({ path: field.id, code: rows.length === 0 ? 'required' : 'tooFew' })
  if (rows.length > field.max) found.push({ path: field.id, code: 'tooMany' })
  rows.forEach((row, index) => {
    for (const inner of shownInRow(field.fields, row, facts)) {
      const path = `${field.id}.${index}.${inner.id}`
      const before = rows.slice(0, index).some((other) => other[inner.id] === row[inner.id])
      const problems = simpleProblems(inner, row[inner.id], path, today)
      // The same child or relative entered twice.
      if (problems.length === 0 && inner.type === 'iin' && row[inner.id] !== '' && row[inner.id] !== undefined && before)
        found.push({ path, code: 'sameTwice' })
      found.push(...problems)
    }
  })
  return found
}

/** Format-logical control of a form, of the applicant's answers and of what the provider enters alike: every field that is shown. */
export const formProblems = (fields: readonly FormField[], answers: Answers, facts: FormFacts, today: string): readonly FieldProblem[] =>
  shownFields(fields, answers, facts).flatMap((field) =>
    field.type === 'repeat'
      ? repeatProblems(field, answers[field.id], facts, today)
      : simpleProblems(field, answers[field.id], field.id, today),
  )
