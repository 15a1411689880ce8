import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { RegisteredAuthority } from '#core/domain/authority.ts'
import { readJson } from '#core/domain/canonical.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { answerSurvey, completeHandOut, type HandOut, recheckAuthority } from '#core/services/hand-out.ts'
import { record } from '#core/services/record.ts'
import { iinNumber, newCaseId, operator, report } from '#test/builders/case-log.ts'
import { centreCase, representative, signedResult } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, type FakeDesk, kindsOf, refused, sessionOf } from '#test/fakes/desk.ts'

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

  it('by a paper certified otherwise than by a notary asks no register, and is recorded as declared', async () => {
    const desk = createFakeDesk({ gateway: { authority: () => Promise.reject(new Error('Nobody may ask')) } })
    const { authority: _none, ...byScan } = representative
    const caseId = await centreCase(desk, 'completed', { representative: byScan })
    const { input } = await setUp()
    expect(await recheckAuthority(desk, session, operator, caseId)).toEqual(ok({ outcome: 'byPaper', problems: [] }))
    expect((await completeHandOut(desk, session, operator, { ...input, caseId })).ok).toBe(true)
    expect([kindsOf(desk, caseId).includes('registerAsked'), desk.stores.cases.last(caseId)?.event]).toMatchObject([
      false,
      { kind: 'handedOut', to: 'representative', authority: { outcome: 'declared' } },
    ])
    expect(desk.stores.cases.last(caseId)?.event).not.toHaveProperty('authority.number')
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

describe('the ways and places of a hand-out', () => {
  const input = async (desk: FakeDesk, stage: 'inWork' | 'completed', more: Partial<ServiceRequest> = {}): Promise<HandOut> => ({
    caseId: await centreCase(desk, stage, more),
    to: 'applicant',
    identityDocument: { kind: 'idCard', number: '012345678' },
    receiptShown: true,
    way: 'save',
  })
  const notInStage = (stage: string) => err({ tag: 'case/notInStage', remedy: 'act', stage })

  it('by e-mail only where the regulation has it for the channel', async () => {
    const offered = createFakeDesk()
    const paperOnly = createFakeDesk({ services: [{ ...definition, handOut: { centre: ['inPerson'] } }] })
    const answers = [offered, paperOnly].map(async (desk) =>
      completeHandOut(desk, session, operator, { ...(await input(desk, 'completed')), way: 'email', email: 'a@mail.kz' }),
    )
    expect(await Promise.all(answers)).toMatchObject([{ ok: true }, { ok: false, error: { tag: 'handOut/wayNotOffered', remedy: 'act' } }])
  })

  it('not where the request was not taken in', async () => {
    const desk = createFakeDesk()
    const elsewhere = await input(desk, 'completed', { channel: 'portal' })
    expect(await completeHandOut(desk, session, operator, elsewhere)).toEqual(notInStage('completed'))
  })

  it('of the intermediate paper while the case goes on; the final one is not given out before it is there', async () => {
    const desk = createFakeDesk()
    const handOut = await input(desk, 'inWork')
    const none = await completeHandOut(desk, session, operator, { ...handOut, intermediate: true })
    const { cms } = signedResult(handOut.caseId, undefined, { decision: { outcome: 'intermediate', form: 'queueNotice', fields: {} } })
    const stored = await desk.documents.put(cms)
    if (!stored.ok) throw new Error(stored.error.tag)
    desk.stores.transaction(() =>
      record(desk, operator, handOut.caseId, {
        kind: 'resultReceived',
        cms: stored.value,
        outcome: 'intermediate',
        report,
        eventId: 'e-i',
      }),
    )
    const early = await completeHandOut(desk, session, operator, handOut)
    const given = await completeHandOut(desk, session, operator, { ...handOut, intermediate: true })
    expect({ none, early, given: given.ok && readJson(given.value.pdf) }).toMatchObject({
      none: err({ tag: 'case/noResult', remedy: 'act' }),
      early: notInStage('inWork'),
      given: { document: { decision: { outcome: 'intermediate' } } },
    })
    expect([desk.stores.cases.last(handOut.caseId)?.event, desk.stores.cases.state(handOut.caseId)]).toMatchObject([
      { kind: 'handedOut', intermediate: true },
      { stage: 'inWork', intermediate: { handedOut: true } },
    ])
  })

  it.each([
    ['at once where one executor decides', 'direct', false, true],
    ['not before the chancellery sent it out', 'resolution', false, false],
    ['after the chancellery sent it out', 'resolution', true, true],
  ] as const)('at the provider’s own desk %s', async (_when, procedure, dispatched, may) => {
    const desk = createFakeDesk({ kind: 'provider', services: [{ ...definition, procedure }] })
    const caseId = await centreCase(desk, 'registered', { channel: 'provider' })
    const state = desk.stores.cases.state(caseId)
    const { request, requestCms, deadline } = state ?? {}
    if (request === undefined || requestCms === undefined || deadline === undefined) throw new Error('The builder registers')
    const stored = await desk.documents.put(signedResult(caseId).cms)
    if (!stored.ok) throw new Error(stored.error.tag)
    const arrived = { request, cms: requestCms, report, number: '000000000001', registeredAt: request.composedAt, deadline, eventId: 'e-a' }
    desk.stores.transaction(() => {
      record(desk, operator, caseId, { kind: 'requestArrived', ...arrived })
      record(desk, operator, caseId, { kind: 'accepted' })
      record(desk, operator, caseId, { kind: 'resultSigned', cms: stored.value, outcome: 'positive', report })
      if (dispatched) record(desk, operator, caseId, { kind: 'resultDispatched' })
    })
    const answer = await completeHandOut(desk, sessionOf('chancellery'), operator, {
      ...(await input(createFakeDesk(), 'completed')),
      caseId,
    })
    expect(answer.ok || answer.error).toEqual(may ? true : { tag: 'case/notInStage', remedy: 'act', stage: 'completed' })
  })
})
