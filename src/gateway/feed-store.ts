import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Emitter, type Unsubscribe } from '#core/base/emitter.ts'
import { FeedEvent } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

type WithoutId<Event> = Event extends FeedEvent ? Omit<Event, 'eventId'> : never
export type NewFeedEvent = WithoutId<FeedEvent>

const Row = z.object({ seq: z.int(), event_id: z.string(), body: z.string() })
const mostEvents = 200
const cursorPattern = /^f(\d{15})\.([0-9a-f]{8})$/

export interface FeedStore {
  /**
   * Inside the transaction of what happened.
   * @param audience a workplace's id, or the BIN of an organisation all of whose workplaces shall hear of it
   */
  readonly add: (audience: string, event: NewFeedEvent) => void
  /** After that transaction: wakes those who wait. */
  readonly announce: () => void
  readonly onAnnounced: (listener: () => void) => Unsubscribe
  /**
   * @returns undefined where the cursor is none of ours: it names its last event, so that a gateway put back to an earlier day, which gives the same
   * numbers to other events, does not pass those over
   */
  readonly after: (
    audiences: readonly [workplaceId: string, bin: string],
    cursor: string,
  ) => { readonly events: FeedEvent[]; readonly cursor: string } | undefined
}

const markOf = (eventId: string): string => eventId.slice(0, 8)
const cursorOf = ({ seq, event_id: eventId }: z.infer<typeof Row>): string => `f${String(seq).padStart(15, '0')}.${markOf(eventId)}`

export function createFeedStore(database: Database): FeedStore {
  const insert = database.prepare('INSERT INTO feed_event (event_id, audience, body) VALUES (?, ?, ?)')
  const select = database.prepare(
    `SELECT seq, event_id, body FROM feed_event WHERE audience IN (?, ?) AND seq > ? ORDER BY seq LIMIT ${mostEvents}`,
  )
  const idAt = database.prepare('SELECT event_id FROM feed_event WHERE seq = ?').pluck()
  const announced = new Emitter<void>()
  const seqOf = (cursor: string): number | undefined => {
    if (cursor === '') return 0
    const [, digits, mark] = cursorPattern.exec(cursor) ?? []
    const eventId = digits === undefined ? undefined : idAt.get(Number(digits))
    return typeof eventId === 'string' && markOf(eventId) === mark ? Number(digits) : undefined
  }
  return {
    add: (audience, event) => {
      const eventId = randomUUID()
      insert.run(eventId, audience, JSON.stringify({ ...event, eventId }))
    },
    announce: () => announced.emit(),
    onAnnounced: announced.on,
    after: (audiences, cursor) => {
      const seq = seqOf(cursor)
      if (seq === undefined) return undefined
      const rows = z.array(Row).parse(select.all(...audiences, seq))
      const last = rows.at(-1)
      return { events: rows.map(({ body }) => FeedEvent.parse(JSON.parse(body))), cursor: last === undefined ? cursor : cursorOf(last) }
    },
  }
}
