import type { TypedPerson } from '#core/domain/intake-draft.ts'
import type { RegisteredPerson, RegisterEvidence } from '#core/domain/person.ts'
import type { Locale } from '#core/domain/text.ts'
import { type Difference, differencesOf, hasDifference } from './differences.ts'

const identityFields = ['surname', 'givenName', 'patronymic', 'birthDate', 'sex'] as const

export type PersonField = 'surname' | 'givenName' | 'patronymic' | 'birthDate' | 'sex' | 'address'

/** What the register of natural persons answered for one IIN. */
export interface PersonAnswer {
  readonly person: RegisteredPerson
  readonly evidence: RegisterEvidence
}

export const personDifferences = (typed: TypedPerson, person: RegisteredPerson, language: Locale): readonly Difference<PersonField>[] =>
  differencesOf([
    ['surname', typed.surname, person.name.surname],
    ['givenName', typed.givenName, person.name.givenName],
    ['patronymic', typed.patronymic, person.name.patronymic ?? ''],
    ['birthDate', typed.birthDate, person.birthDate],
    ['sex', typed.sex, person.sex],
    ['address', typed.address, person.address[language]],
  ])

/** All that the register knows, taken over; phone and e-mail stay. */
export const takePerson = (typed: TypedPerson, { person, evidence }: PersonAnswer, language: Locale): TypedPerson => ({
  ...typed,
  surname: person.name.surname,
  givenName: person.name.givenName,
  patronymic: person.name.patronymic ?? '',
  birthDate: person.birthDate,
  sex: person.sex,
  address: person.address[language],
  identityDocument: { number: person.identityDocument.number, issuedAt: person.identityDocument.issuedAt },
  evidence,
})

/** The register's values for the fields that nothing was typed into; none for a person who has died. */
export function emptyFilled(typed: TypedPerson, answer: PersonAnswer, language: Locale): Partial<TypedPerson> {
  if (answer.person.diedAt !== undefined) return {}
  const known = takePerson(typed, answer, language)
  const empty = ([...identityFields, 'address'] as const).filter((field) => typed[field] === '')
  return { ...Object.fromEntries(empty.map((field) => [field, known[field]])), identityDocument: known.identityDocument }
}

/**
 * Whether the register confirms the person as typed: alive, and the same in all but the address, which a person may give anew.
 * Only then does the evidence belong to the draft.
 */
export const isConfirmed = (typed: TypedPerson, answer: PersonAnswer, language: Locale): boolean =>
  typed.iin === answer.person.iin &&
  answer.person.diedAt === undefined &&
  !hasDifference(personDifferences(typed, answer.person, language).filter(({ field }) => field !== 'address'))

/**
 * The applicant after an edit, with the evidence that then belongs to it: another IIN has none yet; the register's confirmation
 * stays only with the person that the register confirmed; a declaration at the counter stays.
 */
export function editPerson(
  before: TypedPerson,
  patch: Partial<TypedPerson>,
  answer: PersonAnswer | undefined,
  language: Locale,
): TypedPerson {
  const next = { ...before, ...patch }
  const { evidence, ...bare } = next
  if (next.iin !== before.iin) {
    const { identityDocument: _other, ...person } = bare
    return person
  }
  if (answer !== undefined && answer.person.iin === next.iin)
    return isConfirmed(next, answer, language) ? { ...bare, evidence: answer.evidence } : bare
  if (evidence?.outcome !== 'confirmed') return next
  return identityFields.some((field) => next[field] !== before[field]) ? bare : next
}
