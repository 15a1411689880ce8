import { describe, expect, it } from 'vitest'
import type { JobKind } from '#core/domain/job.ts'
import { JobState } from '#core/domain/job.ts'
import { rightsOf } from '#core/domain/staff.ts'
import { actionsFor } from '#renderer/features/outbox/job-actions.ts'
import { shownJob } from '#test/builders/shown-job.ts'

const operator = rightsOf('operator')
const onScreen = { inCase: false, allPaused: false }
const of = (state: JobState, kind: JobKind = 'submitRequest') => actionsFor(shownJob('job', { state, kind }), operator, onScreen)

describe('what helps an item', () => {
  it('is one action, by its state', () => {
    expect(Object.fromEntries(JobState.options.map((state) => [state, of(state).main]))).toEqual({
      ready: 'sendNow',
      running: undefined,
      paused: 'resume',
      stuck: 'sendNow',
      rejected: 'putRight',
      done: undefined,
      cancelled: undefined,
    })
  })

  it('is another address for a letter, and one more try for a result that was refused', () => {
    expect([of('stuck', 'emailResult').main, of('rejected', 'emailResult').main, of('rejected', 'deliverResult').main]).toEqual([
      'otherAddress',
      'otherAddress',
      'sendNow',
    ])
  })

  it('is to look and choose where what was signed is contradicted; on the page of the case the choices stand above', () => {
    const contradicted = [
      shownJob('job', { kind: 'checkDeclared', state: 'stuck', lastFault: { tag: 'conflict/found', data: {} } }),
      shownJob('job', { state: 'rejected', lastFault: { tag: 'gateway/refused', data: { code: 'request/unknownVersion' } } }),
      shownJob('job', { state: 'rejected', lastFault: { tag: 'gateway/refused', data: { code: 'payment/used' } } }),
    ]
    for (const job of contradicted) {
      expect(actionsFor(job, operator, onScreen)).toEqual({ main: 'decide', others: [] })
      expect(actionsFor(job, operator, { ...onScreen, inCase: true })).toEqual({ main: undefined, others: [] })
      expect(actionsFor(job, ['outbox', 'search'], onScreen)).toEqual({ main: undefined, others: ['openCase'] })
    }
    const other = shownJob('job', { state: 'rejected', lastFault: { tag: 'gateway/refused', data: { code: 'request/invalid' } } })
    expect(actionsFor(other, operator, onScreen).main).toBe('putRight')
  })

  it('leaves the rest beside it, what needs a person also to be sent again as it is', () => {
    expect(of('ready').others).toEqual(['openCase', 'pause', 'callOff'])
    expect(of('running').others).toEqual(['openCase', 'pause', 'callOff'])
    expect(of('stuck', 'emailResult').others).toEqual(['openCase', 'sendNow', 'callOff'])
    expect(of('rejected').others).toEqual(['openCase', 'sendNow', 'callOff'])
    expect(of('done').others).toEqual(['openCase'])
  })

  it('calls nothing off that is over', () => {
    const offered = JobState.options.filter((state) => of(state).others.includes('callOff'))
    expect(offered).toEqual(['ready', 'running', 'paused', 'stuck', 'rejected'])
  })

  it('is only what the person may do', () => {
    expect(actionsFor(shownJob('job', { state: 'rejected' }), ['search'], onScreen)).toEqual({ main: undefined, others: ['openCase'] })
    expect(actionsFor(shownJob('job', { state: 'rejected' }), ['outbox'], onScreen)).toEqual({
      main: undefined,
      others: ['sendNow', 'callOff'],
    })
  })

  it('sends nothing now while all sending is paused', () => {
    expect(actionsFor(shownJob('job', { state: 'stuck' }), operator, { inCase: false, allPaused: true })).toEqual({
      main: undefined,
      others: ['openCase', 'callOff'],
    })
  })

  it('does not open the case on its own page', () => {
    expect(actionsFor(shownJob('job'), operator, { inCase: true, allPaused: false })).toEqual({
      main: 'sendNow',
      others: ['pause', 'callOff'],
    })
  })
})
