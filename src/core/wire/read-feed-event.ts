import { z } from 'zod'
import { canonicalHash } from '#core/domain/canonical.ts'
import { FeedEvent } from './messages.ts'

const Identified = z.object({ eventId: z.string().min(1) })

/**
 * One event of the feed: its id, what came, and what of it this program understands. A kind that a newer gateway sends has no `item`; one without
 * even an id is known by the hash of its content.
 */
export function readFeedEvent(source: unknown): { readonly eventId: string; readonly source: unknown; readonly item?: FeedEvent } {
  const event = FeedEvent.safeParse(source)
  if (event.success) return { eventId: event.data.eventId, source, item: event.data }
  const identified = Identified.safeParse(source)
  return { eventId: identified.success ? identified.data.eventId : canonicalHash(source), source }
}
