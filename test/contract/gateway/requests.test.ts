import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigitOf } from '#core/domain/iin.ts'
import { SubmitAnswer } from '#core/wire/messages.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call, feedOf, makeDocument, makeRequest, type RequestParts, uploadDocument } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner, type SoftwareSigner } from '#test/harness/software-signer.ts'

let gateway: StartedGateway
let signer: SoftwareSigner
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const submit = (caseId: string, cms: Uint8Array, key: string = randomUUID()) =>
  call(gateway, 'POST', '/v1/requests', { token: gateway.centre.workplaceToken, key, body: { caseId, cms: base64(cms) } })
const submitSigned = async (parts: RequestParts, by = signer, signingTime?: string) => {
  const { caseId, content } = makeRequest(gateway, parts)
  const { status, body } = await submit(caseId, await by.sign(content, signingTime))
  return { status, body }
}
const arrivals = async () => (await feedOf(gateway, gateway.provider.workplaceToken)).events.length

beforeAll(async () => {
  gateway = await startGateway({ training: true })
  signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
}, 30_000)
afterAll(async () => {
  await gateway.stop()
})

describe('a request', () => {
  it('gets a number, a deadline and an acknowledgement, and can be read by both sides', async () => {
    const document = makeDocument()
    await uploadDocument(gateway, gateway.centre.workplaceToken, document)
    const { caseId, content } = makeRequest(gateway, { documents: [document] })
    const cms = await signer.sign(content)
    const answer = SubmitAnswer.parse((await submit(caseId, cms)).body)
    expect(answer.number).toMatch(/^\d{2}101\d{7}$/)
    expect(checkDigitOf(answer.number.slice(0, 11))).toBe(Number(answer.number[11]))
    expect(answer.deadline.dueOn > answer.registeredAt.slice(0, 10)).toBe(true)
    for (const { workplaceToken } of [gateway.centre, gateway.provider]) {
      const read = await fetch(`${gateway.url}/v1/requests/${caseId}/cms`, { headers: { authorization: `Bearer ${workplaceToken}` } })
      expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(cms))).toBe(true)
    }
    const stranger = gateway.workplace('training-education').workplaceToken
    expect((await call(gateway, 'GET', `/v1/requests/${caseId}/cms`, { token: stranger })).status).toBe(404)
  })

  it('is registered once: the same key, the same case with another key, and both at once give the same answer', async () => {
    const before = await arrivals()
    const { caseId, content } = makeRequest(gateway)
    const cms = await signer.sign(content)
    const key = randomUUID()
    const [first, ...others] = [
      ...(await Promise.all([submit(caseId, cms, key), submit(caseId, cms, key), submit(caseId, cms)])),
      await submit(caseId, cms, key),
      await submit(caseId, cms),
    ]
    expect(first?.status).toBe(200)
    for (const other of others) expect(other.body).toEqual(first?.body)
    expect((await arrivals()) - before).toBe(1)
  })

  it('is refused where a key or a case comes with something else', async () => {
    const one = makeRequest(gateway)
    const two = makeRequest(gateway)
    const key = randomUUID()
    const cms = await signer.sign(one.content)
    expect((await submit(one.caseId, cms, key)).status).toBe(200)
    expect(await submit(two.caseId, await signer.sign(two.content), key)).toMatchObject({
      status: 422,
      body: { code: 'idempotencyMismatch' },
    })
    const changed = makeRequest(gateway, { caseId: one.caseId, change: (request) => ({ ...request, language: 'ru' }) })
    expect(await submit(one.caseId, await signer.sign(changed.content))).toMatchObject({
      status: 422,
      body: { code: 'idempotencyMismatch' },
    })
  })

  it('wants an idempotency key', async () => {
    const { caseId, content } = makeRequest(gateway)
    const body = { caseId, cms: base64(await signer.sign(content)) }
    expect(await call(gateway, 'POST', '/v1/requests', { token: gateway.centre.workplaceToken, body })).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    })
  })

  it('is refused when its content is not as it must be', async () => {
    const refused = async (parts: RequestParts) => (await submitSigned(parts)).body
    const document = makeDocument()
    const known = makeDocument()
    await uploadDocument(gateway, gateway.centre.workplaceToken, known)
    const { deceased } = wellKnownPeople
    expect(await refused({ change: (request) => ({ ...request, phone: undefined, answers: 7 }) })).toEqual({
      code: 'request/invalid',
      data: { reason: 'schema', field: 'answers' },
    })
    expect(await refused({ change: (request) => ({ ...request, caseId: randomUUID() }) })).toMatchObject({
      code: 'request/invalid',
      data: { reason: 'caseId' },
    })
    expect(
      await refused({ change: (request) => ({ ...request, service: { ...(request['service'] as object), id: 'no-such-service' } }) }),
    ).toMatchObject({ code: 'request/unknownService' })
    expect(
      await refused({ change: (request) => ({ ...request, service: { ...(request['service'] as object), version: '0.0.1' } }) }),
    ).toMatchObject({ code: 'request/unknownVersion' })
    expect(await refused({ change: ({ operator: _, ...request }) => request })).toMatchObject({
      code: 'request/invalid',
      data: { field: 'operator' },
    })
    expect(await refused({ change: (request) => ({ ...request, channel: 'provider' }) })).toMatchObject({ code: 'request/channelClosed' })
    expect(await refused({ documents: [document] })).toEqual({
      code: 'request/documentMissing',
      data: { slotId: 'identity', sha256: document.sha256 },
    })
    expect(await refused({ documents: [{ ...known, bytes: Buffer.concat([known.bytes, Buffer.alloc(1)]) }] })).toMatchObject({
      code: 'request/documentDiffers',
    })
    expect(
      await refused({ change: (request) => ({ ...request, applicant: { ...(request['applicant'] as object), iin: deceased.iin } }) }),
    ).toMatchObject({ code: 'request/applicantDeceased' })
    const { caseId, request } = makeRequest(gateway)
    const loose = Buffer.from(JSON.stringify(request, null, 1))
    expect((await submit(caseId, await signer.sign(loose))).body).toMatchObject({
      code: 'request/invalid',
      data: { reason: 'notCanonical' },
    })
  })
})

describe('its signature', () => {
  it('is refused when anything in it was altered', async () => {
    const { caseId, content } = makeRequest(gateway)
    const cms = Buffer.from(await signer.sign(content))
    const flip = (at: number) => {
      const copy = Buffer.from(cms)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    }
    const inContent = cms.indexOf(content.subarray(0, 40)) + 30
    expect((await submit(caseId, flip(inContent))).body).toMatchObject({ code: 'signature/contentAltered' })
    expect((await submit(caseId, flip(cms.length - 5))).body).toMatchObject({ code: 'signature/signatureBroken' })
    expect((await submit(caseId, cms.subarray(0, 300))).body).toMatchObject({ code: 'signature/malformed' })
    expect((await submit(caseId, cms)).status).toBe(200)
  })

  it.each([
    ['expired', 'signature/expired'],
    ['notYetValid', 'signature/notYetValid'],
    ['otherIin', 'signature/iinDiffers'],
    ['otherBin', 'signature/binDiffers'],
    ['notForSignature', 'signature/notForSignature'],
  ] as const)('is refused with a certificate that is %s', async (flaw, code) => {
    const flawed = await createSoftwareSigner(gateway.url, 'staff-operator1', flaw)
    expect(await submitSigned({}, flawed)).toMatchObject({ status: 422, body: { code } })
  })

  it('is refused with a certificate that was revoked', async () => {
    const lost = await createSoftwareSigner(gateway.url, 'staff-operator1')
    expect((await submitSigned({}, lost)).status).toBe(200)
    expect((await call(gateway, 'POST', '/training/revocations', { body: { serial: lost.serial } })).body).toEqual({ revoked: true })
    expect(await submitSigned({}, lost)).toMatchObject({ status: 422, body: { code: 'signature/revoked' } })
    expect((await call(gateway, 'POST', '/training/revocations', { body: { serial: 'abcdef' } })).body).toEqual({ revoked: false })
  })

  it("is refused where a colleague signed, a colleague has no right to, or the provider's employee did", async () => {
    const asOperator = (login: string) => (request: Record<string, unknown>) => {
      const { iin, fullName } = gateway.staff.find((one) => one.login === login)!
      return { ...request, operator: { iin, fullName } }
    }
    expect((await submitSigned({}, await createSoftwareSigner(gateway.url, 'staff-operator2'))).body).toMatchObject({
      code: 'signature/iinDiffers',
    })
    const courier = await createSoftwareSigner(gateway.url, 'staff-courier')
    expect((await submitSigned({ change: asOperator('courier') }, courier)).body).toMatchObject({
      code: 'signature/iinDiffers',
      data: { reason: 'notStaff' },
    })
    const executor = await createSoftwareSigner(gateway.url, 'staff-executor1')
    expect((await submitSigned({ change: asOperator('executor1') }, executor)).body).toMatchObject({ code: 'signature/iinDiffers' })
  })

  it("is refused where a desk brings what the portal's way is for", async () => {
    const { iin, fullName } = gateway.staff.find(({ login }) => login === 'operator1')!
    const change = (request: Record<string, unknown>) => ({ ...request, channel: 'portal', operator: { iin, fullName } })
    expect((await submitSigned({ change })).body).toMatchObject({ code: 'request/channelClosed', data: { channel: 'portal' } })
  })

  it('is refused where the authority is another one', async () => {
    const other = await startGateway({ training: true })
    try {
      expect((await submitSigned({}, await createSoftwareSigner(other.url, 'staff-operator1'))).body).toMatchObject({
        code: 'signature/chainUntrusted',
      })
    } finally {
      await other.stop()
    }
  }, 30_000)

  it('may have waited for a connection, but not for months, and not come from the future', async () => {
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
    expect((await submitSigned({}, signer, hours(-20))).status).toBe(200)
    expect((await submitSigned({}, signer, hours(-24 * 40))).body).toMatchObject({
      code: 'signature/other',
      data: { reason: 'signingTime' },
    })
    expect((await submitSigned({}, signer, hours(2))).body).toMatchObject({ code: 'signature/other', data: { reason: 'signingTime' } })
  })
})
