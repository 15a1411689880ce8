import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followFeed } from '#app/follow-feed.ts'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { FeedItem, Gateway } from '#core/ports/gateway.ts'
import type { ParkedEvent } from '#core/ports/stores.ts'
import { logOf, newCaseId } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
import { entryOfItem } from '#test/builders/feed.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

const away = err(fault('gateway/unavailable', 'retry', { why: 'noConnection' as const }))
type Feed = Awaited<ReturnType<Gateway['feed']>>

describe('followFeed', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** A gateway that gives these answers in turn, and then nothing until it is stopped. */
  function setUp(answers: (Feed | (() => never))[]) {
    const asked: [string, number, number][] = []
    const began = Date.now()
    const feed: Gateway['feed'] = (cursor, wait, signal) => {
      asked.push([cursor, wait, Date.now() - began])
      const next = answers.shift()
      if (typeof next === 'function') return next()
      if (next !== undefined) return Promise.resolve(next)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(away)))
    }
    return { desk: createFakeDesk({ gateway: { feed } }), asked }
  }
  const inWork = (caseId: FeedItem['caseId'], eventId: string) =>
    entryOfItem({ kind: 'statusChanged', eventId, caseId, status: 'inWork', at: '2026-11-20T06:00:00.000Z' })

  it('asks at once the first time, then waits long; the cursor moves only after every event was applied', async () => {
    const answers: Feed[] = []
    const { desk, asked } = setUp(answers)
    const caseId = await centreCase(desk, 'registered')
    answers.push(ok({ events: [inWork(caseId, 'e-1'), inWork(caseId, 'e-1'), inWork(newCaseId(), 'e-2')], cursor: 'c-1' }))
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(10)
    void stop()
    expect({ asked, stage: desk.stores.cases.state(caseId)?.stage, told: desk.told, cursor: desk.stores.settings.feedCursor() }).toEqual({
      asked: [
        ['', 0, 0],
        ['c-1', 25, 0],
      ],
      stage: 'inWork',
      told: ['caseChanged'],
      cursor: 'c-1',
    })
  })

  it('an event that cannot be applied now keeps the cursor: it comes again', async () => {
    const answers: Feed[] = []
    const { desk, asked } = setUp(answers)
    const caseId = await centreCase(desk, 'registered')
    const resultHash = 'a'.repeat(64) as Extract<FeedItem, { kind: 'resultReady' }>['resultHash']
    answers.push(
      ok({
        events: [
          entryOfItem({ kind: 'resultReady', eventId: 'e-1', caseId, resultHash, intermediate: false, at: '2026-11-20T06:00:00.000Z' }),
        ],
        cursor: 'c-1',
      }),
    )
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(500)
    void stop()
    expect([asked, desk.stores.settings.feedCursor()]).toEqual([
      [
        ['', 0, 0],
        ['', 0, 500],
      ],
      '',
    ])
  })

  it('asks ever more rarely while nobody answers, at most every ten seconds, also after a bug; stopping ends the pause', async () => {
    const bug = () => {
      throw new Error('bug')
    }
    const { desk, asked } = setUp([away, bug, ...Array.from({ length: 20 }, () => away)])
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(60_000)
    const pauses = asked.map(([, , at], index) => at - (asked[index - 1]?.[2] ?? 0)).slice(1)
    void stop()
    const before = asked.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect([pauses.slice(0, 7), Math.max(...pauses), asked.length - before, vi.getTimerCount()]).toEqual([
      [500, 850, 1_445, 2_456, 4_176, 7_099, 10_000],
      10_000,
      0,
      0,
    ])
  })

  it('begins anew where the gateway does not know the cursor: nothing is doubled', async () => {
    const answers: Feed[] = []
    const { desk, asked } = setUp(answers)
    const caseId = await centreCase(desk, 'registered')
    const events = [inWork(caseId, 'e-1')]
    const unknown = err(fault('gateway/refused', 'act', { code: 'malformed', data: { part: 'query', field: 'cursor' } }))
    answers.push(ok({ events, cursor: 'of-before' }), unknown, ok({ events, cursor: 'of-now' }))
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(20)
    void stop()
    expect([asked.map(([cursor]) => cursor), desk.stores.cases.actions(caseId).filter(({ event }) => 'eventId' in event).length]).toEqual([
      ['', 'of-before', '', 'of-now'],
      1,
    ])
  })

  it('an event that cannot be read holds up none behind it', async () => {
    const answers: Feed[] = []
    const { desk } = setUp(answers)
    const caseId = await centreCase(desk, 'registered')
    const foreign = { eventId: 'e-0', source: { kind: 'courierLeft', eventId: 'e-0' } }
    answers.push(ok({ events: [foreign, inWork(caseId, 'e-1')], cursor: 'c-1' }))
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(10)
    void stop()
    expect([desk.stores.cases.state(caseId)?.stage, desk.stores.settings.feedCursor(), desk.stores.parked.all()]).toMatchObject([
      'inWork',
      'c-1',
      [{ ...foreign, why: 'unknownKind' }],
    ])
  })

  it('what came too early is applied as soon as its case moves, and polls are shorter while one waits for its time', async () => {
    const answers: Feed[] = []
    const { desk, asked } = setUp(answers)
    const early = { ...inWork(newCaseId(), randomUUID()) }
    const late: ParkedEvent = {
      ...inWork(newCaseId(), 'e-late'),
      why: 'notFetched',
      parkedAt: desk.clock.instant(),
      attempts: 1,
      nextAt: new Date(desk.clock.now() + 9_000).toISOString(),
    }
    desk.stores.parked.put(late)
    answers.push(ok({ events: [early], cursor: 'c-1' }))
    const follower = followFeed(desk)
    await vi.advanceTimersByTimeAsync(10)
    const caseId = early.item?.caseId
    if (caseId === undefined) throw new Error('It has a case')
    const known = await centreCase(desk, 'registered')
    for (const action of logOf(
      caseId,
      desk.stores.cases.actions(known).map(({ event }) => event),
    ))
      desk.stores.cases.append(action)
    follower.caseMoved(caseId)
    await vi.advanceTimersByTimeAsync(10)
    void follower.stop()
    expect([desk.stores.cases.state(caseId)?.stage, desk.stores.parked.ofCase(caseId), asked.map(([, wait]) => wait)]).toEqual([
      'inWork',
      [],
      [0, 9],
    ])
  })

  it('asks anew at once when told to, in a poll as in a pause', async () => {
    const { desk, asked } = setUp([ok({ events: [], cursor: '' }), away, away])
    const follower = followFeed(desk)
    await vi.advanceTimersByTimeAsync(1)
    await vi.advanceTimersByTimeAsync(100)
    follower.askAnew()
    await vi.advanceTimersByTimeAsync(0)
    follower.askAnew()
    await vi.advanceTimersByTimeAsync(0)
    void follower.stop()
    expect(asked.map(([, , when]) => when)).toEqual([0, 0, 101, 101])
  })
})

describe('a month at once', () => {
  it('is caught up in pages, and whoever else waits has a turn all the time', { timeout: 120_000 }, async () => {
    const [cases, months] = [250, 10_000]
    const desk = createFakeDesk({
      gateway: {
        feed: (cursor, _wait, signal) => {
          const from = Number(cursor || 0)
          const page = events.slice(from, from + 200)
          if (page.length > 0) return Promise.resolve(ok({ events: page, cursor: String(from + page.length) }))
          return new Promise((resolve) => signal.addEventListener('abort', () => resolve(away)))
        },
      },
    })
    const ids: CaseId[] = []
    for (let index = 0; index < cases; index++) ids.push(await centreCase(desk, 'registered'))
    const events = Array.from({ length: months }, (_event, index) =>
      entryOfItem({
        kind: 'statusChanged',
        eventId: randomUUID(),
        caseId: ids[index % cases] ?? newCaseId(),
        status: 'inWork',
        at: '2026-11-20T06:00:00.000Z',
      }),
    )
    const follower = followFeed(desk)
    let turns = 0
    while (desk.stores.settings.feedCursor() !== String(months)) {
      turns++
      await new Promise((resolve) => setImmediate(resolve))
    }
    await follower.stop()
    const told = desk.stores.cases.allIds().reduce((sum, caseId) => sum + (desk.stores.cases.state(caseId)?.eventIds.length ?? 0), 0)
    expect(told).toBe(months)
    // One turn for each transaction of twenty-five events at least.
    expect(turns).toBeGreaterThanOrEqual(months / 25)
  })
})
