import { z } from 'zod'
import { DateOnly, Instant, type ServiceId } from '#core/domain/ids.ts'
import { Iin } from '#core/domain/iin.ts'
import { PersonName } from '#core/domain/person.ts'

/** A notarised power of attorney (сенімхат) as the notaries' register (БНАЖ) knows it. */
export const RegisteredAuthority = z.object({
  number: z.string().min(1),
  notary: z.string().min(1),
  issuedAt: DateOnly,
  expiresAt: DateOnly,
  principal: Iin,
  representative: Iin,
  representativeName: PersonName,
  /** Services it covers; `all` for a general one. */
  scope: z.union([z.literal('all'), z.array(z.string())]),
  revokedAt: DateOnly.optional(),
})
export type RegisteredAuthority = z.infer<typeof RegisteredAuthority>

export const AuthorityProblem = z.enum(['expired', 'notYetValid', 'revoked', 'wrongScope', 'wrongPrincipal', 'wrongRepresentative'])
export type AuthorityProblem = z.infer<typeof AuthorityProblem>

export const AuthorityEvidence = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), register: z.literal('БНАЖ'), answeredAt: Instant }),
  z.object({ outcome: z.literal('declared'), register: z.literal('БНАЖ'), declaredAt: Instant, why: z.literal('unavailable') }),
])
export type AuthorityEvidence = z.infer<typeof AuthorityEvidence>

/** The representative and the paper they act by, as checked. */
export const Representative = z.object({
  iin: Iin,
  name: PersonName,
  phone: z
    .string()
    .regex(/^\+7\d{10}$/)
    .optional(),
  /**
   * Absent where the power of attorney is certified otherwise than by a notary: its data are not entered, and its scan proves it («сенімхаттың басқа
   * куәлігі болғанда – сенімхат мәліметтері толтырылмайды»).
   */
  authority: z
    .object({ number: z.string().min(1), notary: z.string(), issuedAt: DateOnly, expiresAt: DateOnly, evidence: AuthorityEvidence })
    .optional(),
})
export type Representative = z.infer<typeof Representative>

/**
 * Every reason why a power of attorney does not serve here, none where it does.
 * @param today calendar date in Asia/Almaty
 */
export function problemsOf(
  authority: RegisteredAuthority,
  use: { readonly serviceId: ServiceId; readonly principal: Iin; readonly representative: Iin; readonly today: DateOnly },
): readonly AuthorityProblem[] {
  const problems: AuthorityProblem[] = []
  if (authority.revokedAt !== undefined && authority.revokedAt <= use.today) problems.push('revoked')
  if (authority.expiresAt < use.today) problems.push('expired')
  if (authority.issuedAt > use.today) problems.push('notYetValid')
  if (authority.scope !== 'all' && !authority.scope.includes(use.serviceId)) problems.push('wrongScope')
  if (authority.principal !== use.principal) problems.push('wrongPrincipal')
  if (authority.representative !== use.representative) problems.push('wrongRepresentative')
  return problems
}
