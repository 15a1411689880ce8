import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextTryOf, nextTryText, remaining, stoppedBy } from '#renderer/features/outbox/next-try.ts'
import { shownJob } from '#test/builders/shown-job.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const going = { stopped: undefined, held: false, now }
const inSeconds = (seconds: number): string => new Date(now + seconds * 1000).toISOString()
const waiting = (seconds: number) => shownJob('job', { nextAt: inSeconds(seconds) })

describe('when an item is tried next', () => {
  it('is told for what waits alone', () => {
    const states = ['running', 'paused', 'stuck', 'rejected', 'done', 'cancelled'] as const
    expect(states.map((state) => nextTryOf(shownJob('job', { state }), going))).toEqual(states.map(() => undefined))
  })

  it('is told too of what has failed for a day and is tried on', () => {
    const failing = shownJob('job', { state: 'stuck', nextAt: inSeconds(40), failingSince: inSeconds(-90_000) })
    expect(nextTryOf(failing, going)).toEqual({ kind: 'in', seconds: 40 })
  })

  it('counts seconds up, so that it never says nought before its time', () => {
    expect([waiting(0.2), waiting(40), waiting(0), waiting(-5)].map((job) => nextTryOf(job, going))).toEqual([
      { kind: 'in', seconds: 1 },
      { kind: 'in', seconds: 40 },
      { kind: 'now' },
      { kind: 'now' },
    ])
  })

  it('is a time of day from an hour on', () => {
    expect(nextTryOf(waiting(3600), going)).toEqual({ kind: 'at', at: inSeconds(3600) })
  })

  it('names what it really waits for before any countdown', () => {
    expect(nextTryOf(waiting(40), { ...going, held: true, stopped: 'allPaused' })).toEqual({ kind: 'allPaused' })
    expect(nextTryOf(waiting(40), { ...going, held: true, stopped: 'whenBack' })).toEqual({ kind: 'afterEarlier' })
    expect(nextTryOf(waiting(40), { ...going, stopped: 'whenBack' })).toEqual({ kind: 'whenBack' })
  })

  it('is stopped by the operator before it is by the gateway', () => {
    const paused = { since: inSeconds(0), by: 'Ә. Бекмағамбетова' }
    expect(stoppedBy({ paused, circuit: { state: 'open' } })).toBe('allPaused')
    expect(stoppedBy({ circuit: { state: 'open' } })).toBe('whenBack')
    expect(stoppedBy({ circuit: { state: 'closed' } })).toBeUndefined()
  })
})

describe('the words of it', () => {
  beforeAll(() => useTexts('kk'))
  afterAll(() => useTexts('kk'))
  const said = (seconds: number): string => {
    const next = nextTryOf(waiting(seconds), going)
    return next === undefined ? '' : nextTryText(i18next.getFixedT(null, 'outbox'), next, now)
  }

  it('are exact below two minutes and whole minutes above, rounded up', () => {
    expect([40, 100, 120, 121, 3599].map(remaining)).toEqual(['40 с', '1 мин 40 с', '2 мин', '3 мин', '1 сағ'])
  })

  it('are said in Kazakh and in Russian', async () => {
    expect([0, 40, 300, 7200].map(said)).toEqual(['қазір жіберіледі', '40 с кейін', '5 мин кейін', '17:00'])
    await useTexts('ru')
    expect([0, 40, 300, 7200].map(said)).toEqual(['сейчас отправится', 'через 40 с', 'через 5 мин', '17:00'])
  })
})
