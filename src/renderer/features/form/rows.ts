import type { FamilyRecord, RegisteredChild } from '#core/domain/civil-acts.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { type AnswerRow, type Answers, type FormFacts, type FormField, type RepeatField, shownFields } from '#core/domain/service-form.ts'
import { isEmptyRow, rowsOf, withRows } from './answer-paths.ts'

/** How many rows there must be: a required list begins with one. */
export const leastRows = ({ min, required }: Pick<RepeatField, 'min' | 'required'>): number => Math.max(min, required ? 1 : 0)

/** The answers with an empty row wherever a list that stands on the form has too few. The same object where nothing is missing. */
export function withLeastRows(fields: readonly FormField[], answers: Answers, facts: FormFacts): Answers {
  return shownFields(fields, answers, facts).reduce((filled, field) => {
    if (field.type !== 'repeat') return filled
    const rows = rowsOf(filled, field.id)
    const missing = leastRows(field) - rows.length
    return missing <= 0 ? filled : withRows(filled, field.id, [...rows, ...Array.from({ length: missing }, (): AnswerRow => ({}))])
  }, answers)
}

export const addRow = (answers: Answers, field: RepeatField): Answers => {
  const rows = rowsOf(answers, field.id)
  return rows.length >= field.max ? answers : withRows(answers, field.id, [...rows, {}])
}

export const removeRow = (answers: Answers, id: string, index: number): Answers =>
  withRows(answers, id, rowsOf(answers, id).toSpliced(index, 1))

export const restoreRow = (answers: Answers, id: string, index: number, row: AnswerRow): Answers =>
  withRows(answers, id, rowsOf(answers, id).toSpliced(index, 0, row))

type Suggest = NonNullable<RepeatField['suggest']>

/** The people whom the register of civil acts offers for a list. */
export const offeredIn = ({ from }: Pick<Suggest, 'from'>, family: FamilyRecord): readonly RegisteredChild[] => family[from]

export const isInRows = (rows: readonly AnswerRow[], { iin }: Pick<Suggest, 'iin'>, child: Pick<RegisteredChild, 'iin'>): boolean =>
  rows.some((row) => row[iin] === child.iin)

/** Puts a person into the first empty row, or into a new one. */
export function addPerson(answers: Answers, field: RepeatField, child: RegisteredChild): Answers {
  const { suggest } = field
  const rows = rowsOf(answers, field.id)
  if (suggest === undefined || isInRows(rows, suggest, child)) return answers
  const filled = { [suggest.iin]: child.iin, [suggest.fullName]: fullNameOf(child.name), [suggest.birthDate]: child.birthDate }
  const empty = rows.findIndex(isEmptyRow)
  if (empty !== -1) return withRows(answers, field.id, rows.toSpliced(empty, 1, { ...rows[empty], ...filled }))
  return rows.length >= field.max ? answers : withRows(answers, field.id, [...rows, filled])
}
