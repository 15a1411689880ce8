/** One line of the register's answer beside what was typed. */
export interface Difference<Field extends string = string> {
  readonly field: Field
  readonly typed: string
  readonly registered: string
  readonly differs: boolean
}

/** Letters, spaces and hyphens as a person reads them: case, ё and repeated spaces do not make a difference. */
const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('kk').replaceAll('ё', 'е')

/** What was typed beside what the register says; nothing typed differs as well, as there is something to take over. */
export const differencesOf = <Field extends string>(
  fields: readonly (readonly [field: Field, typed: string, registered: string])[],
): readonly Difference<Field>[] =>
  fields.map(([field, typed, registered]) => ({ field, typed, registered, differs: plain(typed) !== plain(registered) }))

export const hasDifference = (differences: readonly Difference[]): boolean => differences.some((difference) => difference.differs)
