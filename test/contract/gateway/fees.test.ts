import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feeFor } from '#core/domain/service.ts'
import { LoginAnswer } from '#core/wire/messages.ts'
import { type PaymentKind, paymentReference } from '#gateway/population/payments.ts'
import { unknownBin, wellKnownOrganisation, wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { createCases } from '#test/harness/gateway-cases.ts'
import { call, definitionOf } from '#test/harness/gateway-client.ts'

const serviceId = 'archive-apostille'
const { number, ...definition } = definitionOf(serviceId)
const tenge = feeFor(definition, 'centre')?.tenge ?? 0
let gateway: StartedGateway
let cases: ReturnType<typeof createCases>
let staffToken: string

beforeAll(async () => {
  gateway = await startGateway()
  cases = createCases(gateway)
  const body = { login: 'operator1', password: 'Tereze-2026' }
  const answer = await call(gateway, 'POST', '/v1/sessions', { token: gateway.centre.workplaceToken, body })
  staffToken = LoginAnswer.parse(answer.body).token
}, 30_000)
afterAll(() => gateway.stop())

const paidWith = (
  reference: string,
  evidence: object = { outcome: 'declared', declaredAt: new Date().toISOString(), why: 'unavailable' },
) => ({
  serviceId,
  change: (request: Record<string, unknown>) => ({
    ...request,
    payment: { reference, tenge, evidence: { register: 'ЭҮТШ', ...evidence } },
  }),
})
const confirmed = { outcome: 'confirmed', answeredAt: new Date().toISOString(), tenge, paidOn: '2026-11-20' }
const ask = (reference: string) => call(gateway, 'GET', `/v1/payments/${reference}`, { token: staffToken })

describe('a request for a service with a fee', () => {
  it('uses its payment up, and no other request has it then', async () => {
    const reference = paymentReference(number, 'paid')
    expect((await ask(reference)).body).toMatchObject({ payment: { reference, state: 'paid', tenge, serviceId } })
    expect((await cases.submit(paidWith(reference, confirmed))).status).toBe(200)
    expect((await ask(reference)).body).toMatchObject({ payment: { state: 'used' } })
    expect(await cases.submit(paidWith(reference, confirmed))).toMatchObject({ status: 422, body: { code: 'payment/used' } })
  })

  it('has one payment also where two come at once', async () => {
    const request = paidWith(`26${String(number).padStart(2, '0')}00000011`, confirmed)
    const answers = await Promise.all([cases.submit(request), cases.submit(request)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({ code: 'payment/used' })
  })

  it.each<[PaymentKind, string]>([
    ['pending', 'payment/notPaid'],
    ['cancelled', 'payment/cancelled'],
    ['used', 'payment/used'],
    ['otherService', 'payment/otherService'],
    ['tooLittle', 'payment/tooLittle'],
    ['otherPayer', 'payment/otherPayer'],
  ])('that was only declared is refused at once where the payment is %s', async (kind, code) => {
    expect(await cases.submit(paidWith(paymentReference(number, kind)))).toMatchObject({ status: 422, body: { code } })
  })

  it('that was declared while the register was silent is taken where all is well', async () => {
    expect((await cases.submit(paidWith(`26${String(number).padStart(2, '0')}00000012`))).status).toBe(200)
  })

  it('that puts a refused one right is paid for by the same payment, once; nobody else’s correction is', async () => {
    const reference = `26${String(number).padStart(2, '0')}00000013`
    const paid = paidWith(reference, confirmed)
    const correcting = (caseId: string) => ({
      ...paid,
      change: (request: Record<string, unknown>) => ({ ...paid.change(request), corrects: caseId }),
    })
    const refused = await cases.register(paid)
    const early = await cases.submit(correcting(refused.caseId))
    await cases.accept(refused)
    await cases.decide(refused, 'refusal', 'committee.executor')
    const other = await cases.register(paidWith(`26${String(number).padStart(2, '0')}00000014`, confirmed))
    const answers = [await cases.submit(correcting(other.caseId)), await cases.submit(correcting(refused.caseId))]
    expect([early, ...answers, await cases.submit(correcting(refused.caseId))]).toMatchObject([
      { status: 422, body: { code: 'payment/used' } },
      { status: 422, body: { code: 'payment/used' } },
      { status: 200 },
      { status: 422, body: { code: 'payment/used' } },
    ])
  })

  it('is refused without a payment and with one that nobody knows', async () => {
    expect((await cases.submit({ serviceId })).body).toMatchObject({ code: 'payment/missing' })
    expect((await cases.submit(paidWith('999999999999'))).body).toMatchObject({ code: 'payment/unknown' })
    expect(await ask('999999999999')).toMatchObject({ status: 404, body: { code: 'notFound', data: { register: 'payments' } } })
  })
})

describe('an organisation that asks', () => {
  const asked = (bin: string, reference: string) => {
    const paid = paidWith(reference, confirmed)
    const { organisationHead } = wellKnownPeople
    const { name, address } = wellKnownOrganisation
    return {
      ...paid,
      change: (request: Record<string, unknown>) => ({
        ...paid.change(request),
        applicant: { ...(request['applicant'] as object), iin: organisationHead.iin, birthDate: organisationHead.birthDate },
        organisation: {
          bin,
          name,
          address: address.kk,
          evidence: { outcome: 'confirmed', register: 'ЗТ МДҚ', answeredAt: new Date().toISOString(), reference: 'test' },
        },
      }),
    }
  }

  it('may have paid itself; one that no register knows is refused', async () => {
    const { bin } = wellKnownOrganisation
    expect((await cases.submit(asked(unknownBin, paymentReference(number, 'paidByOrganisation')))).body).toMatchObject({
      code: 'request/unknownOrganisation',
    })
    const { caseId } = await cases.register(asked(bin, paymentReference(number, 'paidByOrganisation')))
    expect((await call(gateway, 'GET', `/portal/cabinet/${bin}`)).body).toMatchObject({ history: [{ caseId, status: 'registered' }] })
  })

  it('is refused by a service for persons only', async () => {
    const { change } = asked(wellKnownOrganisation.bin, '')
    expect((await cases.submit({ change: (request) => ({ ...change(request), payment: undefined }) })).body).toMatchObject({
      code: 'request/invalid',
      data: { reason: 'applicantKind' },
    })
  })
})
