import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import type { ParkedEvent, ParkedStore } from '#core/ports/stores.ts'
import { readFeedEvent } from '#core/wire/read-feed-event.ts'
import { parseBody, parseRow } from './row.ts'

const Row = z.object({
  event_id: z.string(),
  why: z.enum(['unknownCase', 'notYet', 'noDefinition', 'notFetched', 'unreadable', 'unknownKind']),
  parked_at: z.int(),
  attempts: z.int().nonnegative(),
  next_at: z.int().nullable(),
  source: z.string(),
})
const Next = z.object({ next_at: z.int().nullable() })
const OfCase = z.object({ caseId: z.string() })

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** The source is read anew each time: what an earlier program did not understand, this one may. */
const parkedOf = (found: unknown): ParkedEvent => {
  const row = parseRow(Row, found)
  return {
    ...readFeedEvent(parseBody(z.unknown(), row.source)),
    eventId: row.event_id,
    why: row.why,
    parkedAt: instantOf(row.parked_at),
    attempts: row.attempts,
    ...(row.next_at === null ? {} : { nextAt: instantOf(row.next_at) }),
  }
}

export function createParkedStore(db: Database.Database): ParkedStore {
  const put = db.prepare(`
    INSERT INTO parked_event (event_id, case_id, why, parked_at, attempts, next_at, source)
    VALUES (@eventId, @caseId, @why, @parkedAt, @attempts, @nextAt, @source)
    ON CONFLICT (event_id) DO UPDATE SET why = excluded.why, attempts = excluded.attempts, next_at = excluded.next_at, source = excluded.source`)
  const drop = db.prepare('DELETE FROM parked_event WHERE event_id = ?')
  const one = db.prepare('SELECT * FROM parked_event WHERE event_id = ?')
  const ofCase = db.prepare('SELECT * FROM parked_event WHERE case_id = ? ORDER BY position')
  const all = db.prepare('SELECT * FROM parked_event ORDER BY position')
  const due = db.prepare('SELECT * FROM parked_event WHERE next_at <= ? ORDER BY position')
  const next = db.prepare('SELECT min(next_at) AS next_at FROM parked_event WHERE next_at IS NOT NULL')
  return {
    put: ({ eventId, source, why, parkedAt, attempts, nextAt }) =>
      void put.run({
        eventId,
        caseId: OfCase.safeParse(source).data?.caseId ?? '',
        why,
        parkedAt: Date.parse(parkedAt),
        attempts,
        nextAt: nextAt === undefined ? null : Date.parse(nextAt),
        source: JSON.stringify(source),
      }),
    remove: (eventId) => void drop.run(eventId),
    find: (eventId) => {
      const row = one.get(eventId)
      return row === undefined ? undefined : parkedOf(row)
    },
    ofCase: (caseId) => ofCase.all(caseId).map(parkedOf),
    all: () => all.all().map(parkedOf),
    due: (now) => due.all(Date.parse(now)).map(parkedOf),
    nextAt: () => {
      const { next_at: at } = parseRow(Next, next.get())
      return at === null ? undefined : instantOf(at)
    },
  }
}
