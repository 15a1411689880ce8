import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { FeedItem } from '#core/ports/gateway.ts'
import { applyFeedEntry } from '#core/services/apply-feed.ts'
import { readFeedEntries } from '#core/services/read-feed.ts'
import { record } from '#core/services/record.ts'
import { iinNumber, newCaseId, operator } from '#test/builders/case-log.ts'
import { centreCase, deskRequest, signedResult } from '#test/builders/desk-case.ts'
import { applyFeedItem, entryOfItem } from '#test/builders/feed.ts'
import { centreBin, createFakeDesk, definition, entryOf, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const at = '2026-11-20T06:00:00.000Z'
const resultReady = (caseId: CaseId, resultHash: ContentHash): Extract<FeedItem, { kind: 'resultReady' }> => ({
  kind: 'resultReady',
  eventId: randomUUID(),
  caseId,
  resultHash,
  intermediate: false,
  at,
})
const inWork = (caseId: CaseId): FeedItem => ({ kind: 'statusChanged', eventId: randomUUID(), caseId, status: 'inWork', at })
const whys = (desk: FakeDesk) => desk.stores.parked.all().map(({ why }) => why)
const tryAgain = async (desk: FakeDesk) => {
  for (const { item } of desk.stores.parked.all()) if (item !== undefined) await applyFeedItem(desk, item)
}
const away = err(fault('gateway/unavailable', 'retry', { why: 'timeout' as const }))
const health = () => Promise.resolve(ok({ time: at }))

describe('an event that comes too early', () => {
  it.each([
    ['draft', 'notYet'],
    ['cancelled', 'notYet'],
  ] as const)('for a case in stage %s is kept, once', async (stage, why) => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'draft')
    if (stage === 'cancelled') desk.stores.transaction(() => record(desk, operator, caseId, { kind: 'cancelled', reason: 'noConsent' }))
    const item = inWork(caseId)
    await applyFeedItem(desk, item)
    await applyFeedItem(desk, item)
    expect(desk.stores.parked.all()).toMatchObject([{ eventId: item.eventId, item, why, parkedAt: desk.clock.instant() }])
  })

  it('of a case that this database does not know waits for the case', async () => {
    const desk = createFakeDesk()
    const known = await centreCase(desk, 'registered')
    const actions = desk.stores.cases.actions(known)
    const restored = createFakeDesk()
    const item = inWork(known)
    await applyFeedItem(restored, item)
    expect(whys(restored)).toEqual(['unknownCase'])
    for (const action of actions) restored.stores.cases.append(action)
    await tryAgain(restored)
    expect([restored.stores.cases.state(known)?.stage, whys(restored)]).toEqual(['inWork', []])
  })

  it('and that too late matters no more is not kept', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'handedOut')
    await applyFeedItem(desk, resultReady(caseId, 'a'.repeat(64) as ContentHash))
    expect(whys(desk)).toEqual([])
  })
})

describe('a result', () => {
  it('whose content the gateway does not give holds up nothing else, and is tried again by the time alone', async () => {
    const served: { answer: ReturnType<FakeDesk['gateway']['resultContent']> } = { answer: Promise.resolve(away) }
    const desk = createFakeDesk({ gateway: { health, resultContent: () => served.answer } })
    const [broken, other] = [await centreCase(desk, 'inWork'), await centreCase(desk, 'registered')]
    const { cms, resultHash } = signedResult(broken)
    const read = await readFeedEntries(desk, [resultReady(broken, resultHash), inWork(other)].map(entryOfItem))
    if (!read.ok) throw new Error(read.error.tag)
    desk.stores.transaction(() => read.value.map((entry) => applyFeedEntry(desk, entry)))
    expect([desk.stores.cases.state(other)?.stage, whys(desk), desk.stores.parked.due(desk.clock.instant())]).toEqual([
      'inWork',
      ['notFetched'],
      [],
    ])
    await desk.clock.advance(10_000)
    expect(desk.stores.parked.due(desk.clock.instant())).toHaveLength(1)
    served.answer = Promise.resolve(ok(cms))
    await tryAgain(desk)
    expect([desk.stores.cases.state(broken)?.stage, whys(desk), desk.stores.parked.nextAt()]).toEqual(['completed', [], undefined])
  })

  it.each([
    ['refused', err(fault('gateway/refused', 'act', { code: 'notFound', data: {} })), 5_000],
    [
      'held back to an exact time',
      err(fault('gateway/unavailable', 'retry', { why: 'busy' as const, retryAfterMilliseconds: 90_000 })),
      90_000,
    ],
  ])('%s waits without asking whether the gateway is there', async (_what, answer, wait) => {
    const desk = createFakeDesk({ gateway: { resultContent: () => Promise.resolve(answer) } })
    const caseId = await centreCase(desk, 'inWork')
    await applyFeedItem(desk, resultReady(caseId, 'a'.repeat(64) as ContentHash))
    expect(Date.parse(desk.stores.parked.nextAt() ?? '') - desk.clock.now()).toBe(wait)
  })

  it('that nobody is there to give is not put aside: the cursor stays', async () => {
    const desk = createFakeDesk({ gateway: { resultContent: () => Promise.resolve(away) } })
    const caseId = await centreCase(desk, 'inWork')
    expect([await applyFeedItem(desk, resultReady(caseId, 'a'.repeat(64) as ContentHash)), whys(desk)]).toEqual([away, []])
  })

  it('that is not the announced one is kept until the gateway is put right', async () => {
    const served: { cms: Uint8Array } = { cms: new Uint8Array([1]) }
    const desk = createFakeDesk({ gateway: { resultContent: () => Promise.resolve(ok(served.cms)) } })
    const caseId = await centreCase(desk, 'inWork')
    const { cms, resultHash } = signedResult(caseId)
    await applyFeedItem(desk, resultReady(caseId, resultHash))
    expect([whys(desk), desk.stores.parked.nextAt()]).toEqual([['unreadable'], undefined])
    served.cms = cms
    await tryAgain(desk)
    expect([desk.stores.cases.state(caseId)?.stage, whys(desk)]).toEqual(['completed', []])
  })
})

it('a request of a definition that is not here waits for it', async () => {
  const caseId = newCaseId()
  const content = canonicalBytes(deskRequest(caseId))
  const cms = cmsOf(content, certificateOf({ iin: sessionOf().staff.iin, bin: centreBin }))
  const desk = createFakeDesk({ kind: 'provider', services: [], gateway: { request: () => Promise.resolve(ok(cms)) } })
  const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
  const common = { caseId, number: '000000000001', registeredAt: at, deadline, at }
  await applyFeedItem(desk, { kind: 'requestArrived', eventId: randomUUID(), requestHash: hashOf(content), ...common })
  expect([whys(desk), desk.stores.cases.allIds()]).toEqual([['noDefinition'], []])
  const { calendar } = desk.stores.settings
  const days = calendar()
  if (days === undefined) throw new Error('No calendar')
  desk.stores.settings.saveCatalogue('2', [entryOf(definition)], days)
  await tryAgain(desk)
  expect([whys(desk), desk.stores.cases.state(caseId)?.stage]).toEqual([[], 'registered'])
})

it('an event of a kind that a later program knows is kept as it came, and understood by that program', async () => {
  const desk = createFakeDesk()
  const caseId = await centreCase(desk, 'registered')
  const known = inWork(caseId)
  const source = { ...known, iin: iinNumber(4) }
  const read = await readFeedEntries(desk, [{ eventId: known.eventId, source }])
  if (!read.ok) throw new Error(read.error.tag)
  expect(desk.stores.transaction(() => read.value.map((entry) => applyFeedEntry(desk, entry)))).toEqual([undefined])
  // The same file, read by a program that knows the kind.
  expect(desk.stores.parked.find(known.eventId)).toMatchObject({ why: 'unknownKind', source, item: known })
  await tryAgain(desk)
  expect([desk.stores.cases.state(caseId)?.stage, whys(desk)]).toEqual(['inWork', []])
})
