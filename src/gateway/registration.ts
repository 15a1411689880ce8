import { almatyDate, deadlineOf } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { paymentProblems } from '#core/domain/payment.ts'
import { applicantId, type ServiceRequest } from '#core/domain/request.ts'
import { feeFor, isAuthorityScan, type ServiceDefinition, termFor } from '#core/domain/service.ts'
import type { GatewayDeps } from './handlers/deps.ts'
import type { Commit } from './http/handler.ts'
import { Refusal } from './http/problem.ts'
import type { SubmitAnswer } from './request-store.ts'
import { versionInForce } from './resources.ts'
import { finalOf } from './result-store.ts'

/** Who brings a request: a workplace, or the portal. */
export interface Submitter {
  readonly workplaceId: string
  readonly bin: string
  /** Three digits within official numbers. */
  readonly code: string
}

/** A request whose signature and signer were checked. */
export interface VerifiedRequest {
  readonly request: ServiceRequest
  /** What was signed. */
  readonly content: Uint8Array
  readonly cms: Uint8Array
}

export interface Registration {
  /** What was answered before to this case, whichever key it came with then. @throws Refusal `idempotencyMismatch` where it was something else */
  readonly findEarlier: (caseId: string, cmsHash: string, submitter: Submitter) => SubmitAnswer | undefined
  /** Checks everything that the gateway knows better than the paper, and registers: number, deadline, events. @throws Refusal */
  readonly register: (verified: VerifiedRequest, submitter: Submitter, now: Date) => Commit<SubmitAnswer>
}

export function createRegistration(deps: GatewayDeps): Registration {
  const { requests, results, registers, payments, services, events, feed, resources, acknowledge, logger } = deps

  const serviceOf = ({ service: { id, version }, channel }: ServiceRequest): ServiceDefinition => {
    const service = services.find(id, version)
    if (service === undefined) {
      if (!services.knows(id)) throw new Refusal('request/unknownService')
      const inForce = versionInForce(resources, id)
      throw new Refusal('request/unknownVersion', inForce === undefined ? {} : { inForce })
    }
    if (service.channels[channel] === undefined) throw new Refusal('request/channelClosed', { channel })
    return service
  }

  const checkApplicant = ({ applicant, organisation }: ServiceRequest, service: ServiceDefinition): void => {
    if (registers.findPerson(applicant.iin)?.diedAt !== undefined) throw new Refusal('request/applicantDeceased')
    if (!service.applicants.includes(organisation === undefined ? 'person' : 'organisation'))
      throw new Refusal('request/invalid', { reason: 'applicantKind' })
    if (organisation !== undefined && registers.findOrganisation(organisation.bin) === undefined)
      throw new Refusal('request/unknownOrganisation')
  }

  /** Data of the power of attorney, or where the service takes one that is certified otherwise, its scan. */
  const checkRepresentative = ({ representative, documents }: ServiceRequest, service: ServiceDefinition): void => {
    if (representative === undefined) return
    const { allowed, notarisedOnly } = service.representation
    if (!allowed) throw new Refusal('request/invalid', { reason: 'representative' })
    if (representative.authority !== undefined) return
    if (notarisedOnly) throw new Refusal('request/invalid', { reason: 'authority' })
    const missing = service.documents.filter(isAuthorityScan).find(({ id }) => !documents.some(({ slotId }) => slotId === id))
    if (missing !== undefined) throw new Refusal('request/invalid', { reason: 'authority', slotId: missing.id })
  }

  /** The refused request of the same asker for the same service that this one puts right. */
  const refusedBefore = (request: ServiceRequest): string | undefined => {
    if (request.corrects === undefined) return undefined
    const earlier = requests.ofApplicant(applicantId(request)).find(({ caseId }) => caseId === request.corrects)
    if (earlier?.serviceId !== request.service.id || finalOf(results.of(earlier.caseId))?.outcome !== 'refusal') return undefined
    return earlier.caseId
  }

  /** Also a payment that was only declared, the register being silent at the counter: here it is asked at once. @returns what the request uses up */
  const checkPayment = (request: ServiceRequest, service: ServiceDefinition): string | undefined => {
    const fee = feeFor(service, request.channel)
    if (fee === undefined) return undefined
    if (request.payment === undefined) throw new Refusal('payment/missing')
    const { reference } = request.payment
    const payment = payments.find(reference)
    if (payment === undefined) throw new Refusal('payment/unknown')
    const { applicant, organisation, representative } = request
    const payerIds = [applicant.iin, organisation?.bin, representative?.iin].filter((id) => id !== undefined)
    const corrected = refusedBefore(request)
    const isOfCorrected = corrected !== undefined && payments.usedBy(reference) === corrected
    const [problem] = paymentProblems(payment, { fee, serviceId: service.id, payerIds }).filter(
      (found) => found !== 'used' || !isOfCorrected,
    )
    if (problem !== undefined) throw new Refusal(`payment/${problem}`)
    return reference
  }

  const checkDocuments = (request: ServiceRequest, bin: string): void => {
    for (const { slotId, sha256, bytes } of request.documents) {
      const size = deps.documents.sizeOf(sha256, bin)
      if (size === undefined) throw new Refusal('request/documentMissing', { slotId, sha256 })
      if (size !== bytes) throw new Refusal('request/documentDiffers', { slotId, sha256 })
    }
  }

  const findEarlier: Registration['findEarlier'] = (caseId, cmsHash, submitter) => {
    const earlier = requests.find(caseId)
    if (earlier === undefined) return undefined
    if (earlier.cmsHash !== cmsHash || earlier.centreBin !== submitter.bin) throw new Refusal('idempotencyMismatch')
    return earlier.answer
  }

  return {
    findEarlier,
    register: ({ request, content, cms }, submitter, now) => {
      const service = serviceOf(request)
      checkApplicant(request, service)
      checkRepresentative(request, service)
      checkDocuments(request, submitter.bin)
      const reference = checkPayment(request, service)
      const registeredAt = now.toISOString()
      const registeredOn = almatyDate(registeredAt)
      const deadline = deadlineOf(resources.calendar.value, termFor(service, request.channel), registeredOn)
      if (deadline === undefined) throw new Refusal('unavailable', { reason: 'calendar' })
      const { caseId, channel } = request
      const cmsHash = hashOf(cms)

      return {
        commit: () => {
          const meanwhile = findEarlier(caseId, cmsHash, submitter)
          if (meanwhile !== undefined) return meanwhile
          const requestHash = hashOf(content)
          const number = requests.nextNumber(submitter.code, registeredOn)
          const answer = {
            caseId,
            number,
            registeredAt,
            deadline,
            acknowledgement: acknowledge({ kind: 'request', caseId, contentHash: cmsHash, number, deadline, at: registeredAt }),
          }
          const added = {
            caseId,
            workplaceId: submitter.workplaceId,
            centreBin: submitter.bin,
            providerBin: service.provider.bin,
            serviceId: service.id,
            serviceVersion: service.version,
            channel,
            applicantId: applicantId(request),
            requestHash,
            cmsHash,
            cms,
            documents: request.documents.map(({ sha256 }) => sha256),
            answer,
          }
          requests.add(added)
          if (reference !== undefined && !payments.use(reference, caseId, refusedBefore(request))) throw new Refusal('payment/used')
          events.registered(added, added)
          return answer
        },
        after: () => {
          feed.announce()
          logger.info('registered', { caseId, serviceId: service.id, count: request.documents.length })
        },
      }
    },
  }
}
