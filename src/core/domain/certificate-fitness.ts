import type { Instant } from '#core/domain/ids.ts'
import type { CertificateSummary } from '#core/domain/signature.ts'

export type UnfitReason =
  | 'noPrivateKey'
  | 'expired'
  | 'notYetValid'
  | 'notForSignature'
  | 'otherPerson'
  | 'otherOrganisation'
  | 'untrusted'
  | 'revoked'
  | 'wrongRole'
  | 'noMechanism'

export interface CertificateUse {
  readonly purpose: 'login' | 'request' | 'result'
  readonly at: Instant
  /** The signer's own IIN: at the counter an employee signs, so the certificate is compared with them, not with the applicant (cross-cutting D). */
  readonly iin?: string
  /** Organisations whose staff may use it here. */
  readonly bins: readonly string[]
}

/** Every reason, from the certificate alone, why it does not serve this use. */
export function unfitReasons(certificate: CertificateSummary, hasPrivateKey: boolean, use: CertificateUse): readonly UnfitReason[] {
  const reasons: UnfitReason[] = []
  if (!hasPrivateKey) reasons.push('noPrivateKey')
  if (use.iin !== undefined && certificate.iin !== use.iin) reasons.push('otherPerson')
  if (certificate.bin === undefined || !use.bins.includes(certificate.bin)) reasons.push('otherOrganisation')
  if (certificate.notAfter < use.at) reasons.push('expired')
  if (certificate.notBefore > use.at) reasons.push('notYetValid')
  if (use.purpose === 'login' ? !certificate.forAuthentication : !certificate.forSignature) reasons.push('notForSignature')
  if (certificate.role === 'person' || certificate.role === 'other') reasons.push('wrongRole')
  return reasons
}

/** Whole days from now to the end of validity; negative after it. */
export const daysLeft = (certificate: Pick<CertificateSummary, 'notAfter'>, at: Instant): number =>
  Math.floor((Date.parse(certificate.notAfter) - Date.parse(at)) / 86_400_000)
