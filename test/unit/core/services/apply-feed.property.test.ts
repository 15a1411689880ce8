import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ok } from '#core/base/result.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { FeedItem } from '#core/ports/gateway.ts'
import { record } from '#core/services/record.ts'
import { newCaseId, operator, report } from '#test/builders/case-log.ts'
import { deskRequest, signedResult } from '#test/builders/desk-case.ts'
import { applyFeedItem } from '#test/builders/feed.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

const at = '2026-11-20T06:00:00.000Z'
const until = (dueOn: string) => ({ dueOn, issueFrom: dueOn, calendarVersion: '1' })
const reasonOf = (text: string) => ({ kk: text, ru: text })

/** What the desk itself does with a case, in this order, whatever the feed brings between. */
const deedsOf = (caseId: CaseId): readonly CaseEvent[] => {
  const request = deskRequest(caseId)
  const { provisionalNumber } = request
  return [
    { kind: 'opened', serviceId: request.service.id, serviceVersion: request.service.version, channel: request.channel },
    { kind: 'requestSigned', request, cms: 'b'.repeat(64) as ContentHash, report, provisionalNumber },
    { kind: 'registered', number: '000000000001', registeredAt: at, deadline: until('2026-11-25'), acknowledgement: 'ack' },
  ]
}

/** What the gateway tells of it, in the order in which it happened, and the contents that go with it. */
function storyOf(caseId: CaseId) {
  const paper = signedResult(caseId, undefined, {
    decision: { outcome: 'intermediate', form: 'queueNotice', fields: {} },
    form: 'queueNotice',
  })
  const final = signedResult(caseId)
  const common = () => ({ caseId, at, eventId: randomUUID() })
  const items: readonly FeedItem[] = [
    { ...common(), kind: 'statusChanged', status: 'inWork' },
    { ...common(), kind: 'deadlineExtended', deadline: until('2026-11-30'), reason: reasonOf('1') },
    { ...common(), kind: 'resultReady', resultHash: paper.resultHash, intermediate: true },
    { ...common(), kind: 'deadlineExtended', deadline: until('2026-12-04'), reason: reasonOf('2') },
    { ...common(), kind: 'statusChanged', status: 'completed' },
    { ...common(), kind: 'resultReady', resultHash: final.resultHash, intermediate: false },
  ]
  return { items, contents: new Map([paper, final].map(({ resultHash, cms }) => [resultHash, cms])) }
}

it('whatever the order and however often: every event is in the log once, and the case stands the same', { timeout: 120_000 }, async () => {
  const contents = new Map<ContentHash, Uint8Array>()
  const desk = createFakeDesk({
    gateway: { resultContent: (_caseId, hash) => Promise.resolve(ok(contents.get(hash) ?? new Uint8Array())) },
  })
  const { stores } = desk

  /** @param order places in the story; -1 is the desk's next own deed */
  async function live(order: readonly number[]) {
    const caseId = newCaseId()
    const { items, contents: own } = storyOf(caseId)
    for (const [hash, cms] of own) contents.set(hash, cms)
    const deeds = [...deedsOf(caseId)]
    for (const place of order) {
      const item = items[place]
      const deed = item === undefined ? deeds.shift() : undefined
      if (deed !== undefined) stores.transaction(() => record(desk, operator, caseId, deed))
      if (item !== undefined) await applyFeedItem(desk, item)
      for (const parked of stores.parked.ofCase(caseId)) if (parked.item !== undefined) await applyFeedItem(desk, parked.item)
    }
    const state = stores.cases.state(caseId)
    if (state === undefined) throw new Error('The case was opened')
    const { last: _last, caseId: _id, openedAt: _openedAt, eventIds, request, requestReport: _report, ...rest } = state
    const places = new Map(items.map(({ eventId }, index) => [eventId, index]))
    const told = stores.cases.actions(caseId).map(({ event }) => ('eventId' in event ? places.get(event.eventId ?? '') : event.kind))
    // The papers of two cases differ by the case's id alone.
    const papers = { result: rest.resultCms !== undefined, intermediate: rest.intermediate !== undefined }
    const { resultCms: _cms, resultReport, intermediate, ...plain } = rest
    return {
      state: { ...plain, ...papers, signed: resultReport?.accepted, delivered: intermediate?.delivered, asks: request?.applicant.iin },
      eventIds: eventIds.map((eventId) => places.get(eventId)).toSorted(),
      told: told.toSorted(),
      parked: stores.parked.ofCase(caseId),
    }
  }

  const right = await live([-1, -1, -1, 0, 1, 2, 3, 4, 5])
  expect([right.eventIds, right.told.length, right.state.stage]).toEqual([[0, 1, 2, 3, 4, 5], 9, 'completed'])
  const places = [-1, -1, -1, 0, 1, 2, 3, 4, 5]
  const order = fc
    .array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 })
    .chain((again) => fc.shuffledSubarray([...places, ...again], { minLength: places.length + again.length }))
  await fc.assert(
    fc.asyncProperty(order, async (shuffled) => {
      expect(await live(shuffled)).toEqual(right)
    }),
    { numRuns: 60 },
  )
})
