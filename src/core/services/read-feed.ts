import { assertNever } from '#core/base/assert-never.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { StoreFault } from '#core/ports/document-store.ts'
import type { FeedEntry, FeedItem, GatewayFault } from '#core/ports/gateway.ts'
import { feedFit, type ReadEntry } from './apply-feed.ts'
import { type ArrivalDeps, type Content, readArrival } from './read-arrival.ts'
import { parseResult } from './read-result.ts'

type Item<Kind extends FeedItem['kind']> = Extract<FeedItem, { kind: Kind }>

async function readAnnouncedResult(deps: ArrivalDeps, item: Item<'resultReady'>): Promise<Content> {
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
    return ok({ park: 'unreadable' })
  }
  const judged =
    report.signer?.bin === document.provider.bin
      ? report
      : { ...report, accepted: false, problems: [...report.problems, 'binDiffers' as const] }
  const stored = await deps.documents.put(cms.value)
  if (!stored.ok) return stored
  return ok({ event: { kind: 'resultReceived', cms: stored.value, outcome, report: judged, eventId: item.eventId } })
}

async function contentOf(deps: ArrivalDeps, item: FeedItem): Promise<Content> {
  const { eventId } = item
  switch (item.kind) {
    case 'requestArrived':
      return readArrival(deps, item)
    case 'resultReady':
      return readAnnouncedResult(deps, item)
    case 'statusChanged':
      return ok({ event: { kind: 'statusReceived', status: item.status, at: item.at, eventId } })
    case 'deadlineExtended':
      return ok({ event: { kind: 'deadlineExtended', deadline: item.deadline, reason: item.reason, eventId } })
    default:
      return assertNever(item)
  }
}

type Read = Result<ReadEntry, GatewayFault | StoreFault>

async function readEntry(deps: ArrivalDeps, entry: FeedEntry): Promise<Read> {
  // What does not go into the log now is not fetched either.
  if (entry.item === undefined || feedFit(deps, entry.item) !== 'now') return ok({ entry })
  const content = await contentOf(deps, entry.item)
  return content.ok ? ok({ entry, ...content.value }) : content
}

/** This one's content is not to be had now; everything else goes on. */
const notFetched = (entry: FeedEntry, failure: GatewayFault): ReadEntry => ({
  entry,
  park: 'notFetched',
  ...(failure.tag === 'gateway/unavailable' && failure.retryAfterMilliseconds !== undefined
    ? { retryAfter: failure.retryAfterMilliseconds }
    : {}),
})

/**
 * Fetches and checks what some events of the feed announce. A failure means that nothing can be fetched or kept now: ask again later, from the same
 * cursor. Where the gateway answers and only the content of one event is not to be had, that event waits and blocks nothing.
 */
export async function readFeedEntries(
  deps: ArrivalDeps,
  entries: readonly FeedEntry[],
): Promise<Result<readonly ReadEntry[], GatewayFault | StoreFault>> {
  const answers = await Promise.all(entries.map((entry) => readEntry(deps, entry)))
  const read: ReadEntry[] = []
  let isThere: boolean | undefined
  for (const [index, answer] of answers.entries()) {
    const entry = entries[index]
    if (entry === undefined) continue
    if (answer.ok) {
      read.push(answer.value)
      continue
    }
    const failure = answer.error
    if (failure.tag !== 'gateway/refused' && failure.tag !== 'gateway/unavailable') return err(failure)
    const says = failure.tag === 'gateway/refused' || failure.why === 'busy'
    isThere ??= says || (await deps.gateway.health()).ok
    if (!isThere && !says) return err(failure)
    read.push(notFetched(entry, failure))
  }
  return ok(read)
}
