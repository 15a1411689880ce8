import { backoffDelay } from '#core/base/backoff.ts'
import { describeFailure } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import { applyFeedItem } from '#core/services/apply-feed.ts'
import type { FeedItem } from '#core/ports/gateway.ts'
import type { Desk } from '#core/services/desk.ts'
import { syncOfficial } from './sync-official.ts'

const waitSeconds = 25
/** A lost gateway is asked for again often: a person stands at the counter. */
const policy = { first: 500, factor: 1.7, cap: 10_000, jitter: 0.25 }

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

/** A request of a definition that came into force since the catalogue was fetched: without it the case cannot be shown. */
async function fetchDefinition(desk: Desk, { caseId }: FeedItem): Promise<void> {
  const state = desk.stores.cases.state(caseId)
  if (state !== undefined && desk.stores.settings.definition(state.serviceId, state.serviceVersion) === undefined) await syncOfficial(desk)
}

/**
 * Follows the gateway's feed of one workplace by long poll until stopped. The cursor is saved only after every event of an answer was applied,
 * so an event may come twice (harmless) but is never missed.
 */
export function followFeed(desk: Desk): { readonly stop: () => void } {
  const stopping = new Abort()

  const round = async (wait: number): Promise<boolean> => {
    const answer = await desk.gateway.feed(desk.stores.settings.feedCursor(), wait, stopping)
    if (!answer.ok) return false
    for (const item of answer.value.events) {
      const applied = await applyFeedItem(desk, item)
      if (!applied.ok) return false
      if (!applied.value.changed) continue
      if (item.kind === 'requestArrived') await fetchDefinition(desk, item)
      desk.notices.caseChanged(item.caseId)
    }
    desk.stores.settings.saveFeedCursor(answer.value.cursor)
    return true
  }

  const follow = async (): Promise<void> => {
    let failures = 0
    // The first answer after a silence comes at once: it tells that the gateway is there.
    let wait = 0
    while (!stopping.aborted) {
      const good = await round(wait).catch((failure: unknown) => {
        desk.logger.error('Feed failed', { failure: describeFailure(failure) })
        return false
      })
      failures = good ? 0 : failures + 1
      wait = good ? waitSeconds : 0
      if (!good && !stopping.aborted) await pause(backoffDelay(failures, desk.random.chance(), policy), stopping)
    }
  }

  void follow()
  return { stop: () => stopping.abort() }
}
