import { hashOf } from '#core/domain/canonical.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { SignatureExpectation } from '#gateway/ca/signature-check.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { createRegistration, type Submitter, type VerifiedRequest } from '#gateway/registration.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'
import { findSigner } from './sessions.ts'
import { readSignedContent } from './signed-content.ts'

/** Certificates that may sign for an organisation: its head, whom it gave the right of signature, its employees. */
export const organisationRoles = ['head', 'signatory', 'employee'] as const

/**
 * Whose signature a request must bear. The regulations compare "the request's IIN" with the certificate's also where an employee signs, which
 * taken literally never fits: so the employee's is compared at a centre's and a provider's desk, and the applicant's only on the portal.
 */
function signerOf(
  deps: GatewayDeps,
  { channel, centre, operator, service }: ServiceRequest,
  workplace: EnrolledWorkplace,
): SignatureExpectation {
  if (channel !== workplace.kind) throw new Refusal('request/channelClosed', { channel })
  for (const [field, value] of Object.entries({ centre, operator }))
    if (value === undefined) throw new Refusal('request/invalid', { reason: 'schema', field })
  if (centre?.bin !== workplace.bin) throw new Refusal('signature/binDiffers')
  // A provider's desk takes in its own services and nobody else's.
  const known = deps.services.find(service.id, service.version)
  if (channel === 'provider' && known !== undefined && known.provider.bin !== workplace.bin)
    throw new Refusal('request/channelClosed', { channel, reason: 'otherProvider' })
  if (operator === undefined || findSigner(deps, operator.iin, workplace.bin, 'intake') === undefined)
    throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
  return { iin: operator.iin, bin: workplace.bin, roles: organisationRoles }
}

/** A desk's request as it was signed, its signature and signer checked. @throws Refusal */
export async function verifyRequest(
  deps: GatewayDeps,
  caseId: string,
  cms: Uint8Array,
  workplace: EnrolledWorkplace,
): Promise<VerifiedRequest> {
  let read: ServiceRequest | undefined
  const { content } = await deps.checkSignature(cms, (signed) => {
    read = readSignedContent(ServiceRequest, signed, 'request/invalid')
    return signerOf(deps, read, workplace)
  })
  if (read === undefined) throw new Error('The request was not read')
  if (read.caseId !== caseId) throw new Refusal('request/invalid', { reason: 'caseId' })
  return { request: read, content, cms }
}

/** A signed request from the desk of a centre or of a provider. */
export function createSubmitHandler(deps: GatewayDeps): Pick<Handlers, 'submit'> {
  const registration = createRegistration(deps)
  return {
    submit: async ({ body, workplace, now }) => {
      const submitter: Submitter = { workplaceId: workplace.id, bin: workplace.bin, code: workplace.code }
      const cms = Buffer.from(body.cms, 'base64')
      const earlier = registration.findEarlier(body.caseId, hashOf(cms), submitter)
      if (earlier !== undefined) return { commit: () => earlier }
      return registration.register(await verifyRequest(deps, body.caseId, cms, workplace), submitter, now)
    },
  }
}
