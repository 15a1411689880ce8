import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { RegisteredRequest } from '#gateway/request-store.ts'
import { finalOf } from '#gateway/result-store.ts'
import type { SubmitByPortal } from './portal.ts'

/** What the portal is to this gateway: requests in, notices, history and results out. */
export function createPortalHandlers(
  { requests, results, notices, services }: GatewayDeps,
  submit: SubmitByPortal,
): Pick<Handlers, 'portalSubmit' | 'cabinet' | 'cabinetResult'> {
  const statusOf = ({ caseId, acceptance }: RegisteredRequest) => {
    if (finalOf(results.of(caseId)) !== undefined) return 'completed' as const
    return acceptance === undefined ? ('registered' as const) : ('inWork' as const)
  }
  return {
    portalSubmit: ({ body, now }) => {
      const documents = body.documents.map(({ sha256, content }) => ({ sha256, content: Buffer.from(content, 'base64') }))
      return submit({ caseId: body.caseId, cms: Buffer.from(body.cms, 'base64'), documents }, now)
    },
    cabinet: ({ params }) => ({
      notices: [...notices.of(params.id)],
      history: requests.ofApplicant(params.id).map((request) => ({
        caseId: request.caseId,
        number: request.answer.number,
        serviceName: services.get(request).name,
        status: statusOf(request),
        registeredAt: request.answer.registeredAt,
        deadline: request.extension?.answer.deadline ?? request.answer.deadline,
      })),
    }),
    cabinetResult: ({ params }) => {
      const own = requests.ofApplicant(params.id)
      const cms = own.map(({ caseId }) => results.cmsOf(caseId, params.sha256)).find((bytes) => bytes !== undefined)
      if (cms === undefined) throw new Refusal('notFound')
      return cms
    },
  }
}
