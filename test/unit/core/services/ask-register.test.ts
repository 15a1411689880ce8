import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { askAuthority, askPerson } from '#core/services/ask-register.ts'
import { iinNumber, newCaseId, operator } from '#test/builders/case-log.ts'
import { readyCase } from '#test/builders/draft.ts'
import { createFakeDesk, refused, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()
const { staffToken: _token, ...offline } = session
const away = err({ tag: 'gateway/unavailable', remedy: 'retry', why: 'noConnection' })

describe('a register that is asked', () => {
  it.each([
    ['knows nobody', () => refused('notFound'), session, err({ tag: 'register/notFound', remedy: 'act' }), 'notFound'],
    ['is silent', undefined, session, away, 'unavailable'],
    ['is out of reach after an offline login', () => refused('notFound'), offline, away, 'unavailable'],
    [
      'does not take the session any more',
      () => refused('unauthorised'),
      session,
      err({ tag: 'gateway/refused', remedy: 'act', code: 'unauthorised', data: {} }),
      'unavailable',
    ],
  ] as const)('and %s: the log keeps who was asked for, whatever the answer', async (_what, answer, by, expected, outcome) => {
    const desk = createFakeDesk({ gateway: answer === undefined ? {} : { person: answer, authority: answer } })
    const caseId = await readyCase(desk)
    const input = { caseId, number: 'БНАЖ-1', principal: iinNumber(1), representative: iinNumber(3) }
    expect([await askPerson(desk, by, operator, { caseId, iin: iinNumber(1) }), await askAuthority(desk, by, operator, input)]).toEqual([
      expected,
      expected,
    ])
    expect(
      desk.stores.cases
        .actions(caseId)
        .slice(1)
        .map((action) => action.event),
    ).toEqual([
      { kind: 'registerAsked', register: 'persons', subject: iinNumber(1), outcome },
      { kind: 'registerAsked', register: 'notaries', subject: 'БНАЖ-1', outcome },
    ])
  })

  it('is not asked for a number that cannot be one, nor for a case that is not there', async () => {
    const desk = createFakeDesk({ gateway: { person: () => Promise.reject(new Error('Asked')) } })
    const caseId = await readyCase(desk)
    expect([
      await askPerson(desk, session, operator, { caseId, iin: '1' }),
      await askPerson(desk, session, operator, { caseId: newCaseId(), iin: iinNumber(1) }),
    ]).toEqual([err({ tag: 'register/badIin', remedy: 'act' }), err({ tag: 'case/missing', remedy: 'support' })])
  })
})
