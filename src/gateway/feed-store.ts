import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Emitter, type Unsubscribe } from '#core/base/emitter.ts'
import { FeedEvent } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

type WithoutId<Event> = Event extends FeedEvent ? Omit<Event, 'eventId'> : never
export type NewFeedEvent = WithoutId<FeedEvent>

const Row = z.object({ seq: z.int(), body: z.string() })
const mostEvents = 200
const cursorPattern = /^f(\d{15})$/

export interface FeedStore {
  /**
   * Inside the transaction of what happened.
   * @param audience a workplace's id, or the BIN of an organisation all of whose workplaces shall hear of it
   */
  readonly add: (audience: string, event: NewFeedEvent) => void
  /** After that transaction: wakes those who wait. */
  readonly announce: () => void
  readonly onAnnounced: (listener: () => void) => Unsubscribe
  /** @returns undefined where the cursor is none of ours */
  readonly after: (
    audiences: readonly [workplaceId: string, bin: string],
    cursor: string,
  ) => { readonly events: FeedEvent[]; readonly cursor: string } | undefined
}

const cursorOf = (seq: number): string => `f${String(seq).padStart(15, '0')}`
const seqOf = (cursor: string): number | undefined => {
  if (cursor === '') return 0
  const digits = cursorPattern.exec(cursor)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export function createFeedStore(database: Database): FeedStore {
  const insert = database.prepare('INSERT INTO feed_event (event_id, audience, body) VALUES (?, ?, ?)')
  const select = database.prepare(`SELECT seq, body FROM feed_event WHERE audience IN (?, ?) AND seq > ? ORDER BY seq LIMIT ${mostEvents}`)
  const announced = new Emitter<void>()
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
      return { events: rows.map(({ body }) => FeedEvent.parse(JSON.parse(body))), cursor: cursorOf(rows.at(-1)?.seq ?? seq) }
    },
  }
}
