import type { AnswerRow, AnswerText, AnswerValue, FormField, SimpleField } from '#core/domain/service-form.ts'
import { formatDate, formatIin, formatPhone, localText } from '#renderer/i18n/format.ts'

/** An answer as a person reads it: dates with dots, digits in groups, a choice by its label, both languages of a bilingual text. */
export function shownText(field: SimpleField, value: AnswerText | undefined): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return [value.kk, value.ru].filter((text) => text.trim() !== '').join(' / ')
  switch (field.type) {
    case 'date':
      return formatDate(value)
    case 'iin':
    case 'bin':
      return formatIin(value)
    case 'phone':
      return formatPhone(value)
    case 'number':
      return value === '' || field.unit === undefined ? value : `${value} ${localText(field.unit)}`
    case 'consent':
      return value === 'yes' ? '✓' : ''
    case 'choice': {
      const option = field.options.find((candidate) => candidate.value === value)
      return option === undefined ? value : localText(option.label)
    }
    default:
      return value
  }
}

/** A row in a line: what was entered, in the order of its fields. */
export const rowSummary = (fields: readonly SimpleField[], row: AnswerRow): string =>
  fields
    .map((field) => shownText(field, row[field.id]))
    .filter((text) => text !== '')
    .join(', ')

/** An answer in a line; the rows of a list are divided by semicolons. */
export function shownAnswer(field: FormField, value: AnswerValue | undefined): string {
  if (field.type !== 'repeat') return Array.isArray(value) ? '' : shownText(field, value)
  return Array.isArray(value)
    ? value
        .map((row) => rowSummary(field.fields, row))
        .filter((text) => text !== '')
        .join('; ')
    : ''
}
