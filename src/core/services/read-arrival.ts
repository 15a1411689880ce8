import { ok, type Result } from '#core/base/result.ts'
import { canonicalHash, hashOf, readJson } from '#core/domain/canonical.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { SignatureProblem, SignatureReport } from '#core/domain/signature.ts'
import type { StoreFault } from '#core/ports/document-store.ts'
import type { FeedItem, GatewayFault } from '#core/ports/gateway.ts'
import type { ParkedWhy } from '#core/ports/stores.ts'
import type { Desk } from './desk.ts'
import type { RecordDeps } from './record.ts'

export type ArrivalDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'gateway' | 'documents' | 'signing' | 'clock' | 'logger'>
type Arrival = Extract<FeedItem, { kind: 'requestArrived' }>

/** What an event of the feed puts into the log of its case, or why nothing yet. */
export type Content = Result<{ readonly event: CaseEvent } | { readonly park: ParkedWhy }, GatewayFault | StoreFault>

interface Signed {
  readonly request: ServiceRequest
  readonly cms: ContentHash
  readonly report: SignatureReport
}

/**
 * Who had to sign: the employee who took it in, of the organisation that it names; on the portal the applicant, by IIN, or by BIN where an
 * organisation asks.
 */
function signerProblems(request: ServiceRequest, signer: SignatureReport['signer']): readonly SignatureProblem[] {
  const { channel, applicant, organisation, operator, centre } = request
  if (channel === 'portal') {
    if (organisation !== undefined) return signer?.bin === organisation.bin ? [] : ['binDiffers']
    return signer?.iin === applicant.iin ? [] : ['iinDiffers']
  }
  return [
    ...(operator !== undefined && signer?.iin === operator.iin ? [] : (['iinDiffers'] as const)),
    ...(centre !== undefined && signer?.bin === centre.bin ? [] : (['binDiffers'] as const)),
  ]
}

/** Fetched, read and judged; undefined where it is not the request that was announced. */
async function fetchRequest(deps: ArrivalDeps, item: Arrival): Promise<Result<Signed | undefined, GatewayFault | StoreFault>> {
  const cms = await deps.gateway.request(item.caseId)
  if (!cms.ok) return cms
  const { report, content } = await deps.signing.verify(cms.value, item.registeredAt)
  const parsed = ServiceRequest.safeParse(content === undefined ? undefined : readJson(content))
  if (!parsed.success || content === undefined || parsed.data.caseId !== item.caseId || hashOf(content) !== item.requestHash) {
    deps.logger.error('A request of the feed cannot be read', { caseId: item.caseId })
    return ok(undefined)
  }
  const problems = signerProblems(parsed.data, report.signer)
  const judged = problems.length === 0 ? report : { ...report, accepted: false, problems: [...new Set([...report.problems, ...problems])] }
  const stored = await deps.documents.put(cms.value)
  return stored.ok ? ok({ request: parsed.data, cms: stored.value, report: judged }) : stored
}

/** Taken in at this very desk: what was signed here is what arrives, and nothing has to be fetched. */
function signedHere(state: CaseState, item: Arrival): Signed | undefined {
  const { request, requestCms, requestReport } = state
  if (request === undefined || requestCms === undefined || requestReport === undefined) return undefined
  return canonicalHash(request) === item.requestHash ? { request, cms: requestCms, report: requestReport } : undefined
}

/** What the arrival of a request puts into the log: it begins the provider's case, or goes on with the one that the provider's own desk began. */
export async function readArrival(deps: ArrivalDeps, item: Arrival): Promise<Content> {
  const state = deps.stores.cases.state(item.caseId)
  const fetched = state === undefined ? await fetchRequest(deps, item) : ok(signedHere(state, item))
  if (!fetched.ok) return fetched
  const signed = fetched.value
  if (signed === undefined) return ok({ park: 'unreadable' })
  const { service } = signed.request
  if (deps.stores.settings.definition(service.id, service.version) === undefined) return ok({ park: 'noDefinition' })
  const { number, registeredAt, deadline, eventId } = item
  return ok({ event: { kind: 'requestArrived', ...signed, number, registeredAt, deadline, eventId } })
}
