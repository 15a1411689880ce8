import type { CertificateChoice, TokenChoice } from '#core/contract/views.ts'

/** A certificate and the token it is on. */
export interface Candidate {
  readonly token: TokenChoice
  readonly choice: CertificateChoice
}

export interface OrderedCertificates {
  readonly fitting: readonly Candidate[]
  readonly others: readonly Candidate[]
}

const byDaysLeft = (one: Candidate, other: Candidate): number => other.choice.daysLeft - one.choice.daysLeft
const byReasons = (one: Candidate, other: Candidate): number => one.choice.reasons.length - other.choice.reasons.length

/** Certificates that fit first, the longest valid before; then the others, the least unfit before. A locked token's come after those that can sign. */
export function orderCertificates(tokens: readonly TokenChoice[]): OrderedCertificates {
  const all = tokens.flatMap((token) => token.certificates.map((choice) => ({ token, choice })))
  const locked = (candidate: Candidate): number => Number(candidate.token.pinState === 'locked')
  return {
    fitting: all.filter(({ choice }) => choice.fits).toSorted((one, other) => locked(one) - locked(other) || byDaysLeft(one, other)),
    others: all.filter(({ choice }) => !choice.fits).toSorted((one, other) => byReasons(one, other) || byDaysLeft(one, other)),
  }
}

/** Certificate that needs no choosing: the one chosen before while it still fits, or the only one that fits. */
export function chosenOf(ordered: OrderedCertificates, chosen: string | undefined): Candidate | undefined {
  const kept = ordered.fitting.find(({ choice }) => choice.certificateId === chosen)
  return kept ?? (ordered.fitting.length === 1 ? ordered.fitting[0] : undefined)
}

/** Whether the token signs with this certificate as it is: still logged in, and the key does not ask each time. */
export const isStillOpen = ({ token, choice }: Candidate): boolean => token.login === 'kept' && !choice.asksEachTime

/** Days before expiry from which a certificate's validity is a warning. */
export const expiryWarningDays = 30
