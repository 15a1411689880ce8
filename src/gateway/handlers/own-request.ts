import { Refusal } from '#gateway/http/problem.ts'
import type { RegisteredRequest } from '#gateway/request-store.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import type { GatewayDeps } from './deps.ts'

/** A request that went to the caller's organisation. @throws Refusal */
export function ownRequest({ requests }: Pick<GatewayDeps, 'requests'>, caseId: string, workplace: EnrolledWorkplace): RegisteredRequest {
  const request = requests.find(caseId)
  if (request === undefined) throw new Refusal('notFound')
  if (request.providerBin !== workplace.bin) throw new Refusal('result/wrongProvider')
  return request
}
