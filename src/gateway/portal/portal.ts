import { almatyDate } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { formProblems } from '#core/domain/form-problems.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import { factsOfRequest, ServiceRequest } from '#core/domain/request.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { SignatureExpectation } from '#gateway/ca/signature-check.ts'
import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import { readSignedContent } from '#gateway/handlers/signed-content.ts'
import type { Commit } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { createRegistration, type Submitter } from '#gateway/registration.ts'
import type { SubmitAnswer } from '#gateway/request-store.ts'

/** The portal (ЭҮП) as one that brings requests; its numbers have digits of their own. */
export const portalSubmitter: Submitter = { workplaceId: 'portal', bin: 'portal', code: '300' }

export interface PortalRequest {
  readonly caseId: CaseId
  readonly cms: Uint8Array
  readonly documents: readonly { readonly sha256: ContentHash; readonly content: Uint8Array }[]
}

/** @throws Refusal */
export type SubmitByPortal = (sent: PortalRequest, now: Date) => Promise<Commit<SubmitAnswer>>

/**
 * Whose signature a request of the portal bears: the applicant's own, IIN against IIN; for an organisation its head's or whoever has the right
 * of signature, BIN against BIN (000 clause 6 condition 2; 002 condition 3).
 */
function signerOf({ channel, applicant, organisation, centre, operator }: ServiceRequest): SignatureExpectation {
  if (channel !== 'portal' || centre !== undefined || operator !== undefined) throw new Refusal('request/channelClosed', { channel })
  return organisation === undefined ? { iin: applicant.iin, roles: ['person'] } : { bin: organisation.bin, roles: ['head', 'signatory'] }
}

/** Format-logical control of the form and the checklist: nobody at a counter has looked at them. */
function checkForm(service: ServiceDefinition, request: ServiceRequest, now: Date): void {
  const { answers, documents } = request
  const fields = fieldsOf(service.form)
  const facts = factsOfRequest(request)
  const [problem] = formProblems(fields, answers, facts, almatyDate(now.toISOString()))
  if (problem !== undefined) throw new Refusal('request/invalid', { reason: problem.code, field: `answers.${problem.path}` })
  const missing = slotsOf(service, { answers, applicantKind: facts['applicant.kind'] }, facts.channel).find(
    (slot) => slot.required && !documents.some(({ slotId }) => slotId === slot.id),
  )
  if (missing !== undefined) throw new Refusal('request/documentMissing', { slotId: missing.id })
}

/** Documents named by the manifest and brought along, each what its name says, none besides. */
function checkBrought(request: ServiceRequest, brought: PortalRequest['documents']): void {
  for (const { sha256, content } of brought) {
    const entry = request.documents.find((document) => document.sha256 === sha256)
    if (entry === undefined || hashOf(content) !== sha256 || content.length !== entry.bytes)
      throw new Refusal('request/documentDiffers', { slotId: entry?.slotId ?? '', sha256 })
  }
}

export function createSubmitByPortal(deps: GatewayDeps): SubmitByPortal {
  const registration = createRegistration(deps)
  return async ({ caseId, cms, documents }, now) => {
    const earlier = registration.findEarlier(caseId, hashOf(cms), portalSubmitter)
    if (earlier !== undefined) return { commit: () => earlier }

    let read: ServiceRequest | undefined
    const { content } = await deps.checkSignature(cms, (signed) => {
      read = readSignedContent(ServiceRequest, signed, 'request/invalid')
      return signerOf(read)
    })
    if (read === undefined) throw new Error('The request was not read')
    if (read.caseId !== caseId) throw new Refusal('request/invalid', { reason: 'caseId' })
    const service = deps.services.find(read.service.id, read.service.version)
    if (service?.channels.portal !== undefined) checkForm(service, read, now)
    checkBrought(read, documents)
    for (const { sha256, content: bytes } of documents) await deps.documents.keepBytes(bytes, sha256, portalSubmitter.bin, now)
    return registration.register({ request: read, content, cms }, portalSubmitter, now)
  }
}
