import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { readFeedEvent } from '#core/wire/read-feed-event.ts'

const event = { kind: 'statusChanged', eventId: randomUUID(), caseId: randomUUID(), status: 'inWork', at: '2026-11-20T06:00:00.000Z' }

it('an event that is understood has its item, whatever a newer gateway adds to it', () => {
  expect(readFeedEvent(event)).toEqual({ eventId: event.eventId, source: event, item: event })
  expect(readFeedEvent({ ...event, mood: 'good' })).toMatchObject({ eventId: event.eventId, item: event })
})

it.each([
  ['of a kind that is not known', { ...event, kind: 'courierLeft' }],
  ['that is altered', { ...event, status: 'lost' }],
])('an event %s is known by its id and kept as it came', (_what, source) => {
  expect(readFeedEvent(source)).toEqual({ eventId: event.eventId, source })
})

it.each([[null], ['rubbish'], [42], [{ kind: 'statusChanged' }], [{ eventId: '' }]])('%j is known by its content', (source) => {
  const { eventId } = readFeedEvent(source)
  expect(eventId).toMatch(/^[0-9a-f]{64}$/)
  expect([readFeedEvent(source).eventId === eventId, readFeedEvent([source]).eventId === eventId]).toEqual([true, false])
})
