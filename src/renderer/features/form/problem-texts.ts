import type { TFunction } from 'i18next'
import type { FieldProblem, FieldProblemCode } from '#core/domain/form-problems.ts'
import type { FormField } from '#core/domain/service-form.ts'
import { localText } from '#renderer/i18n/format.ts'
import { type AddressedField, fieldAt } from './answer-paths.ts'
import { rowTitle } from './row-title.ts'
import { leastRows } from './rows.ts'

const decimal = new Intl.NumberFormat('ru', { maximumFractionDigits: 2 })

/** The numbers that a sentence names: least, most, age. */
function dataOf(field: AddressedField['field'] | undefined): Record<string, string | number> {
  if (field?.type === 'number') return { min: decimal.format(field.min ?? 0), max: decimal.format(field.max ?? 0) }
  if (field?.type === 'repeat') return { min: leastRows(field), max: field.max }
  if (field?.type === 'date') return { age: field.ageUnder ?? 0 }
  return field?.type === 'text' || field?.type === 'bilingual' ? { max: field.maxLength } : {}
}

function codeOf(code: FieldProblemCode, field: AddressedField['field'] | undefined): FieldProblemCode | 'consent' | 'row' | 'decimals' {
  if (code === 'required' && field?.type === 'consent') return 'consent'
  if (code === 'required' && field?.type === 'choice') return 'choice'
  if (code === 'required' && field?.type === 'repeat') return 'row'
  return code === 'number' && field?.type === 'number' && (field.decimals ?? 0) > 0 ? 'decimals' : code
}

/** What is wrong and what is right, in a sentence: under the field. */
export function fieldSentence(t: TFunction<'form'>, fields: readonly FormField[], { path, code }: FieldProblem): string {
  const field = fieldAt(fields, path)?.field
  return t(`problem.${codeOf(code, field)}`, dataOf(field))
}

/** The official label of the field that a path names, with its row and language. */
export function fieldLabel(t: TFunction<'form'>, fields: readonly FormField[], path: string): string {
  const found = fieldAt(fields, path)
  if (found === undefined) return ''
  const label = localText(found.field.label)
  const named = found.language === undefined ? label : t(found.language, { label })
  return found.repeat === undefined || found.row === undefined ? named : `${rowTitle(t, found.repeat, found.row)}, ${named}`
}

/** The summary's line: which field, and the sentence. */
export const fieldLine = (t: TFunction<'form'>, fields: readonly FormField[], problem: FieldProblem): string =>
  t('problem.at', { label: fieldLabel(t, fields, problem.path), text: fieldSentence(t, fields, problem) })
