import { assertNever } from '#core/base/assert-never.ts'
import { ok, type Result } from '#core/base/result.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { mayFollow } from '#core/domain/case-state.ts'
import type { StoreFault } from '#core/ports/document-store.ts'
import type { FeedItem, GatewayFault } from '#core/ports/gateway.ts'
import { systemActor } from './desk.ts'
import { parseResult } from './read-result.ts'
import { record, type RecordDeps } from './record.ts'
import { type ArrivalDeps, takeArrival } from './take-arrival.ts'

type FeedDeps = RecordDeps & ArrivalDeps
type Applied = Result<{ readonly changed: boolean }, GatewayFault | StoreFault>
type Item<Kind extends FeedItem['kind']> = Extract<FeedItem, { kind: Kind }>

const unchanged = ok({ changed: false })

function append(deps: FeedDeps, item: FeedItem, event: CaseEvent): Applied {
  deps.stores.transaction(() => record(deps, systemActor(deps), item.caseId, event))
  return ok({ changed: true })
}

async function resultReady(deps: FeedDeps, item: Item<'resultReady'>): Promise<Applied> {
  const cms = await deps.gateway.resultContent(item.caseId, item.resultHash)
  if (!cms.ok) return cms
  const { report, content } = await deps.signing.verify(cms.value, item.at)
  const document = parseResult(content)
  const outcome = document?.decision.outcome
  const isAnnounced =
    content !== undefined &&
    document?.caseId === item.caseId &&
    hashOf(content) === item.resultHash &&
    (outcome === 'intermediate') === item.intermediate
  if (!isAnnounced || document === undefined || outcome === undefined) {
    deps.logger.error('A result of the feed cannot be read', { caseId: item.caseId })
    return unchanged
  }
  const judged =
    report.signer?.bin === document.provider.bin
      ? report
      : { ...report, accepted: false, problems: [...report.problems, 'binDiffers' as const] }
  const stored = await deps.documents.put(cms.value)
  if (!stored.ok) return stored
  return append(deps, item, { kind: 'resultReceived', cms: stored.value, outcome, report: judged, eventId: item.eventId })
}

const eventOf = { statusChanged: 'statusReceived', resultReady: 'resultReceived', deadlineExtended: 'deadlineExtended' } as const

/**
 * Applies one event of the feed to its case. The same event again changes nothing; an event for a case that is not here, or that comes too late
 * to matter, is passed over, and so is at the provider the echo of what the provider did itself. A failure means: ask again later, from the same
 * cursor.
 */
export async function applyFeedItem(deps: FeedDeps, item: FeedItem): Promise<Applied> {
  if (item.kind === 'requestArrived') return takeArrival(deps, item)
  if (deps.workplace.kind === 'provider') return unchanged
  const state = deps.stores.cases.state(item.caseId)
  if (state === undefined || state.eventIds.includes(item.eventId) || !mayFollow(state.stage, eventOf[item.kind])) return unchanged
  switch (item.kind) {
    case 'resultReady':
      return resultReady(deps, item)
    case 'statusChanged':
      return append(deps, item, { kind: 'statusReceived', status: item.status, at: item.at, eventId: item.eventId })
    case 'deadlineExtended':
      return append(deps, item, { kind: 'deadlineExtended', deadline: item.deadline, reason: item.reason, eventId: item.eventId })
    default:
      return assertNever(item)
  }
}
