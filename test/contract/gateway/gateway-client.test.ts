import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createGatewayClient, type GatewayClient } from '#adapters/gateway-client/gateway-client.ts'
import { Abort } from '#core/base/remote.ts'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { paymentReference } from '#gateway/population/payments.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { makeDocument, makeRequest } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner, type SoftwareSigner } from '#test/harness/software-signer.ts'

let gateway: StartedGateway
let client: GatewayClient
let signer: SoftwareSigner
const uploads = new Map()

beforeAll(async () => {
  gateway = await startGateway()
  client = createGatewayClient({ baseUrl: gateway.url, workplaceToken: gateway.centre.workplaceToken, uploads })
  signer = await createSoftwareSigner(gateway.url, gateway.staff.find(({ login }) => login === 'operator1')!.staffId)
}, 60_000)
beforeEach(() => gateway.misbehave({}))
afterAll(async () => {
  await client.close()
  await gateway.stop()
})

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const logIn = async () => valueOf(await client.login('operator1', gateway.staff.find(({ login }) => login === 'operator1')!.password))

describe('the real gateway', () => {
  it('gives time, catalogue, staff, and a login for register look-ups', async () => {
    await client.health()
    expect(Math.abs(client.skew() ?? Infinity)).toBeLessThan(1_000)
    const offered = valueOf(await client.catalogue())
    if (offered === 'unchanged') throw new Error('Nobody said what is in force here')
    const { services, calendar } = offered
    expect(services.map((service) => ServiceDefinition.parse(service).id)).toContain('unemployed-cert')
    expect(WorkCalendar.parse(calendar).version).not.toBe('')
    expect(valueOf(await client.staff()).map(({ login }) => login)).toEqual(['courier', 'manager', 'operator1', 'operator2', 'operator3'])
    const { token, staff } = await logIn()
    expect(staff.role).toBe('operator')
    const { woman } = wellKnownPeople
    expect(valueOf(await client.person(token, woman.iin)).person).toMatchObject({ iin: woman.iin, name: woman.name })
    const { family } = valueOf(await client.family(token, woman.iin))
    expect(family.children.map(({ iin }) => iin)).toEqual([wellKnownPeople.minor.iin, wellKnownPeople.preschooler.iin])
    const reference = paymentReference(9, 'paid')
    expect(valueOf(await client.payment(token, reference)).payment).toMatchObject({ reference, state: 'paid' })
  })

  it('refuses with its codes', async () => {
    expect(await client.login('operator1', 'wrong')).toMatchObject({ ok: false, error: { tag: 'gateway/refused', code: 'loginWrong' } })
    expect(await client.person('no-such-token-at-all-000', wellKnownPeople.woman.iin)).toMatchObject({
      ok: false,
      error: { code: 'unauthorised' },
    })
    expect(await client.resultContent(randomUUID() as CaseId, hashOf(new Uint8Array()))).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    })
  })

  it('takes a document of several parts and a request once, however often it is sent', async () => {
    const document = makeDocument(2_500_000)
    const progress: number[] = []
    expect(valueOf(await client.documentKnown(document.sha256))).toBe(false)
    valueOf(await client.upload(document.sha256, document.bytes, (done) => progress.push(done)))
    expect([progress.at(-1), valueOf(await client.documentKnown(document.sha256)), uploads.size]).toEqual([2_500_000, true, 0])
    const { caseId, content } = makeRequest(gateway, { documents: [document] })
    const cms = await signer.sign(content)
    const key = randomUUID()
    const first = valueOf(await client.submit(key, caseId as CaseId, cms))
    expect(first.number).toMatch(/^\d{12}$/)
    expect(valueOf(await client.submit(key, caseId as CaseId, cms))).toEqual(first)
  })

  it('goes on with an upload over cut connections until the document is there', async () => {
    const document = makeDocument(3_500_000)
    await gateway.misbehave({ dropAfterEvery: 3, onlyPath: '/v1/documents' })
    let tries = 0
    for (; tries < 20; tries++) {
      const result = await client.upload(document.sha256, document.bytes, () => {})
      if (result.ok) break
      expect(result.error.tag).toBe('gateway/unavailable')
    }
    await gateway.misbehave({})
    expect([tries > 0, tries < 20, valueOf(await client.documentKnown(document.sha256))]).toEqual([true, true, true])
  })

  it('refusing for a while is busy with the exact time, a portal is nonsense', async () => {
    await gateway.misbehave({ refuseRetryAfterSeconds: 7 })
    expect(await client.staff()).toMatchObject({ ok: false, error: { why: 'busy', retryAfterMilliseconds: 7_000 } })
    await gateway.misbehave({ nonsense: true })
    expect(await client.staff()).toMatchObject({ ok: false, error: { why: 'nonsense' } })
  })

  it('a long poll waits for what happens, and is called off', async () => {
    const { cursor } = valueOf(await client.feed('', 0, new Abort()))
    const abort = new Abort()
    const polling = client.feed(cursor, 30, abort)
    setTimeout(() => abort.abort(), 100)
    expect(await polling).toMatchObject({ ok: false, error: { why: 'timeout' } })
  })
})
