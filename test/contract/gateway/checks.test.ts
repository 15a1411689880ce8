import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CheckAnswer } from '#core/wire/messages.ts'
import { feeFor } from '#core/domain/service.ts'
import { paymentReference } from '#gateway/population/payments.ts'
import { unknownIin, wellKnownAuthorityNumbers, wellKnownOrganisation, wellKnownPeople } from '#gateway/population/well-known.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { base64, createCases } from '#test/harness/gateway-cases.ts'
import { call, definitionOf, makeRequest, type RequestParts } from '#test/harness/gateway-client.ts'

let gateway: StartedGateway
let cases: ReturnType<typeof createCases>

beforeAll(async () => {
  gateway = await startGateway()
  cases = createCases(gateway)
}, 30_000)
afterEach(() => gateway.misbehave({}))
afterAll(() => gateway.stop())

const declared = (register: string) => ({ outcome: 'declared', register, declaredAt: new Date().toISOString(), why: 'unavailable' })
const confirmed = (register: string) => ({ outcome: 'confirmed', register, answeredAt: new Date().toISOString(), reference: 'r' })

/** Signs as operator1 and asks; nothing is submitted. */
async function ask(parts: RequestParts = {}, over: { readonly token?: string; readonly caseId?: string; readonly by?: string } = {}) {
  const { caseId, content } = makeRequest(gateway, parts)
  const cms = await (await cases.signerOf(over.by ?? 'operator1')).sign(content)
  const body = { caseId: over.caseId ?? caseId, cms: base64(cms) }
  return call(gateway, 'POST', '/v1/checks', { token: over.token ?? gateway.centre.workplaceToken, body })
}
const answers = async (parts: RequestParts) => CheckAnswer.parse((await ask(parts)).body)
const changed = (change: object) => ({ change: (request: Record<string, unknown>) => ({ ...request, ...change }) })
const applicantAs = (over: object) => ({
  change: (request: Record<string, unknown>) => ({
    ...request,
    applicant: { ...(request['applicant'] as object), evidence: declared('ЖТ МДҚ'), ...over },
  }),
})

describe('declared data of a signed request', () => {
  it('are answered for from the register; what was confirmed is not asked about', async () => {
    const { woman } = wellKnownPeople
    const { registers, catalogue } = await answers(applicantAs({}))
    expect(registers).toEqual({ applicant: { answer: 'record', record: woman, at: expect.any(String), reference: expect.any(String) } })
    const { version } = definitionOf('unemployed-cert')
    expect(catalogue).toMatchObject({ accepted: true, inForce: version, reference: expect.stringMatching(/^\d{4}\./) })
    expect((await answers({})).registers).toEqual({})
  })

  it('of the dead and of the unknown are told apart', async () => {
    const { deceased } = wellKnownPeople
    expect((await answers(applicantAs({ iin: deceased.iin }))).registers.applicant).toMatchObject({
      answer: 'record',
      record: { diedAt: deceased.diedAt },
    })
    expect((await answers(applicantAs({ iin: unknownIin }))).registers.applicant).toMatchObject({ answer: 'notFound' })
  })

  it('organisation, representative, power of attorney, children and payment each have their register', async () => {
    const { representativeRevoked, preschooler } = wellKnownPeople
    const { number, ...service } = definitionOf('archive-apostille')
    const { address, ...organisation } = wellKnownOrganisation
    const reference = paymentReference(number, 'cancelled')
    const representative = {
      iin: representativeRevoked.iin,
      name: representativeRevoked.name,
      authority: {
        number: wellKnownAuthorityNumbers.revoked,
        notary: 'Нотариус',
        issuedAt: '2026-01-01',
        expiresAt: '2028-01-01',
        evidence: declared('БНАЖ'),
      },
    }
    const all = await answers({
      serviceId: 'archive-apostille',
      ...changed({
        organisation: { bin: organisation.bin, name: organisation.name, address: address.kk, evidence: declared('ЗТ МДҚ') },
        representative,
        payment: { reference, tenge: feeFor(service, 'centre')?.tenge ?? 0, evidence: declared('ЭҮТШ') },
      }),
    })
    expect(all.registers).toMatchObject({
      organisation: { answer: 'record', record: { bin: organisation.bin } },
      representative: { answer: 'record', record: { iin: representativeRevoked.iin } },
      authority: { answer: 'record', record: { revokedAt: expect.any(String) } },
      payment: { answer: 'record', record: { reference, state: 'cancelled' } },
    })
    expect(all.registers).not.toHaveProperty('applicant')

    const field = definitionOf('kindergarten-queue')
      .form.flatMap(({ fields }) => fields)
      .find(({ type }) => type === 'repeat')
    if (field?.type !== 'repeat' || field.suggest === undefined) throw new Error('No children in this form')
    const { iin, fullName, birthDate } = field.suggest
    const row = { [iin]: preschooler.iin, [fullName]: 'Ахметова Инабат', [birthDate]: preschooler.birthDate }
    const parent = applicantAs({})
    const family = await answers({
      serviceId: 'kindergarten-queue',
      change: (request) => ({ ...parent.change(request), answers: { [field.id]: [row] } }),
    })
    const { family: known } = family.registers
    expect(known?.answer === 'record' && known.record.children.map((child) => child.iin)).toContain(preschooler.iin)
  })

  it('are unavailable one by one while the registers are silent: the gateway itself answers', async () => {
    await gateway.misbehave({ registersDown: true })
    const { registers, catalogue } = await answers(applicantAs({}))
    expect([registers, catalogue.accepted]).toEqual([{ applicant: { answer: 'unavailable', at: expect.any(String) } }, true])
  })

  it('are checked again after registration; a payment that the request itself used up is no contradiction', async () => {
    const { number, ...service } = definitionOf('archive-apostille')
    const caseId = randomUUID()
    const reference = paymentReference(number, 'paid')
    const parts = {
      caseId,
      serviceId: 'archive-apostille',
      ...changed({ payment: { reference, tenge: feeFor(service, 'centre')?.tenge ?? 0, evidence: declared('ЭҮТШ') } }),
    }
    expect((await cases.submit(parts)).status).toBe(200)
    expect((await answers(parts)).registers.payment).toMatchObject({ answer: 'record', record: { state: 'paid' } })
    expect((await answers({ ...parts, caseId: randomUUID() })).registers.payment).toMatchObject({ record: { state: 'used' } })
  })

  it('of an older version of the service are answered with the version in force', async () => {
    const older = (request: Record<string, unknown>) => ({
      ...applicantAs({}).change(request),
      service: { ...(request['service'] as object), version: '0.0.1' },
    })
    const { version } = definitionOf('unemployed-cert')
    expect((await answers({ change: older })).catalogue).toMatchObject({ accepted: false, inForce: version })
    expect((await cases.submit({ change: older })).body).toMatchObject({ code: 'request/unknownVersion', data: { inForce: version } })
    const stranger = (request: Record<string, unknown>) => ({ ...request, service: { ...(request['service'] as object), id: 'no-such' } })
    expect((await ask({ change: stranger })).body).toMatchObject({ code: 'request/unknownService' })
  })
})

describe('who may ask', () => {
  it('is the desk whose employee signed, with this very request', async () => {
    const parts = applicantAs({ evidence: declared('ЖТ МДҚ') })
    expect((await ask(parts, { token: 'wrong'.repeat(5) })).status).toBe(401)
    expect((await ask(parts, { token: gateway.provider.workplaceToken })).status).toBe(422)
    expect((await ask(parts, { by: 'operator2' })).body).toMatchObject({ code: 'signature/iinDiffers' })
    expect((await ask(parts, { caseId: randomUUID() })).body).toMatchObject({ code: 'request/invalid', data: { reason: 'caseId' } })
    expect((await ask(changed({ applicant: { evidence: confirmed('ЖТ МДҚ') } }))).body).toMatchObject({ code: 'request/invalid' })
  })
})
