import { describe, expect, it } from 'vitest'
import { atOf } from '#renderer/features/outbox/chosen-job.ts'
import { calledOffBecause, countOf, heldUp } from '#renderer/features/outbox/shown-job.ts'
import { shownJob } from '#test/builders/shown-job.ts'

describe('the selections of the queue', () => {
  const counts = { ready: 7, running: 1, paused: 2, stuck: 3, rejected: 4, done: 50, cancelled: 6 }

  it('count what is not over, what waits for a person, and what is over', () => {
    expect([countOf(counts, 'open'), countOf(counts, 'attention'), countOf(counts, 'over')]).toEqual([17, 7, 56])
  })
})

describe('an item behind an earlier one of its case', () => {
  const at = (minute: number): string => `2026-11-22T10:0${minute}:00.000Z`

  it('is held up by whatever is not over', () => {
    const jobs = [
      shownJob('result', { caseId: 'a', kind: 'deliverResult', createdAt: at(2) }),
      shownJob('acceptance', { caseId: 'a', kind: 'deliverAcceptance', state: 'stuck', createdAt: at(1) }),
      shownJob('other case', { caseId: 'b', createdAt: at(3) }),
    ]
    expect([...heldUp(jobs)]).toEqual(['result'])
  })

  it('is free once the earlier one is over', () => {
    const jobs = [
      shownJob('request', { caseId: 'a', state: 'done', createdAt: at(1) }),
      shownJob('second', { caseId: 'a', createdAt: at(2) }),
    ]
    expect([...heldUp(jobs)]).toEqual([])
  })

  it('is not held up by a letter, which itself waits for what was before it', () => {
    const letterFirst = [
      shownJob('letter', { caseId: 'a', kind: 'emailResult', state: 'stuck', createdAt: at(1) }),
      shownJob('result', { caseId: 'a', kind: 'deliverResult', createdAt: at(2) }),
    ]
    const letterLast = [
      shownJob('result', { caseId: 'a', kind: 'deliverResult', createdAt: at(1) }),
      shownJob('letter', { caseId: 'a', kind: 'emailResult', createdAt: at(2) }),
    ]
    expect([[...heldUp(letterFirst)], [...heldUp(letterLast)]]).toEqual([[], ['letter']])
  })
})

describe('a case whose request was called off', () => {
  const request = shownJob('request', { state: 'cancelled', calledOffBecause: 'Алушы бас тартты' })

  it('has the reason', () => {
    expect(calledOffBecause({ stage: 'cancelled', jobs: [shownJob('letter', { kind: 'emailResult' }), request] })).toBe('Алушы бас тартты')
    const check = shownJob('check', { kind: 'checkDeclared', state: 'cancelled', calledOffBecause: 'Деректер қате' })
    expect(calledOffBecause({ stage: 'cancelled', jobs: [check, shownJob('unsent', { state: 'cancelled' })] })).toBe('Деректер қате')
  })

  it('is told from one that was put right and goes on', () => {
    expect(calledOffBecause({ stage: 'queued', jobs: [request, shownJob('again')] })).toBeUndefined()
  })
})

describe('the chosen item', () => {
  const jobs = ['a', 'b', 'c'].map((id) => shownJob(id))

  it('stays chosen wherever it moves', () => {
    expect(atOf(jobs, { at: 0, id: jobs[2]?.id })).toBe(2)
  })

  it('gives its place to the next where it is gone, to the last at the end', () => {
    const gone = shownJob('gone').id
    expect([atOf(jobs, { at: 1, id: gone }), atOf(jobs, { at: 7, id: gone }), atOf([], { at: 3, id: gone })]).toEqual([1, 2, 0])
  })
})
