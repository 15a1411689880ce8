import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { CabinetAnswer, SubmitAnswer } from '#core/wire/messages.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { createCitizenSigner } from '#test/harness/citizen-signer.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { base64, createCases } from '#test/harness/gateway-cases.ts'
import { call, definitionOf, feedOf, makeDocument } from '#test/harness/gateway-client.ts'

const run = promisify(execFile)
let gateway: StartedGateway
let cases: ReturnType<typeof createCases>
beforeAll(async () => {
  gateway = await startGateway()
  cases = createCases(gateway)
}, 30_000)
afterAll(() => gateway.stop())

const citizen = (body: object) => call(gateway, 'POST', '/training/portal-requests', { body })
const cabinetOf = async (id: string) => CabinetAnswer.parse((await call(gateway, 'GET', `/portal/cabinet/${id}`)).body)
const cmsOf = async (caseId: string, token: string) =>
  Buffer.from(
    await (await fetch(`${gateway.url}/v1/requests/${caseId}/cms`, { headers: { authorization: `Bearer ${token}` } })).arrayBuffer(),
  )
/** The signed content stands whole inside the CMS. */
const requestIn = (cms: Buffer): { readonly request: ServiceRequest; readonly content: Buffer } => {
  const start = cms.indexOf('{"answers"')
  for (let end = start; ;) {
    end = cms.indexOf('}', end) + 1
    if (end === 0) throw new Error('No request in the CMS')
    const content = cms.subarray(start, end)
    try {
      return { request: ServiceRequest.parse(JSON.parse(content.toString('utf8'))), content }
    } catch {
      continue
    }
  }
}
const serviceIds = [
  'archive-cert-mangystau',
  'unemployed-cert',
  'minor-assets-cert',
  'minor-property-cert',
  'guardianship-cert',
  'disabled-child-support',
  'kindergarten-queue',
  'housing-queue',
  'archive-apostille',
  'archive-cert-national',
  'media-registration',
  'foreign-press-aktobe',
  'guardianship-establish',
]

describe('a citizen of the training', () => {
  it.each(serviceIds)('asks for %s: registered under a number of the portal, and the provider hears of it', async (serviceId) => {
    const { status, body } = await citizen({ serviceId })
    expect({ status, body }).toMatchObject({ status: 200 })
    const { caseId, number } = SubmitAnswer.parse(body)
    expect(number).toMatch(/^\d\d300/)
    const { workplaceToken } = cases.providerOf(serviceId)
    const { events } = await feedOf(gateway, workplaceToken)
    expect(events.find((event) => event.caseId === caseId)).toMatchObject({ kind: 'requestArrived', number })
    const { request } = requestIn(await cmsOf(caseId, workplaceToken))
    expect(request).toMatchObject({ channel: 'portal', service: { id: serviceId } })
    expect([request.centre, request.operator]).toEqual([undefined, undefined])
    for (const { sha256, bytes } of request.documents) {
      const answer = await fetch(`${gateway.url}/v1/documents/${sha256}/content`, {
        headers: { authorization: `Bearer ${workplaceToken}` },
      })
      expect((await answer.arrayBuffer()).byteLength).toBe(bytes)
    }
  })

  it('attaches documents that are PDF files', async () => {
    const { caseId } = SubmitAnswer.parse((await citizen({ serviceId: 'unemployed-cert' })).body)
    const { request } = requestIn(await cmsOf(caseId, gateway.provider.workplaceToken))
    const sha256 = request.documents[0]?.sha256 ?? ''
    const { stdout } = await run('qpdf', ['--check', join(gateway.dataFolder, 'documents', sha256.slice(0, 2), sha256)])
    expect(stdout).toContain('No syntax or stream encoding errors found')
  })

  it('is the one asked for, with their own children and with answers given', async () => {
    const { woman, preschooler, russianMan } = wellKnownPeople
    const answers = { language: 'ru' }
    const { caseId } = SubmitAnswer.parse((await citizen({ serviceId: 'kindergarten-queue', iin: woman.iin, answers })).body)
    const { request } = requestIn(await cmsOf(caseId, gateway.workplace('training-education').workplaceToken))
    expect(request.applicant.iin).toBe(woman.iin)
    expect(request.answers).toMatchObject({ language: 'ru', relation: 'mother', child: [{ iin: preschooler.iin }] })
    expect(await citizen({ serviceId: 'kindergarten-queue', iin: russianMan.iin })).toMatchObject({
      status: 422,
      body: { code: 'request/invalid', data: { field: 'answers.child.0.iin' } },
    })
    expect((await citizen({ serviceId: 'no-such-service' })).body).toMatchObject({ code: 'request/unknownService' })
  })

  it.each([
    ['expired', 'signature/expired'],
    ['revoked', 'signature/revoked'],
    ['otherIin', 'signature/iinDiffers'],
  ])('is refused with a certificate that is %s', async (flaw, code) => {
    expect(await citizen({ serviceId: 'unemployed-cert', flaw })).toMatchObject({ status: 422, body: { code } })
  })

  it('is refused where the fee is not paid', async () => {
    expect(await citizen({ serviceId: 'media-registration', flaw: 'unpaid' })).toMatchObject({
      status: 422,
      body: { code: 'payment/notPaid' },
    })
  })
})

describe('what a portal sends', () => {
  const sent = async () => {
    const { caseId } = SubmitAnswer.parse((await citizen({ serviceId: 'unemployed-cert', iin: wellKnownPeople.man.iin })).body)
    const cms = await cmsOf(caseId, gateway.provider.workplaceToken)
    return { caseId, cms, ...requestIn(cms) }
  }
  const send = (body: object, key: string = randomUUID()) => call(gateway, 'POST', '/portal/requests', { key, body })

  it('is registered once however often it comes', async () => {
    const { caseId, cms } = await sent()
    const again = await send({ caseId, cms: base64(cms), documents: [] })
    const history = (await cabinetOf(wellKnownPeople.man.iin)).history.filter((line) => line.caseId === caseId)
    expect([again.status, SubmitAnswer.parse(again.body).number]).toEqual([200, history[0]?.number])
    expect(history).toHaveLength(1)
  })

  it("is the applicant's own: an employee's signature is refused, and the channel of a desk", async () => {
    const { request } = await sent()
    const operator = await cases.signerOf('operator1')
    const post = async (change: object) => {
      const caseId = randomUUID()
      const cms = base64(await operator.sign(canonicalBytes({ ...request, caseId, ...change })))
      return (await send({ caseId, cms, documents: [] })).body
    }
    expect(await post({})).toMatchObject({ code: 'signature/iinDiffers' })
    const { iin } = gateway.staff.find(({ login }) => login === 'operator1')!
    expect(await post({ applicant: { ...request.applicant, iin } })).toMatchObject({ code: 'signature/roleDiffers' })
    expect(await post({ channel: 'centre' })).toMatchObject({ code: 'request/channelClosed' })
  })

  it('is refused where form, checklist or documents are not as they must be, and taken where they are', async () => {
    const { request } = await sent()
    const sign = await createCitizenSigner(gateway.dataFolder, wellKnownPeople.man)
    const papers = request.documents.map((entry) => ({ entry, document: makeDocument(500) }))
    const whole = papers.map(({ entry, document }) => ({ ...entry, sha256: document.sha256, bytes: document.bytes.length }))
    const brought = papers.map(({ document }) => ({ sha256: document.sha256, content: base64(document.bytes) }))
    const post = (change: object, documents: object[] = brought) => {
      const caseId = randomUUID()
      return send({ caseId, cms: base64(sign(canonicalBytes({ ...request, caseId, documents: whole, ...change }))), documents })
    }
    const tooLong = { ...request.answers, presentedTo: { kk: 'ә'.repeat(300), ru: 'банк' } }
    expect((await post({ answers: tooLong })).body).toMatchObject({
      code: 'request/invalid',
      data: { reason: 'tooLong', field: 'answers.presentedTo.kk' },
    })
    expect((await post({ documents: whole.slice(1) })).body).toMatchObject({
      code: 'request/documentMissing',
      data: { slotId: whole[0]?.slotId },
    })
    const altered = brought.map((one, index) => (index === 0 ? { ...one, content: base64(makeDocument(500).bytes) } : one))
    expect((await post({}, altered)).body).toMatchObject({ code: 'request/documentDiffers' })
    expect((await post({}, brought.slice(1))).body).toMatchObject({ code: 'request/documentMissing', data: { slotId: whole[0]?.slotId } })
    expect((await post({}, [...brought, { sha256: hashOf(new Uint8Array()), content: '' }])).body).toMatchObject({
      code: 'request/documentDiffers',
    })
    expect((await post({})).status).toBe(200)
  })
})

describe('the cabinet', () => {
  it('shows notices and history from registration to the signed result, and gives the result to its applicant alone', async () => {
    const { withoutPatronymic, woman } = wellKnownPeople
    const answer = SubmitAnswer.parse((await citizen({ serviceId: 'unemployed-cert', iin: withoutPatronymic.iin })).body)
    const { content } = requestIn(await cmsOf(answer.caseId, gateway.provider.workplaceToken))
    const one = { caseId: answer.caseId, serviceId: 'unemployed-cert', requestHash: hashOf(content), answer }
    expect((await cases.accept(one)).status).toBe(200)
    expect((await cabinetOf(withoutPatronymic.iin)).history).toMatchObject([{ caseId: answer.caseId, status: 'inWork' }])
    expect((await cases.extend(one, 2)).status).toBe(200)
    const { cms, content: signed, status } = await cases.decide(one, 'certificate', 'executor1')
    expect(status).toBe(200)

    const { notices, history } = await cabinetOf(withoutPatronymic.iin)
    expect(notices.map(({ kind }) => kind)).toEqual(['completed', 'extended', 'inWork', 'registered'])
    const { name } = definitionOf('unemployed-cert')
    for (const notice of notices) expect(notice).toMatchObject({ caseId: answer.caseId, number: answer.number, serviceName: name })
    expect(history).toMatchObject([{ status: 'completed', number: answer.number }])
    expect(notices[0]?.resultHash).toBe(hashOf(signed))
    const resultFor = (id: string) => fetch(`${gateway.url}/portal/cabinet/${id}/results/${hashOf(signed)}`)
    expect(Buffer.from(await (await resultFor(withoutPatronymic.iin)).arrayBuffer()).equals(Buffer.from(cms))).toBe(true)
    expect((await resultFor(woman.iin)).status).toBe(404)
    expect((await feedOf(gateway, gateway.centre.workplaceToken)).events.filter(({ caseId }) => caseId === answer.caseId)).toEqual([])
  })

  it('of somebody who never asked is empty, and there is none of a number that cannot be', async () => {
    expect(await cabinetOf(wellKnownPeople.representativeValid.iin)).toEqual({ notices: [], history: [] })
    expect((await call(gateway, 'GET', '/portal/cabinet/123456789012')).status).toBe(400)
  })
})
