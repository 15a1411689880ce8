import { backoffDelay } from '#core/base/backoff.ts'
import { describeFailure } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { FeedEntry, GatewayFault } from '#core/ports/gateway.ts'
import { applyFeedEntry } from '#core/services/apply-feed.ts'
import type { Desk } from '#core/services/desk.ts'
import { readFeedEntries } from '#core/services/read-feed.ts'
import { syncOfficial } from './sync-official.ts'

const waitSeconds = 25
/** With an event that waits for its next try the poll is shorter, but never a busy loop. */
const shortestWait = 5
/** So many events share one transaction; between two the page gets its answers. */
const together = 25
/** A lost gateway is asked for again often: a person stands at the counter. */
const policy = { first: 500, factor: 1.7, cap: 10_000, jitter: 0.25 }

/** Lets everything else that waits have its turn. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const pause = (milliseconds: number, signal: Abort): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })

/** The gateway was put back to an earlier day, or is another one. */
const isCursorUnknown = (failure: GatewayFault): boolean =>
  failure.tag === 'gateway/refused' && failure.code === 'malformed' && failure.data['field'] === 'cursor'

export interface FeedFollower {
  /** Something happened to a case: what came too early for it may fit now. */
  readonly caseMoved: (caseId: CaseId) => void
  /** Definitions came, or the program is new: all that was put aside is tried. */
  readonly tryAll: () => void
  /** The connection it waits on may be dead: asks anew, at once. */
  readonly askAnew: () => void
  /** Resolves when nothing is written any more. */
  readonly stop: () => Promise<void>
}

/**
 * Follows the gateway's feed of one workplace by long poll until stopped. The cursor is saved in the transaction of an answer's last event: every event
 * is either in the log of its case or put aside by then. One that comes twice changes nothing.
 */
export function followFeed(desk: Desk): FeedFollower {
  const { stores } = desk
  const stopping = new Abort()
  /** The poll or the pause that goes on now. */
  let waiting = new Abort()

  const readWithDefinitions = async (entries: readonly FeedEntry[]) => {
    const first = await readFeedEntries(desk, entries)
    if (!first.ok || !first.value.some(({ park }) => park === 'noDefinition')) return first
    // A request of a definition that came into force since the catalogue was fetched: without it the case cannot be shown.
    await syncOfficial(desk)
    return readFeedEntries(desk, entries)
  }

  const take = async (entries: readonly FeedEntry[], cursor?: string): Promise<boolean> => {
    for (let from = 0; from < entries.length; from += together) {
      const read = await readWithDefinitions(entries.slice(from, from + together))
      if (stopping.aborted || !read.ok) return false
      const isLast = from + together >= entries.length
      const changed = stores.transaction(() => {
        const cases = read.value.map((entry) => applyFeedEntry(desk, entry))
        if (isLast && cursor !== undefined) stores.settings.saveFeedCursor(cursor)
        return new Set(cases)
      })
      for (const caseId of changed) if (caseId !== undefined) desk.notices.caseChanged(caseId)
      await breathe()
    }
    return true
  }

  let retries = Promise.resolve()
  const retry = (pick: () => readonly FeedEntry[]): Promise<void> => {
    retries = retries
      .then(async () => void (stopping.aborted || (await take(pick()))))
      .catch((failure: unknown) => desk.logger.error('Events put aside were not tried', { failure: describeFailure(failure) }))
    return retries
  }

  const nextWait = (): number => {
    const nextAt = stores.parked.nextAt()
    const seconds = nextAt === undefined ? waitSeconds : Math.ceil((Date.parse(nextAt) - desk.clock.now()) / 1_000)
    return Math.min(waitSeconds, Math.max(shortestWait, seconds))
  }

  /** @returns how long the next poll may wait, seconds; undefined where this one came to nothing */
  const round = async (wait: number, calledOff: Abort): Promise<number | undefined> => {
    const cursor = stores.settings.feedCursor()
    const answer = await desk.gateway.feed(cursor, wait, calledOff)
    if (stopping.aborted) return undefined
    if (!answer.ok) {
      if (cursor === '' || !isCursorUnknown(answer.error)) return undefined
      desk.logger.warn('The gateway does not know the cursor of its feed: it is read from the beginning')
      stores.settings.saveFeedCursor('')
      return 0
    }
    const { events, cursor: next } = answer.value
    if (events.length === 0 && next !== cursor) stores.settings.saveFeedCursor(next)
    if (!(await take(events, next))) return undefined
    await retry(() => stores.parked.due(desk.clock.instant()))
    return nextWait()
  }

  const follow = async (): Promise<void> => {
    let failures = 0
    // The first answer after a silence comes at once: it tells that the gateway is there.
    let wait = 0
    while (!stopping.aborted) {
      const calledOff = (waiting = new Abort())
      const next = await round(wait, calledOff).catch((failure: unknown) => {
        desk.logger.error('Feed failed', { failure: describeFailure(failure) })
        return undefined
      })
      wait = next ?? 0
      failures = next === undefined ? failures + 1 : 0
      if (next === undefined && !calledOff.aborted) await pause(backoffDelay(failures, desk.random.chance(), policy), calledOff)
    }
  }

  void retry(() => stores.parked.all())
  const ended = follow()
  return {
    caseMoved: (caseId) => {
      if (stores.parked.ofCase(caseId).length > 0) void retry(() => stores.parked.ofCase(caseId))
    },
    tryAll: () => void retry(() => stores.parked.all()),
    askAnew: () => waiting.abort(),
    stop: async () => {
      stopping.abort()
      waiting.abort()
      await ended
      await retries
    },
  }
}
