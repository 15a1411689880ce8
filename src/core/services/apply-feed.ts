import { ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import { hashOf, readJson } from '#core/domain/canonical.ts'
import { mayFollow } from '#core/domain/case-state.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { StoreFault } from '#core/ports/document-store.ts'
import type { FeedItem, GatewayFault } from '#core/ports/gateway.ts'
import { systemActor, type Desk } from './desk.ts'
import { parseResult } from './read-result.ts'
import { record, type RecordDeps } from './record.ts'

type FeedDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'gateway' | 'documents' | 'signing' | 'clock' | 'logger'>
type Applied = Result<{ readonly changed: boolean }, GatewayFault | StoreFault>

async function requestArrived(deps: FeedDeps, item: Extract<FeedItem, { kind: 'requestArrived' }>): Promise<Applied> {
  const cms = await deps.gateway.request(item.caseId)
  if (!cms.ok) return cms
  const { report, content } = await deps.signing.verify(cms.value, item.registeredAt)
  const parsed = ServiceRequest.safeParse(content === undefined ? undefined : readJson(content))
  if (!parsed.success || content === undefined || parsed.data.caseId !== item.caseId || hashOf(content) !== item.requestHash) {
    deps.logger.error('A request of the feed cannot be read', { caseId: item.caseId })
    return ok({ changed: false })
  }
  const request = parsed.data
  const judged =
    report.signer?.iin === request.operator.iin && report.signer.bin === request.centre.bin
      ? report
      : { ...report, accepted: false, problems: [...report.problems, 'iinDiffers' as const] }
  const stored = await deps.documents.put(cms.value)
  if (!stored.ok) return stored
  const { number, registeredAt, deadline, eventId, caseId } = item
  deps.stores.transaction(() =>
    record(deps, systemActor(deps), caseId, {
      kind: 'requestArrived',
      request,
      cms: stored.value,
      report: judged,
      number,
      registeredAt,
      deadline,
      eventId,
    }),
  )
  return ok({ changed: true })
}

async function resultReady(deps: FeedDeps, item: Extract<FeedItem, { kind: 'resultReady' }>): Promise<Applied> {
  const cms = await deps.gateway.resultContent(item.caseId)
  if (!cms.ok) return cms
  const { report, content } = await deps.signing.verify(cms.value, item.at)
  const document = parseResult(content)
  if (document === undefined || content === undefined || document.caseId !== item.caseId || hashOf(content) !== item.resultHash) {
    deps.logger.error('A result of the feed cannot be read', { caseId: item.caseId })
    return ok({ changed: false })
  }
  const judged =
    report.signer?.bin === document.provider.bin
      ? report
      : { ...report, accepted: false, problems: [...report.problems, 'binDiffers' as const] }
  const stored = await deps.documents.put(cms.value)
  if (!stored.ok) return stored
  deps.stores.transaction(() =>
    record(deps, systemActor(deps), item.caseId, {
      kind: 'resultReceived',
      cms: stored.value,
      outcome: document.decision.outcome,
      report: judged,
      eventId: item.eventId,
    }),
  )
  return ok({ changed: true })
}

/**
 * Applies one event of the feed to its case. The same event again changes nothing; an event for a case that is not here, or that comes too late
 * to matter, is passed over. A failure means: ask again later, from the same cursor.
 */
export async function applyFeedItem(deps: FeedDeps, item: FeedItem): Promise<Applied> {
  const state = deps.stores.cases.state(item.caseId)
  if (item.kind === 'requestArrived') {
    return state === undefined ? requestArrived(deps, item) : ok({ changed: false })
  }
  const event = item.kind === 'statusChanged' ? 'statusReceived' : 'resultReceived'
  if (state === undefined || state.eventIds.includes(item.eventId) || !mayFollow(state.stage, event)) return ok({ changed: false })
  if (item.kind === 'resultReady') return resultReady(deps, item)
  const { status, at, eventId } = item
  deps.stores.transaction(() => record(deps, systemActor(deps), item.caseId, { kind: 'statusReceived', status, at, eventId }))
  return ok({ changed: true })
}
