import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followFeed } from '#app/follow-feed.ts'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { FeedItem, Gateway } from '#core/ports/gateway.ts'
import { newCaseId } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
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
  const inWork = (caseId: FeedItem['caseId'], eventId: string): FeedItem => ({
    kind: 'statusChanged',
    eventId,
    caseId,
    status: 'inWork',
    at: '2026-11-20T06:00:00.000Z',
  })

  it('asks at once the first time, then waits long; the cursor moves only after every event was applied', async () => {
    const answers: Feed[] = []
    const { desk, asked } = setUp(answers)
    const caseId = await centreCase(desk, 'registered')
    answers.push(ok({ events: [inWork(caseId, 'e-1'), inWork(caseId, 'e-1'), inWork(newCaseId(), 'e-2')], cursor: 'c-1' }))
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(10)
    stop()
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
        events: [{ kind: 'resultReady', eventId: 'e-1', caseId, resultHash, intermediate: false, at: '2026-11-20T06:00:00.000Z' }],
        cursor: 'c-1',
      }),
    )
    const { stop } = followFeed(desk)
    await vi.advanceTimersByTimeAsync(500)
    stop()
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
    stop()
    const before = asked.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect([pauses.slice(0, 7), Math.max(...pauses), asked.length - before, vi.getTimerCount()]).toEqual([
      [500, 850, 1_445, 2_456, 4_176, 7_099, 10_000],
      10_000,
      0,
      0,
    ])
  })
})
