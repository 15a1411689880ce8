import { hashOf } from '#core/domain/canonical.ts'
import type { Instant } from '#core/domain/ids.ts'
import { ResultDocument } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { SignatureExpectation } from '#gateway/ca/signature-check.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { RegisteredRequest } from '#gateway/request-store.ts'
import { finalOf } from '#gateway/result-store.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'
import { createExtensionHandler } from './extension.ts'
import { ownRequest } from './own-request.ts'
import { findSigner } from './sessions.ts'
import { readSignedContent } from './signed-content.ts'
import { organisationRoles } from './submit.ts'

/** What the signed result must say of the case it is for. @throws Refusal `result/…` */
function checkDocument(document: ResultDocument, request: RegisteredRequest, service: ServiceDefinition, bin: string): void {
  if (document.provider.bin !== bin) throw new Refusal('result/wrongProvider')
  const pairs = {
    caseId: [document.caseId, request.caseId],
    requestHash: [document.requestHash, request.requestHash],
    number: [document.number, request.answer.number],
    'service.id': [document.service.id, request.serviceId],
  } as const
  for (const [field, [said, known]] of Object.entries(pairs))
    if (said !== known) throw new Refusal('result/invalid', { reason: 'mismatch', field })
  const { form, decision } = document
  const isOurs = service.results.some(({ id, outcome }) => id === form && outcome === decision.outcome)
  if (!isOurs || (decision.outcome !== 'refusal' && decision.form !== form))
    throw new Refusal('result/invalid', { reason: 'mismatch', field: 'form' })
}

/** The provider's side: into work, extended, intermediate papers, and decided once. */
export function createProviderHandlers(deps: GatewayDeps): Pick<Handlers, 'acceptance' | 'extension' | 'result'> {
  const { requests, results, services, events, feed, acknowledge, logger } = deps

  /** «Жұмыста». */
  const accept = (request: RegisteredRequest, at: Instant) => {
    const { caseId, requestHash } = request
    const answer = { acknowledgement: acknowledge({ kind: 'acceptance', caseId, contentHash: requestHash, at }), at }
    requests.accept(caseId, answer)
    events.inWork(request, at)
    return answer
  }
  /** Where the papers go from chancellery to head and back, only the head signs (guardianship, clause 5); elsewhere who decides. */
  const signerOf = (service: ServiceDefinition, iin: string, workplace: EnrolledWorkplace): SignatureExpectation => {
    const member = findSigner(deps, iin, workplace.bin, 'providerSign')
    if (member === undefined) throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
    if (service.procedure === 'direct') return { iin, bin: workplace.bin, roles: organisationRoles }
    if (member.role !== 'head') throw new Refusal('signature/roleDiffers')
    return { iin, bin: workplace.bin, roles: ['head', 'signatory'] }
  }
  /** What was answered to this very result before. */
  const findEarlier = (caseId: string, cmsHash: string) => {
    const stored = results.of(caseId)
    const same = stored.find((result) => result.cmsHash === cmsHash)
    if (same === undefined && finalOf(stored) !== undefined) throw new Refusal('result/alreadyDecided')
    return same?.answer
  }

  return {
    acceptance: ({ params, workplace, now }) => {
      const { caseId } = ownRequest(deps, params.caseId, workplace)
      return {
        commit: () => {
          const request = ownRequest(deps, caseId, workplace)
          return request.acceptance ?? accept(request, now.toISOString())
        },
        after: feed.announce,
      }
    },

    ...createExtensionHandler(deps),

    result: async ({ params, body, workplace, now }) => {
      const request = ownRequest(deps, params.caseId, workplace)
      const cms = Buffer.from(body.cms, 'base64')
      const cmsHash = hashOf(cms)
      const earlier = findEarlier(request.caseId, cmsHash)
      if (earlier !== undefined) return { commit: () => earlier }

      let read: ResultDocument | undefined
      const { content } = await deps.checkSignature(cms, (signed) => {
        read = readSignedContent(ResultDocument, signed, 'result/invalid')
        const service = services.get(request)
        checkDocument(read, request, service, workplace.bin)
        return signerOf(service, read.signedBy.iin, workplace)
      })
      if (read === undefined) throw new Error('The result was not read')
      const { outcome } = read.decision

      return {
        commit: () => {
          const current = ownRequest(deps, params.caseId, workplace)
          const meanwhile = findEarlier(current.caseId, cmsHash)
          if (meanwhile !== undefined) return meanwhile
          const at = now.toISOString()
          const hash = hashOf(content)
          if (results.of(current.caseId).some((stored) => stored.hash === hash)) throw new Refusal('result/alreadyDecided')
          // The message of acceptance may be on its way behind this one: what is decided has been in work.
          if (current.acceptance === undefined) accept(current, at)
          const answer = { acknowledgement: acknowledge({ kind: 'result', caseId: current.caseId, contentHash: cmsHash, at }), at }
          results.add(current.caseId, { hash, outcome, cmsHash, cms, answer })
          events.resultReady(current, at, hash, outcome)
          return answer
        },
        after: () => {
          feed.announce()
          logger.info('decided', { caseId: request.caseId, serviceId: request.serviceId })
        },
      }
    },
  }
}
