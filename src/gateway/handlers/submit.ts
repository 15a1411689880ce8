import { almatyDate, deadlineOf } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import type { SignatureExpectation } from '#gateway/ca/signature-check.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'
import { findSigner } from './sessions.ts'
import { readSignedContent } from './signed-content.ts'

/** Certificates that may sign for an organisation: its head, whom it gave the right of signature, its employees. */
export const organisationRoles = ['head', 'signatory', 'employee'] as const

/**
 * Whose signature a request must bear. The regulations compare "the request's IIN" with the certificate's also where an employee signs, which
 * taken literally never fits: so the operator's is compared there, and the applicant's only where the applicant signs.
 */
function signerOf(deps: GatewayDeps, request: ServiceRequest, workplace: EnrolledWorkplace): SignatureExpectation {
  if (request.centre.bin !== workplace.bin) throw new Refusal('signature/binDiffers')
  if (request.channel === 'portal') return { iin: request.applicant.iin }
  if (request.channel !== workplace.kind) throw new Refusal('request/channelClosed', { channel: request.channel })
  const right = workplace.kind === 'centre' ? 'intake' : 'providerSign'
  if (findSigner(deps, request.operator.iin, workplace.bin, right) === undefined)
    throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
  return { iin: request.operator.iin, bin: workplace.bin, roles: organisationRoles }
}

function serviceOf(deps: GatewayDeps, request: ServiceRequest): ServiceDefinition {
  const service = deps.resources.services.find(({ id }) => id === request.service.id)
  if (service === undefined) throw new Refusal('request/unknownService')
  if (service.channels[request.channel] === undefined) throw new Refusal('request/channelClosed', { channel: request.channel })
  return service
}

function checkDocuments(deps: GatewayDeps, request: ServiceRequest, bin: string): void {
  for (const { slotId, sha256, bytes } of request.documents) {
    const size = deps.documents.sizeOf(sha256, bin)
    if (size === undefined) throw new Refusal('request/documentMissing', { slotId, sha256 })
    if (size !== bytes) throw new Refusal('request/documentDiffers', { slotId, sha256 })
  }
}

/** Registers a signed request: number, deadline, the provider's event. */
export function createSubmitHandler(deps: GatewayDeps): Pick<Handlers, 'submit'> {
  const { requests, registers, feed, resources, acknowledge, logger } = deps

  /** What was answered before to this case, whichever key it came with then. */
  const findEarlier = (caseId: string, cmsHash: string, workplace: EnrolledWorkplace) => {
    const earlier = requests.find(caseId)
    if (earlier === undefined) return undefined
    if (earlier.cmsHash !== cmsHash || earlier.centreBin !== workplace.bin) throw new Refusal('idempotencyMismatch')
    return earlier.answer
  }

  return {
    submit: async ({ body, workplace, now }) => {
      const cms = Buffer.from(body.cms, 'base64')
      const cmsHash = hashOf(cms)
      const earlier = findEarlier(body.caseId, cmsHash, workplace)
      if (earlier !== undefined) return { commit: () => earlier }

      let read: ServiceRequest | undefined
      const { content } = await deps.checkSignature(cms, (signed) => {
        read = readSignedContent(ServiceRequest, signed, 'request/invalid')
        return signerOf(deps, read, workplace)
      })
      const request = read
      if (request === undefined) throw new Error('The request was not read')
      if (request.caseId !== body.caseId) throw new Refusal('request/invalid', { reason: 'caseId' })
      const service = serviceOf(deps, request)
      if (registers.findPerson(request.applicant.iin)?.diedAt !== undefined) throw new Refusal('request/applicantDeceased')
      checkDocuments(deps, request, workplace.bin)
      const registeredOn = almatyDate(now.toISOString())
      const deadline = deadlineOf(resources.calendar, service.term.rule, registeredOn)
      if (deadline === undefined) throw new Refusal('unavailable', { reason: 'calendar' })

      return {
        commit: () => {
          const meanwhile = findEarlier(body.caseId, cmsHash, workplace)
          if (meanwhile !== undefined) return meanwhile
          const registeredAt = now.toISOString()
          const requestHash = hashOf(content)
          const number = requests.nextNumber(workplace.code, registeredOn)
          const answer = {
            caseId: request.caseId,
            number,
            registeredAt,
            deadline,
            acknowledgement: acknowledge('request', request.caseId, cmsHash, registeredAt),
          }
          requests.add({
            caseId: request.caseId,
            workplaceId: workplace.id,
            centreBin: workplace.bin,
            providerBin: service.provider.bin,
            serviceId: service.id,
            requestHash,
            cmsHash,
            cms,
            documents: request.documents.map(({ sha256 }) => sha256),
            answer,
          })
          feed.add(service.provider.bin, {
            kind: 'requestArrived',
            caseId: request.caseId,
            number,
            registeredAt,
            deadline,
            requestHash,
            at: registeredAt,
          })
          return answer
        },
        after: () => {
          feed.announce()
          logger.info('registered', { caseId: request.caseId, serviceId: service.id, count: request.documents.length })
        },
      }
    },
  }
}
