import type { TypedOrganisation } from '#core/domain/intake-draft.ts'
import type { RegisteredOrganisation, RegisterEvidence } from '#core/domain/person.ts'
import type { Locale } from '#core/domain/text.ts'
import { type Difference, differencesOf, hasDifference } from './differences.ts'

/** What the register of legal persons (ЗТ МДҚ) answered for one BIN. */
export interface OrganisationAnswer {
  readonly organisation: RegisteredOrganisation
  readonly evidence: RegisterEvidence
}

export type OrganisationField = 'nameKk' | 'nameRu' | 'address'

export const organisationDifferences = (
  typed: TypedOrganisation,
  { name, address }: RegisteredOrganisation,
  language: Locale,
): readonly Difference<OrganisationField>[] =>
  differencesOf([
    ['nameKk', typed.name.kk, name.kk],
    ['nameRu', typed.name.ru, name.ru],
    ['address', typed.address, address[language]],
  ])

/** All that the register knows, taken over. */
export const takeOrganisation = (
  typed: TypedOrganisation,
  { organisation, evidence }: OrganisationAnswer,
  language: Locale,
): TypedOrganisation => ({
  ...typed,
  name: organisation.name,
  address: organisation.address[language],
  headIin: organisation.head.iin,
  evidence,
})

/** The register's values for what nothing was typed into. */
export function emptyOrganisationFilled(
  typed: TypedOrganisation,
  { organisation }: OrganisationAnswer,
  language: Locale,
): Partial<TypedOrganisation> {
  const name = { kk: typed.name.kk || organisation.name.kk, ru: typed.name.ru || organisation.name.ru }
  return { name, address: typed.address || organisation.address[language] }
}

/** The register confirms the organisation as typed: the same BIN and names. An address may be given anew. */
export const isOrganisationConfirmed = (typed: TypedOrganisation, { organisation }: OrganisationAnswer): boolean =>
  typed.bin === organisation.bin &&
  !hasDifference(organisationDifferences(typed, organisation, 'kk').filter(({ field }) => field !== 'address'))

/**
 * The organisation after an edit, with the evidence that then belongs to it: another BIN has none, and no head; the register's confirmation stays only
 * with the names it confirmed; a declaration at the counter stays.
 */
export function editOrganisation(
  before: TypedOrganisation,
  patch: Partial<TypedOrganisation>,
  answer: OrganisationAnswer | undefined,
): TypedOrganisation {
  const next = { ...before, ...patch }
  const { evidence, ...bare } = next
  if (next.bin !== before.bin) return { ...bare, headIin: '' }
  if (answer !== undefined && answer.organisation.bin === next.bin)
    return isOrganisationConfirmed(next, answer) ? { ...bare, evidence: answer.evidence } : bare
  if (evidence?.outcome !== 'confirmed') return next
  return next.name.kk === before.name.kk && next.name.ru === before.name.ru ? next : bare
}
