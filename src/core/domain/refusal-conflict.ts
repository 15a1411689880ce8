import type { Conflict, ConflictProblem, DeclaredSubject } from '#core/domain/conflict.ts'
import type { Instant } from '#core/domain/ids.ts'
import { PaymentProblem } from '#core/domain/payment.ts'
import type { ServiceRequest } from '#core/domain/request.ts'

const refused: Readonly<Record<string, { readonly subject: DeclaredSubject; readonly problem: ConflictProblem }>> = {
  'request/applicantDeceased': { subject: 'applicant', problem: 'deceased' },
  'request/unknownOrganisation': { subject: 'organisation', problem: 'unknown' },
  'payment/unknown': { subject: 'payment', problem: 'unknown' },
  ...Object.fromEntries(PaymentProblem.options.map((problem) => [`payment/${problem}`, { subject: 'payment' as const, problem }])),
}

const unknownVersion = 'request/unknownVersion'

/** Whether the gateway refuses by this code because it knows otherwise than what was signed. */
export const isConflictCode = (code: unknown): boolean => typeof code === 'string' && (code === unknownVersion || code in refused)

/**
 * The gateway's refusal as a conflict, where it is one.
 * @param inForce the service's version in the catalogue now; none where it is in it no more
 */
export function conflictOfRefusal(
  code: string,
  request: Pick<ServiceRequest, 'service'>,
  inForce: string | undefined,
  at: Instant,
): Conflict | undefined {
  if (code === unknownVersion) {
    const version = { signed: request.service.version, accepted: false, ...(inForce === undefined ? {} : { inForce }) }
    return { source: 'refusal', findings: [], version }
  }
  const found = refused[code]
  if (found === undefined) return undefined
  return { source: 'refusal', findings: [{ subject: found.subject, fields: [], problems: [found.problem], answeredAt: at }] }
}
