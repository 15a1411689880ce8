import { hashOf } from '#core/domain/canonical.ts'
import { ResultDocument } from '#core/domain/result-document.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { RegisteredRequest } from '#gateway/request-store.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'
import { findSigner } from './sessions.ts'
import { readSignedContent } from './signed-content.ts'
import { organisationRoles } from './submit.ts'

/** The provider's side: into work, and decided once. */
export function createProviderHandlers(deps: GatewayDeps): Pick<Handlers, 'acceptance' | 'result'> {
  const { requests, feed, acknowledge, logger } = deps

  const ownRequest = (caseId: string, workplace: EnrolledWorkplace): RegisteredRequest => {
    const request = requests.find(caseId)
    if (request === undefined) throw new Refusal('notFound')
    if (request.providerBin !== workplace.bin) throw new Refusal('result/wrongProvider')
    return request
  }
  /** «Жұмыста»; told to the workplace that sent the request. */
  const accept = ({ caseId, workplaceId, requestHash }: RegisteredRequest, at: string) => {
    const answer = { acknowledgement: acknowledge('acceptance', caseId, requestHash, at), at }
    requests.accept(caseId, answer)
    feed.add(workplaceId, { kind: 'statusChanged', caseId, status: 'inWork', at })
    return answer
  }

  return {
    acceptance: ({ params, workplace, now }) => {
      const { caseId } = ownRequest(params.caseId, workplace)
      return {
        commit: () => {
          const request = ownRequest(caseId, workplace)
          return request.acceptance ?? accept(request, now.toISOString())
        },
        after: feed.announce,
      }
    },

    result: async ({ params, body, workplace, now }) => {
      const request = ownRequest(params.caseId, workplace)
      const cms = Buffer.from(body.cms, 'base64')
      const cmsHash = hashOf(cms)
      const decided = ({ resultCmsHash, resultAnswer }: RegisteredRequest) => {
        if (resultAnswer !== undefined && resultCmsHash !== cmsHash) throw new Refusal('result/alreadyDecided')
        return resultAnswer
      }
      const earlier = decided(request)
      if (earlier !== undefined) return { commit: () => earlier }

      const { content } = await deps.checkSignature(cms, (signed) => {
        const document = readSignedContent(ResultDocument, signed, 'result/invalid')
        if (document.provider.bin !== workplace.bin) throw new Refusal('result/wrongProvider')
        const mismatch = (['caseId', 'requestHash'] as const).find((field) => document[field] !== request[field])
        if (mismatch !== undefined) throw new Refusal('result/invalid', { reason: 'mismatch', field: mismatch })
        if (document.number !== request.answer.number) throw new Refusal('result/invalid', { reason: 'mismatch', field: 'number' })
        if (document.service.id !== request.serviceId) throw new Refusal('result/invalid', { reason: 'mismatch', field: 'service.id' })
        if (findSigner(deps, document.signedBy.iin, workplace.bin, 'providerSign') === undefined)
          throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
        return { iin: document.signedBy.iin, bin: workplace.bin, roles: organisationRoles }
      })

      return {
        commit: () => {
          const current = ownRequest(params.caseId, workplace)
          const meanwhile = decided(current)
          if (meanwhile !== undefined) return meanwhile
          const at = now.toISOString()
          // The message of acceptance may be on its way behind this one: what is decided has been in work.
          if (current.acceptance === undefined) accept(current, at)
          const resultHash = hashOf(content)
          const answer = { acknowledgement: acknowledge('result', current.caseId, resultHash, at), at }
          requests.decide(current.caseId, { hash: resultHash, cmsHash, cms, answer })
          feed.add(current.workplaceId, { kind: 'statusChanged', caseId: current.caseId, status: 'completed', at })
          feed.add(current.workplaceId, { kind: 'resultReady', caseId: current.caseId, resultHash, at })
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
