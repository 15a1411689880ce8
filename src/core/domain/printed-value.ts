import { readNumber, ungrouped } from '#core/domain/form-problems.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { AnswerText, SimpleField } from '#core/domain/service-form.ts'

const isIsoDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** `22.11.2026`, in both languages. */
export const writeDate = (date: DateOnly): string => date.split('-').reverse().join('.')

/** `1 250 000,5`: no-break spaces from five digits on, so that years stay whole; a decimal comma, in both languages. */
export function writeNumber(text: string): string {
  const value = readNumber(text)
  if (value === undefined) return text
  const [whole = '', decimals] = ungrouped(text).split(/[.,]/)
  const grouped = whole.replace('-', '').length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, '\u00A0')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}

const inBoth = (value: AnswerText, write: (text: string) => string): AnswerText =>
  typeof value === 'string' ? write(value) : { kk: write(value.kk), ru: write(value.ru) }

export const isEmptyText = (value: AnswerText | undefined): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.kk.trim() === '' && value.ru.trim() === '')

/**
 * What a paper says for a value that was entered into a field: a choice by its label, a mark by yes or no, a number with its digits grouped.
 * A date stays ISO 8601 and a text as it was typed; `printedText` writes the date where it is printed.
 * @returns undefined where nothing was entered, or what was chosen is no option of the field
 */
export function printedValue(field: SimpleField, value: AnswerText | undefined): AnswerText | undefined {
  if (value === undefined || isEmptyText(value)) return undefined
  switch (field.type) {
    case 'choice':
      return field.options.find((option) => option.value === value)?.label
    case 'consent':
      return value === 'yes' ? { kk: 'иә', ru: 'да' } : undefined
    case 'number':
      return inBoth(value, writeNumber)
    default:
      return inBoth(value, (text) => text.trim())
  }
}

/** The last step before the paper: a date alone is written as people read it. */
export const printedText = (text: string): string => (isIsoDate(text) ? writeDate(text) : text)

/** Several values as one, in order: `, ` between them, dates written. In one language where none of them has two. */
export function joinedValues(values: readonly AnswerText[]): AnswerText | undefined {
  if (values.length === 0) return undefined
  const inLanguage = (language: 'kk' | 'ru'): string =>
    values.map((value) => printedText(typeof value === 'string' ? value : value[language])).join(', ')
  const [first] = values
  if (values.length === 1 && first !== undefined) return first
  return values.every((value) => typeof value === 'string') ? inLanguage('kk') : { kk: inLanguage('kk'), ru: inLanguage('ru') }
}

const months = {
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
} as const

/** A part of a date, for blanks that print it in pieces («____» ________ 20__ ж.); the value itself where it is no date. */
export function datePart(value: AnswerText, part: 'day' | 'month' | 'year' | 'shortYear'): AnswerText {
  if (typeof value !== 'string' || !isIsoDate(value)) return value
  const [year = '', month = '', day = ''] = value.split('-')
  const index = Number(month) - 1
  switch (part) {
    case 'day':
      return String(Number(day))
    case 'month':
      return { kk: months.kk[index] ?? month, ru: months.ru[index] ?? month }
    case 'year':
      return year
    case 'shortYear':
      return year.slice(2)
  }
}
