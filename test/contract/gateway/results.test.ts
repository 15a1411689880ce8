import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadlineOf, WorkCalendar } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { Catalogue } from '#core/wire/messages.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { createCases, type RegisteredCase } from '#test/harness/gateway-cases.ts'
import { call, definitionOf, feedOf } from '#test/harness/gateway-client.ts'

let gateway: StartedGateway
let cases: ReturnType<typeof createCases>
beforeAll(async () => {
  gateway = await startGateway()
  cases = createCases(gateway)
}, 30_000)
afterAll(() => gateway.stop())

const centreEvents = async ({ caseId }: RegisteredCase) =>
  (await feedOf(gateway, gateway.centre.workplaceToken)).events.filter((event) => event.caseId === caseId)
const arrivalsAt = async (id: string, { caseId }: RegisteredCase) =>
  (await feedOf(gateway, gateway.workplace(id).workplaceToken)).events.filter((event) => event.caseId === caseId)
const noticesOf = async (id: string, { caseId }: RegisteredCase) => {
  const { notices } = (await call(gateway, 'GET', `/portal/cabinet/${id}`)).body as { notices: { caseId: string; kind: string }[] }
  return notices.filter((notice) => notice.caseId === caseId).map(({ kind }) => kind)
}
const resultAt = async (hash: string, { caseId }: RegisteredCase, token = gateway.centre.workplaceToken) => {
  const answer = await fetch(`${gateway.url}/v1/requests/${caseId}/results/${hash}/cms`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe('an intermediate paper', () => {
  it('is delivered while the case goes on, and a final one ends it', async () => {
    const one = await cases.register({ serviceId: 'kindergarten-queue' })
    const first = await cases.decide(one, 'queueNotice', 'education.executor')
    const again = await cases.post(
      one,
      'result',
      { cms: Buffer.from(first.cms).toString('base64') },
      cases.providerOf(one.serviceId).workplaceToken,
    )
    expect([first.status, again.body]).toEqual([200, first.body])
    expect(await centreEvents(one)).toMatchObject([
      { kind: 'statusChanged', status: 'inWork' },
      { kind: 'resultReady', resultHash: hashOf(first.content), intermediate: true },
    ])

    const last = await cases.decide(one, 'referral', 'education.executor')
    expect((await centreEvents(one)).slice(2)).toMatchObject([
      { kind: 'statusChanged', status: 'completed' },
      { kind: 'resultReady', resultHash: hashOf(last.content), intermediate: false },
    ])
    for (const { content, cms } of [first, last]) expect((await resultAt(hashOf(content), one)).bytes.equals(Buffer.from(cms))).toBe(true)
    expect((await resultAt('0'.repeat(64), one)).status).toBe(404)
    expect((await cases.decide(one, 'queueNotice', 'education.executor')).body).toMatchObject({ code: 'result/alreadyDecided' })
    const notices = ['completed', 'intermediate', 'inWork', 'registered']
    expect(await noticesOf(wellKnownPeople.woman.iin, one)).toEqual(notices)
  })

  it('is none of a service that has no such blank', async () => {
    const one = await cases.register()
    const decision = { outcome: 'intermediate', form: 'certificate', fields: {} }
    expect((await cases.decide(one, 'certificate', 'executor1', { decision })).body).toMatchObject({
      code: 'result/invalid',
      data: { field: 'form' },
    })
  })
})

describe('where papers go from chancellery to head and back', () => {
  it("only the head's signature counts", async () => {
    const one = await cases.register({ serviceId: 'guardianship-establish' })
    expect(await cases.decide(one, 'resolution', 'akimat.executor')).toMatchObject({ status: 422, body: { code: 'signature/roleDiffers' } })
    expect((await cases.decide(one, 'refusal', 'akimat.head')).status).toBe(200)
    expect(await noticesOf(wellKnownPeople.woman.iin, one)).toEqual(['refused', 'inWork', 'registered'])
  })
})

describe('an extension', () => {
  const reason = { kk: 'Мұрағатқа сұрау салынды', ru: 'Направлен запрос в архив' }

  it('moves the deadline once, by working days, and is told to the centre and the applicant', async () => {
    const one = await cases.register({ serviceId: 'minor-property-cert' })
    const { rule } = definitionOf(one.serviceId).term
    const calendar = WorkCalendar.parse(
      Catalogue.parse((await call(gateway, 'GET', '/v1/catalogue', { token: gateway.centre.workplaceToken })).body).calendar,
    )
    const today = new Date(Date.parse(one.answer.registeredAt) + 5 * 3_600_000).toISOString().slice(0, 10)
    const deadline = deadlineOf(calendar, { ...rule, days: rule.days + 5 }, today)
    expect((deadline?.dueOn ?? '') > one.answer.deadline.dueOn).toBe(true)

    const first = await cases.extend(one, 5, reason)
    expect(first).toMatchObject({ status: 200, body: { deadline } })
    expect((await cases.extend(one, 5, reason)).body).toEqual(first.body)
    expect(await cases.extend(one, 2, reason)).toMatchObject({ status: 409, body: { code: 'extension/alreadyExtended' } })
    expect(await centreEvents(one)).toMatchObject([{ kind: 'deadlineExtended', deadline, reason }])
    const { notices, history } = (await call(gateway, 'GET', `/portal/cabinet/${wellKnownPeople.woman.iin}`)).body as {
      notices: { caseId: string; text: { ru: string } }[]
      history: { caseId: string; deadline: object }[]
    }
    expect(notices.find(({ caseId }) => caseId === one.caseId)?.text.ru).toContain('Причина: Направлен запрос в архив')
    expect(history.find(({ caseId }) => caseId === one.caseId)?.deadline).toEqual(deadline)
  })

  it('is refused where it is too long, not provided for, too late, or of another provider', async () => {
    const one = await cases.register({ serviceId: 'minor-property-cert' })
    expect((await cases.extend(one, 6)).body).toMatchObject({ code: 'extension/tooLong', data: { maxDays: 5 } })
    expect((await cases.post(one, 'extension', { days: 1, reason }, gateway.provider.workplaceToken)).body).toMatchObject({
      code: 'result/wrongProvider',
    })
    expect((await cases.extend(await cases.register({ serviceId: 'housing-queue' }), 1)).body).toMatchObject({
      code: 'extension/notAllowed',
    })
    expect((await cases.decide(one, 'refusal', 'education.head')).status).toBe(200)
    expect((await cases.extend(one, 1)).body).toMatchObject({ code: 'result/alreadyDecided' })
  })
})

describe("a provider's own desk", () => {
  it('takes in its own service, hears of it by its feed, and decides', async () => {
    const desk = cases.deskOf(gateway.provider, 'chancellery')
    const one = await cases.register({ serviceId: 'disabled-child-support', desk })
    expect(one.answer.number).toMatch(/^\d\d201/)
    expect(await arrivalsAt('training-provider', one)).toMatchObject([{ kind: 'requestArrived', requestHash: one.requestHash }])
    expect((await cases.decide(one, 'refusal', 'executor1')).status).toBe(200)
    expect(await arrivalsAt('training-provider', one)).toHaveLength(1)
    expect(await centreEvents(one)).toEqual([])
  })

  it("takes in nobody else's, and nothing that has no such channel", async () => {
    const desk = cases.deskOf(gateway.workplace('training-education'), 'education.head')
    expect(await cases.submit({ serviceId: 'disabled-child-support', desk })).toMatchObject({
      status: 422,
      body: { code: 'request/channelClosed', data: { reason: 'otherProvider' } },
    })
    expect((await cases.submit({ serviceId: 'minor-property-cert', desk })).body).toMatchObject({ code: 'request/channelClosed' })
    expect((await cases.submit({ serviceId: 'disabled-child-support' })).body).toMatchObject({
      code: 'request/channelClosed',
      data: { channel: 'centre' },
    })
  })

  it('is where requests of the centre go to: each to the desk of its provider and to no other', async () => {
    const one = await cases.register({ serviceId: 'housing-queue' })
    expect(await arrivalsAt('training-housing', one)).toHaveLength(1)
    for (const id of ['training-provider', 'training-education', 'training-akimat']) expect(await arrivalsAt(id, one)).toEqual([])
  })
})
