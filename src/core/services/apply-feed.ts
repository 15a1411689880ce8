import { type BackoffPolicy, backoffDelay } from '#core/base/backoff.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { mayFollow } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { FeedEntry, FeedItem } from '#core/ports/gateway.ts'
import type { ParkedWhy } from '#core/ports/stores.ts'
import { type Desk, systemActor } from './desk.ts'
import { record, type RecordDeps } from './record.ts'

export type FeedFit = 'now' | 'passed' | ParkedWhy

const eventOf = { statusChanged: 'statusReceived', resultReady: 'resultReceived', deadlineExtended: 'deadlineExtended' } as const

/**
 * Whether the case takes this event as it stands. `passed`: it is in already, it is at the provider the echo of what the provider did itself, or it is
 * too late to matter. Whatever comes too early says why and is kept.
 */
export function feedFit({ stores, workplace }: Pick<Desk, 'stores' | 'workplace'>, item: FeedItem): FeedFit {
  const state = stores.cases.state(item.caseId)
  if (item.kind === 'requestArrived') {
    if (state === undefined) return 'now'
    if (state.side === 'provider') return 'passed'
    return mayFollow(state.stage, 'requestArrived') ? 'now' : 'notYet'
  }
  if (workplace.kind === 'provider') return 'passed'
  if (state === undefined) return 'unknownCase'
  if (state.eventIds.includes(item.eventId)) return 'passed'
  if (mayFollow(state.stage, eventOf[item.kind])) return 'now'
  return state.stage === 'handedOut' ? 'passed' : 'notYet'
}

/** An event with what had to be fetched for it. */
export interface ReadEntry {
  readonly entry: FeedEntry
  /** What goes into the log of its case. */
  readonly event?: CaseEvent
  /** Why there is nothing for the log. */
  readonly park?: ParkedWhy
  /** The gateway named the time of the next try, milliseconds. */
  readonly retryAfter?: number
}

/** What passes by itself is tried again by the time alone. */
const retryPolicy: BackoffPolicy = { first: 5_000, factor: 2, cap: 10 * 60_000, jitter: 0.25 }
const passesByItself: readonly ParkedWhy[] = ['notFetched', 'noDefinition']

function park({ stores, clock, random }: RecordDeps, { entry, retryAfter }: ReadEntry, why: ParkedWhy): void {
  const before = stores.parked.find(entry.eventId)
  const attempts = (before?.attempts ?? 0) + 1
  const wait = retryAfter ?? backoffDelay(attempts, random.chance(), retryPolicy)
  stores.parked.put({
    ...entry,
    why,
    parkedAt: before?.parkedAt ?? clock.instant(),
    attempts,
    ...(passesByItself.includes(why) ? { nextAt: new Date(clock.now() + wait).toISOString() } : {}),
  })
}

/**
 * Puts an event that was read into the log of its case, or aside until it fits; the same event again changes nothing. Call inside a transaction: that
 * of the page's last event saves the cursor as well.
 * @returns the case, where it changed
 */
export function applyFeedEntry(deps: RecordDeps & Pick<Desk, 'workplace'>, read: ReadEntry): CaseId | undefined {
  const { eventId, item } = read.entry
  // It may be another case by now than the one it was read for.
  const fit = item === undefined ? 'unknownKind' : feedFit(deps, item)
  const why = fit === 'now' && read.event === undefined ? (read.park ?? 'notFetched') : fit
  if (why !== 'now' && why !== 'passed') {
    park(deps, read, why)
    return undefined
  }
  deps.stores.parked.remove(eventId)
  if (why === 'passed' || item === undefined || read.event === undefined) return undefined
  record(deps, systemActor(deps), item.caseId, read.event)
  return item.caseId
}
