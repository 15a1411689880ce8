import type { AnswerRow, Answers, AnswerText, AnswerValue, FormField, RepeatField, SimpleField } from '#core/domain/service-form.ts'

/** A field's address in the answers: `address`, or `children.0.iin` in a row. */
export type AnswerPath = string

const inRow = /^([A-Za-z0-9]+)\.(\d+)\.([A-Za-z0-9]+)$/

export const rowsOf = (answers: Answers, id: string): readonly AnswerRow[] => {
  const value = answers[id]
  return Array.isArray(value) ? value : []
}

const isTexts = (value: AnswerValue | undefined): value is AnswerText => value !== undefined && !Array.isArray(value)

/** The value of one field, on the form or in a row; nothing where none was entered. */
export function valueAt(answers: Answers, path: AnswerPath): AnswerText | undefined {
  const [, repeat = '', index = '', id = ''] = inRow.exec(path) ?? []
  const value = repeat === '' ? answers[path] : rowsOf(answers, repeat)[Number(index)]?.[id]
  return isTexts(value) ? value : undefined
}

/** The answers with one value changed; rows and values beside it stay the same objects. */
export function withValue(answers: Answers, path: AnswerPath, value: AnswerText): Answers {
  const [, repeat = '', index = '', id = ''] = inRow.exec(path) ?? []
  if (repeat === '') return { ...answers, [path]: value }
  const rows = rowsOf(answers, repeat).map((row, at) => (at === Number(index) ? { ...row, [id]: value } : row))
  return { ...answers, [repeat]: rows }
}

/** The path of the field beside this one: on the same form, or in the same row. */
export function besides(path: AnswerPath, id: string): AnswerPath {
  const [, repeat, index] = inRow.exec(path) ?? []
  return repeat === undefined ? id : `${repeat}.${index}.${id}`
}

export const withRows = (answers: Answers, id: string, rows: readonly AnswerRow[]): Answers => ({ ...answers, [id]: [...rows] })

export const textOf = (value: AnswerText | undefined): string => (typeof value === 'string' ? value : '')
export const bothOf = (value: AnswerText | undefined): { readonly kk: string; readonly ru: string } =>
  typeof value === 'object' ? value : { kk: '', ru: '' }

/** Nothing was entered into the row. */
export const isEmptyRow = (row: AnswerRow): boolean =>
  Object.values(row).every((value) => (typeof value === 'string' ? value.trim() === '' : value.kk.trim() === '' && value.ru.trim() === ''))

export interface AddressedField {
  readonly field: FormField | SimpleField
  readonly repeat?: RepeatField
  /** Row, from 0. */
  readonly row?: number
  readonly language?: 'kk' | 'ru'
}

/** Which field a problem's path names: `presentedTo.kk`, `children.0.iin`, `children`. */
export function fieldAt(fields: readonly FormField[], path: string): AddressedField | undefined {
  const [id, ...rest] = path.split('.')
  const field = fields.find((candidate) => candidate.id === id)
  if (field === undefined) return undefined
  const last = rest.at(-1)
  const language = last === 'kk' || last === 'ru' ? { language: last as 'kk' | 'ru' } : {}
  if (field.type !== 'repeat' || rest[1] === undefined) return { field, ...language }
  const inner = field.fields.find((candidate) => candidate.id === rest[1])
  return inner === undefined ? { field } : { field: inner, repeat: field, row: Number(rest[0]), ...language }
}

/** Where the focus goes for a field: the Kazakh text of a bilingual one. */
export const focusNameOf = (name: string, field: Pick<SimpleField, 'type'>): string => (field.type === 'bilingual' ? `${name}.kk` : name)
