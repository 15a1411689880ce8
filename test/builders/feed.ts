import { ok } from '#core/base/result.ts'
import type { FeedEntry, FeedItem } from '#core/ports/gateway.ts'
import { applyFeedEntry } from '#core/services/apply-feed.ts'
import type { Desk } from '#core/services/desk.ts'
import { readFeedEntries } from '#core/services/read-feed.ts'

/** An event as the gateway sends it. */
export const entryOfItem = (item: FeedItem): FeedEntry => ({ eventId: item.eventId, source: item, item })

/** What the follower does with each event of an answer, for one alone. */
export async function applyFeedItem(desk: Desk, item: FeedItem) {
  const read = await readFeedEntries(desk, [entryOfItem(item)])
  if (!read.ok) return read
  return ok({ changed: desk.stores.transaction(() => read.value.map((entry) => applyFeedEntry(desk, entry)))[0] !== undefined })
}
