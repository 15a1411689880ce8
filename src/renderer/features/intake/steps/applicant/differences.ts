import { readsSame } from '#core/domain/text.ts'

/** One line of the register's answer beside what was typed. */
export interface Difference<Field extends string = string> {
  readonly field: Field
  readonly typed: string
  readonly registered: string
  readonly differs: boolean
}

/** What was typed beside what the register says; nothing typed differs as well, as there is something to take over. */
export const differencesOf = <Field extends string>(
  fields: readonly (readonly [field: Field, typed: string, registered: string])[],
): readonly Difference<Field>[] =>
  fields.map(([field, typed, registered]) => ({ field, typed, registered, differs: !readsSame(typed, registered) }))

export const hasDifference = (differences: readonly Difference[]): boolean => differences.some((difference) => difference.differs)
