import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { RegisteredAuthority } from '#core/domain/authority.ts'
import { readJson } from '#core/domain/canonical.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { answerSurvey, completeHandOut, type HandOut, recheckAuthority } from '#core/services/hand-out.ts'
import { iinNumber, newCaseId, operator } from '#test/builders/case-log.ts'
import { centreCase, representative } from '#test/builders/desk-case.ts'
import { createFakeDesk, kindsOf, refused, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()
const registered: RegisteredAuthority = {
  number: 'БНАЖ-1',
  notary: 'Нотариус',
  issuedAt: '2026-01-10',
  expiresAt: '2027-01-10',
  principal: iinNumber(1),
  representative: representative.iin,
  representativeName: representative.name,
  scope: 'all',
}
const register =
  (over: Partial<RegisteredAuthority> = {}): Gateway['authority'] =>
  () =>
    Promise.resolve(ok({ authority: { ...registered, ...over }, answeredAt: '2026-11-20T05:00:00.000Z', reference: 'r' }))

async function setUp(gateway: Partial<Gateway> = {}, withRepresentative = true) {
  const desk = createFakeDesk({ gateway })
  const caseId = await centreCase(desk, 'completed', withRepresentative ? { representative } : {})
  const input: HandOut = {
    caseId,
    to: withRepresentative ? 'representative' : 'applicant',
    identityDocument: { kind: 'idCard', number: '012345678' },
    receiptShown: true,
    way: 'print',
  }
  return { desk, caseId, input, before: kindsOf(desk, caseId).length }
}

describe('completeHandOut', () => {
  it('to the applicant asks no register; it is written down and then printed under the number', async () => {
    const { desk, caseId, input } = await setUp({}, false)
    const answer = await completeHandOut(desk, session, operator, input)
    expect(answer.ok && readJson(answer.value.pdf)).toMatchObject({ document: { caseId, number: '000000000001' }, draft: false })
    expect({
      last: desk.stores.cases.last(caseId)?.event,
      stage: desk.stores.cases.state(caseId)?.stage,
      printed: desk.printed,
      told: desk.told,
    }).toEqual({
      last: { kind: 'handedOut', to: 'applicant', identityDocument: input.identityDocument, receiptShown: true, way: 'print' },
      stage: 'handedOut',
      printed: ['result-000000000001'],
      told: ['caseChanged'],
    })
  })

  it('to a representative by a paper that holds is `confirmed`', async () => {
    const { desk, caseId, input, before } = await setUp({ authority: register() })
    expect((await completeHandOut(desk, session, operator, input)).ok).toBe(true)
    expect(
      desk.stores.cases
        .actions(caseId)
        .slice(before)
        .map((action) => action.event),
    ).toMatchObject([
      { kind: 'registerAsked', register: 'notaries', subject: 'БНАЖ-1', outcome: 'found' },
      { kind: 'handedOut', to: 'representative', authority: { number: 'БНАЖ-1', outcome: 'confirmed' } },
    ])
  })

  it.each<[string, Partial<RegisteredAuthority>, string]>([
    ['revoked meanwhile', { revokedAt: '2026-11-19' }, 'revoked'],
    ['expired meanwhile', { expiresAt: '2026-11-19' }, 'expired'],
    ['of another principal', { principal: iinNumber(7) }, 'wrongPrincipal'],
    ['for another representative', { representative: iinNumber(7) }, 'wrongRepresentative'],
    ['for other services', { scope: ['other-service'] }, 'wrongScope'],
  ])('to a representative by a paper %s is refused; nothing goes out', async (_what, over, problem) => {
    const { desk, caseId, input, before } = await setUp({ authority: register(over) })
    expect(await completeHandOut(desk, session, operator, input)).toEqual(
      err({ tag: 'handOut/authorityFails', remedy: 'act', problems: [problem] }),
    )
    expect([kindsOf(desk, caseId).slice(before), desk.stores.cases.state(caseId)?.stage, desk.printed]).toEqual([
      ['registerAsked'],
      'completed',
      [],
    ])
  })

  it.each<[string, Partial<Gateway>, Partial<typeof session>]>([
    ['the gateway is away', {}, {}],
    [
      'the person logged in offline',
      { authority: register({ revokedAt: '2026-11-19' }) },
      { offline: true, staffToken: undefined as never },
    ],
    ['the gateway ended the session', { authority: () => refused('unauthorised') }, {}],
  ])('where the register is silent because %s, it is `declared`, and the log says so', async (_why, gateway, over) => {
    const { desk, caseId, input, before } = await setUp(gateway)
    expect((await completeHandOut(desk, { ...session, ...over }, operator, input)).ok).toBe(true)
    expect(
      desk.stores.cases
        .actions(caseId)
        .slice(before)
        .map((action) => action.event),
    ).toMatchObject([
      { kind: 'registerAsked', outcome: 'unavailable' },
      { kind: 'handedOut', authority: { number: 'БНАЖ-1', outcome: 'declared' } },
    ])
  })

  it('by a paper that the register does not know is refused', async () => {
    const { desk, caseId, input } = await setUp({ authority: () => refused('notFound') })
    expect(await completeHandOut(desk, session, operator, input)).toEqual(err({ tag: 'register/notFound', remedy: 'act' }))
    expect([desk.stores.cases.last(caseId)?.event, desk.stores.cases.state(caseId)?.stage]).toMatchObject([
      { outcome: 'notFound' },
      'completed',
    ])
  })

  it('to a representative of a request without one is refused', async () => {
    const { desk, input } = await setUp({ authority: register() }, false)
    expect(await completeHandOut(desk, session, operator, { ...input, to: 'representative' })).toEqual(
      err({ tag: 'handOut/noRepresentative', remedy: 'act' }),
    )
  })

  it('a printer that fails leaves the result handed out: it can be printed again', async () => {
    const { desk, caseId, input } = await setUp({}, false)
    const broken = err(fault('printer/none', 'act'))
    const printer = { ...desk.printer, print: () => Promise.resolve(broken) }
    expect(await completeHandOut({ ...desk, printer }, session, operator, input)).toEqual(broken)
    expect((await completeHandOut(desk, session, operator, input)).ok).toBe(true)
    expect(kindsOf(desk, caseId).filter((kind) => kind === 'handedOut')).toHaveLength(2)
  })

  it('before there is a result it is refused', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'inWork')
    const { input } = await setUp({}, false)
    expect([
      await completeHandOut(desk, session, operator, { ...input, caseId }),
      await recheckAuthority(desk, session, operator, newCaseId()),
    ]).toEqual([err({ tag: 'case/notInStage', remedy: 'act', stage: 'inWork' }), err({ tag: 'case/missing', remedy: 'support' })])
  })
})

it('the survey is answered after the hand-out and not before', async () => {
  const desk = createFakeDesk()
  const early = answerSurvey(desk, operator, await centreCase(desk, 'completed'), { process: 1, information: 2 })
  const caseId = await centreCase(desk, 'handedOut')
  expect([early, answerSurvey(desk, operator, caseId, { process: 1, information: 3 }), desk.stores.cases.last(caseId)?.event]).toEqual([
    err({ tag: 'case/notInStage', remedy: 'act', stage: 'completed' }),
    ok({}),
    { kind: 'surveyAnswered', process: 1, information: 3 },
  ])
})
