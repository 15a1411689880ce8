import type { AuthorityProblem, RegisteredAuthority } from '#core/domain/authority.ts'
import type { TypedRepresentative } from '#core/domain/intake-draft.ts'
import { type Difference, differencesOf, hasDifference } from './differences.ts'

type Evidence = NonNullable<TypedRepresentative['evidence']>

/** What the notaries' register answered for one number and two persons. */
export interface AuthorityAnswer {
  readonly authority: RegisteredAuthority
  readonly problems: readonly AuthorityProblem[]
  readonly evidence: Evidence
  /** Whom it was asked for: the answer says nothing of others. */
  readonly askedFor: { readonly principal: string; readonly representative: string; readonly number: string }
}

export type AuthorityField = 'surname' | 'givenName' | 'patronymic' | 'notary' | 'issuedAt' | 'expiresAt'

export const authorityDifferences = (typed: TypedRepresentative, { authority }: AuthorityAnswer): readonly Difference<AuthorityField>[] =>
  differencesOf([
    ['surname', typed.surname, authority.representativeName.surname],
    ['givenName', typed.givenName, authority.representativeName.givenName],
    ['patronymic', typed.patronymic, authority.representativeName.patronymic ?? ''],
    ['notary', typed.notary, authority.notary],
    ['issuedAt', typed.issuedAt, authority.issuedAt],
    ['expiresAt', typed.expiresAt, authority.expiresAt],
  ])

const taken = (typed: TypedRepresentative, { authority }: AuthorityAnswer): TypedRepresentative => ({
  ...typed,
  surname: authority.representativeName.surname,
  givenName: authority.representativeName.givenName,
  patronymic: authority.representativeName.patronymic ?? '',
  notary: authority.notary,
  issuedAt: authority.issuedAt,
  expiresAt: authority.expiresAt,
})

const isFor = (typed: TypedRepresentative, principal: string, { askedFor }: AuthorityAnswer): boolean =>
  askedFor.number === typed.authorityNumber && askedFor.representative === typed.iin && askedFor.principal === principal

/** Whether the register confirms the power of attorney as typed: asked for these two, no problem, the same data. */
export const isAuthorityConfirmed = (typed: TypedRepresentative, principal: string, answer: AuthorityAnswer): boolean =>
  isFor(typed, principal, answer) && answer.problems.length === 0 && !hasDifference(authorityDifferences(typed, answer))

const withEvidence = (typed: TypedRepresentative, principal: string, answer: AuthorityAnswer): TypedRepresentative => {
  const { evidence: _evidence, ...bare } = typed
  return isAuthorityConfirmed(typed, principal, answer) ? { ...bare, evidence: answer.evidence } : bare
}

/** The register's data taken over, with the evidence where nothing stands against it. */
export const takeAuthority = (typed: TypedRepresentative, principal: string, answer: AuthorityAnswer): TypedRepresentative =>
  withEvidence(taken(typed, answer), principal, answer)

/** The representative after an edit; a confirmation or declaration stays only with the paper and the person it was made for. */
export function editRepresentative(
  before: TypedRepresentative,
  patch: Partial<TypedRepresentative>,
  principal: string,
  answer: AuthorityAnswer | undefined,
): TypedRepresentative {
  const next = { ...before, ...patch }
  if (answer !== undefined && isFor(next, principal, answer)) return withEvidence(next, principal, answer)
  const other = next.iin !== before.iin || next.authorityNumber !== before.authorityNumber
  const altered =
    next.evidence?.outcome === 'confirmed' &&
    (['surname', 'givenName', 'patronymic', 'notary', 'issuedAt', 'expiresAt'] as const).some((field) => next[field] !== before[field])
  if (!other && !altered) return next
  const { evidence: _evidence, ...bare } = next
  return bare
}
