import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { SubmitAnswer } from '#core/wire/messages.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call, feedOf, makeRequest } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner, type SoftwareSigner } from '#test/harness/software-signer.ts'

let gateway: StartedGateway
let operator: SoftwareSigner
let executor: SoftwareSigner
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const centreFeed = (cursor?: string, wait?: number) => feedOf(gateway, gateway.centre.workplaceToken, cursor, wait)
const providerFeed = (cursor?: string, wait?: number) => feedOf(gateway, gateway.provider.workplaceToken, cursor, wait)

const register = async () => {
  const { caseId, content, requestHash } = makeRequest(gateway)
  const answer = await call(gateway, 'POST', '/v1/requests', {
    token: gateway.centre.workplaceToken,
    key: randomUUID(),
    body: { caseId, cms: base64(await operator.sign(content)) },
  })
  return { caseId, requestHash, ...SubmitAnswer.omit({ caseId: true }).parse(answer.body) }
}
const accept = (caseId: string, key: string = randomUUID(), token = gateway.provider.workplaceToken) =>
  call(gateway, 'POST', `/v1/requests/${caseId}/acceptance`, {
    token,
    key,
    body: { acceptedAt: new Date().toISOString(), executor: 'staff-executor1' },
  })
const decide = (caseId: string, cms: Uint8Array, key: string = randomUUID(), token = gateway.provider.workplaceToken) =>
  call(gateway, 'POST', `/v1/requests/${caseId}/result`, { token, key, body: { cms: base64(cms) } })

const resultOf = ({ caseId, number, requestHash }: Awaited<ReturnType<typeof register>>, change: Record<string, unknown> = {}) => {
  const { workplace } = gateway.provider
  const { iin, fullName } = gateway.staff.find(({ login }) => login === 'executor1')!
  return canonicalBytes({
    schema: 'tereze.result/1',
    caseId,
    number,
    service: { id: 'unemployed-cert', version: '1.1.0', name: { kk: 'Анықтама', ru: 'Справка' } },
    form: 'certificate',
    applicant: { iin: '850312440018', fullName: 'Ахметова Айгүл Серікқызы' },
    requestHash,
    requestedOn: '2026-11-20',
    provider: { bin: workplace.bin, name: workplace.name, department: workplace.name, region: workplace.region },
    decision: { outcome: 'positive', form: 'certificate', fields: {} },
    fields: {},
    grounds: [],
    signedBy: { iin, fullName, position: { kk: 'Бас маман', ru: 'Главный специалист' } },
    composedAt: new Date().toISOString(),
    ...change,
  })
}

beforeAll(async () => {
  gateway = await startGateway({ training: true })
  ;[operator, executor] = await Promise.all([
    createSoftwareSigner(gateway.url, 'staff-operator1'),
    createSoftwareSigner(gateway.url, 'staff-executor1'),
  ])
}, 30_000)
afterAll(async () => {
  await gateway.stop()
})

describe('the way of a request', () => {
  it('is told to each side in its order', async () => {
    const [centreBefore, providerBefore] = [(await centreFeed()).cursor, (await providerFeed()).cursor]
    const registered = await register()
    const { caseId, number, requestHash, deadline } = registered
    expect((await accept(caseId)).status).toBe(200)
    const content = resultOf(registered)
    const cms = await executor.sign(content)
    expect((await decide(caseId, cms)).status).toBe(200)

    const { events } = await centreFeed(centreBefore)
    expect(events).toMatchObject([
      { kind: 'statusChanged', caseId, status: 'inWork' },
      { kind: 'statusChanged', caseId, status: 'completed' },
      { kind: 'resultReady', caseId, resultHash: hashOf(content), intermediate: false },
    ])
    expect((await providerFeed(providerBefore)).events).toMatchObject([{ kind: 'requestArrived', caseId, number, requestHash, deadline }])
    const read = await fetch(`${gateway.url}/v1/requests/${caseId}/results/${hashOf(content)}/cms`, {
      headers: { authorization: `Bearer ${gateway.centre.workplaceToken}` },
    })
    expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(cms))).toBe(true)
  })

  it('has unique events and a cursor that goes on and repeats nothing', async () => {
    await register()
    await register()
    const all = await providerFeed()
    expect(new Set(all.events.map(({ eventId }) => eventId)).size).toBe(all.events.length)
    expect(await providerFeed(all.cursor)).toEqual({ events: [], cursor: all.cursor })
    const { caseId } = await register()
    const next = await providerFeed(all.cursor)
    expect(next.events.map((event) => event.caseId)).toEqual([caseId])
    expect(next.cursor > all.cursor).toBe(true)
    expect(await call(gateway, 'GET', '/v1/feed?cursor=rubbish', { token: gateway.provider.workplaceToken })).toMatchObject({ status: 400 })
  })

  it('wakes a waiting feed at once, and only the one it concerns', async () => {
    const [{ cursor: ofProvider }, { cursor: ofCentre }] = [await providerFeed(), await centreFeed()]
    const started = performance.now()
    const waiting = providerFeed(ofProvider, 20)
    const other = centreFeed(ofCentre, 1)
    const { caseId } = await register()
    expect((await waiting).events).toMatchObject([{ kind: 'requestArrived', caseId }])
    expect(performance.now() - started).toBeLessThan(5_000)
    expect((await other).events).toEqual([])
    expect(performance.now() - started).toBeGreaterThanOrEqual(990)
  })
})

describe('acceptance', () => {
  it('happens once, whatever key it comes with', async () => {
    const { caseId } = await register()
    const { cursor } = await centreFeed()
    const first = await accept(caseId)
    expect((await accept(caseId)).body).toEqual(first.body)
    expect((await centreFeed(cursor)).events).toHaveLength(1)
  })

  it("is the addressed provider's alone", async () => {
    const { caseId } = await register()
    expect(await accept(caseId, randomUUID(), gateway.centre.workplaceToken)).toMatchObject({
      status: 403,
      body: { code: 'result/wrongProvider' },
    })
    expect(await accept(randomUUID())).toMatchObject({ status: 404 })
  })
})

describe('a result', () => {
  it('is taken once', async () => {
    const registered = await register()
    const cms = await executor.sign(resultOf(registered))
    const key = randomUUID()
    const first = await decide(registered.caseId, cms, key)
    expect(first.status).toBe(200)
    expect((await decide(registered.caseId, cms, key)).body).toEqual(first.body)
    expect((await decide(registered.caseId, cms)).body).toEqual(first.body)
    const other = await executor.sign(
      resultOf(registered, { form: 'refusal', decision: { outcome: 'refusal', groundIds: ['1'], explanation: { kk: 'Жоқ', ru: 'Нет' } } }),
    )
    expect(await decide(registered.caseId, other)).toMatchObject({ status: 409, body: { code: 'result/alreadyDecided' } })
  })

  it('is refused where it does not fit the request or is signed by another', async () => {
    const registered = await register()
    const refused = async (change: Record<string, unknown>, signer = executor) =>
      (await decide(registered.caseId, await signer.sign(resultOf(registered, change)))).body
    expect(await refused({ number: '123456789012' })).toMatchObject({ code: 'result/invalid', data: { field: 'number' } })
    expect(await refused({ requestHash: 'a'.repeat(64) })).toMatchObject({ code: 'result/invalid', data: { field: 'requestHash' } })
    expect(await refused({ form: 'refusal' })).toMatchObject({ code: 'result/invalid', data: { field: 'form' } })
    expect(await refused({ decision: {} })).toMatchObject({ code: 'result/invalid', data: { reason: 'schema' } })
    expect(await refused({}, operator)).toMatchObject({ code: 'signature/iinDiffers' })
    const chancellery = gateway.staff.find(({ login }) => login === 'chancellery')!
    const signedBy = { iin: chancellery.iin, fullName: chancellery.fullName, position: { kk: 'Кеңсе', ru: 'Канцелярия' } }
    expect(await refused({ signedBy }, await createSoftwareSigner(gateway.url, 'staff-chancellery'))).toMatchObject({
      code: 'signature/iinDiffers',
      data: { reason: 'notStaff' },
    })
    expect(
      (await decide(registered.caseId, await executor.sign(resultOf(registered)), randomUUID(), gateway.centre.workplaceToken)).body,
    ).toMatchObject({ code: 'result/wrongProvider' })
    expect((await decide(registered.caseId, await executor.sign(resultOf(registered)))).status).toBe(200)
  })
})
