import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOf } from '#core/domain/canonical.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { makePdf } from '#test/builders/papers.ts'
import { textOf } from '#test/contract/pdf-judge.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { applicant, caseUntil, logIn, must, pins, serviceId, sign, submit, typeApplicant } from '#test/harness/journey.ts'
import { attachmentOf, type MailServer, startMailServer } from '#test/harness/mail-server.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { arriveAtProvider, decide, decisionFor, formsOf, type Ground } from '#test/harness/service-walk.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const read = (id: string): ServiceDefinition =>
  ServiceDefinition.parse(JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/services/${id}.json`), 'utf8')))
const unemployed = read(serviceId)
const mangystau = read('archive-cert-mangystau')
const mailKinds: readonly string[] = ['handedOut', 'emailCorrected', 'resultEmailed']

describe.skipIf(softhsm === undefined)('letters, refusals and representatives, from the page’s side to the gateway', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let mail: MailServer
  let ground: Ground

  beforeAll(async () => {
    const data = await preparedData()
    mail = await startMailServer()
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), smtp: mail.url })
    workstation = await startWorkstation({ dataFolder: data, environment: { TEREZE_GATEWAY: gateway.url } })
    ground = { bridge: workstation.bridge, gatewayUrl: gateway.url, staff: gateway.staff }
  })
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    await mail.stop()
  })

  /** The provider certifies; the centre has the result. */
  async function certified(caseId: CaseId, definition = unemployed) {
    const { request } = await arriveAtProvider(ground, definition, caseId)
    const [form] = formsOf(definition, request)
    if (form === undefined) throw new Error('Nothing to certify with')
    await decide(ground, definition, caseId, decisionFor(form, request, { 'applicant.kind': 'person', channel: 'centre' }))
    await logIn(workstation.bridge, 'operator1')
    return caseUntil(workstation.bridge, caseId, (view) => view.result !== undefined)
  }

  it('a result by e-mail is sent once the gateway says so, to the address put right after the first was refused', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const caseId = await submit(bridge)
    const { number } = await certified(caseId)
    const before = mail.letters.length
    mail.refuse({ 'qate@example.kz': 550 })
    const { pdf } = await must(bridge, 'handOut/complete', {
      caseId,
      to: 'applicant',
      receiptShown: false,
      way: 'email',
      email: 'qate@example.kz',
    })
    const stuck = await caseUntil(bridge, caseId, ({ jobs }) => jobs.some(({ state }) => state === 'stuck'))
    expect([stuck.stage, stuck.emails, stuck.jobs.find(({ state }) => state === 'stuck'), mail.letters.length - before]).toMatchObject([
      'handedOut',
      [{ to: 'qate@example.kz', sent: false, intermediate: false }],
      { kind: 'emailResult', lastFault: { tag: 'gateway/refused', data: { code: 'email/addressRefused', smtpCode: 550 } } },
      0,
    ])

    await must(bridge, 'handOut/correctEmail', { caseId, email: 'aigul@example.kz' })
    const sent = await caseUntil(bridge, caseId, ({ emails }) => emails.every((email) => email.sent))
    expect([sent.emails, sent.unbroken, sent.timeline.map(({ event }) => event.kind).filter((kind) => mailKinds.includes(kind))]).toEqual([
      [{ to: 'aigul@example.kz', sent: true, intermediate: false }],
      true,
      mailKinds,
    ])
    const letter = mail.letters.at(-1)
    const attached = attachmentOf(letter, `${number ?? ''}.pdf`)
    expect([mail.letters.length - before, letter?.to, Buffer.from(pdf).equals(attached)]).toMatchObject([
      1,
      [{ address: 'aigul@example.kz' }],
      true,
    ])
    expect(await textOf(attached)).toContain(applicant.name.surname)
    // The very signature that the gateway keeps and the provider made.
    const cms = await fetch(`${gateway.url}/v1/requests/${caseId}/results/${resultHashOf(sent)}/cms`, {
      headers: { authorization: `Bearer ${gateway.centre.workplaceToken}` },
    })
    expect(hashOf(attachmentOf(letter, `${number ?? ''}.p7m`))).toBe(hashOf(Buffer.from(await cms.arrayBuffer())))
  })

  const resultHashOf = ({ timeline }: Awaited<ReturnType<typeof certified>>): string => {
    const given = timeline.find(({ event }) => event.kind === 'handedOut')?.event
    return (given?.kind === 'handedOut' ? given.email?.resultHash : undefined) ?? ''
  }

  it('a refused reception gives a receipt in two copies, from the log alone', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
    const draft = await typeApplicant(bridge, caseId)
    await must(bridge, 'intake/saveDraft', { caseId, draft })
    expect(await bridge.api['receipt/refusal']({ caseId, way: 'preview' })).toMatchObject({ ok: false, error: { tag: 'case/notInStage' } })
    await must(bridge, 'intake/refuse', { caseId, missingSlots: ['identity'], reason: 'Жеке куәлік ұсынылмады.' })
    const text = await textOf((await must(bridge, 'receipt/refusal', { caseId, way: 'preview' })).pdf)
    const identity = unemployed.documents.find(({ id }) => id === 'identity')
    for (const part of [
      applicant.name.surname,
      applicant.address.kk,
      unemployed.name.ru,
      identity?.title.kk ?? '',
      'Жеке куәлік ұсынылмады.',
    ])
      expect(text.split(part.replaceAll(/\s+/g, ' ')).length - 1, part).toBeGreaterThanOrEqual(2)
    expect((await must(bridge, 'receipt/refusal', { caseId, way: 'save' })).copy).toBe(1)
    const { timeline } = await must(bridge, 'case/get', { caseId, screen: 'intake' })
    expect(timeline.map(({ event }) => event).filter(({ kind }) => kind === 'refusalReceiptIssued')).toEqual([
      { kind: 'refusalReceiptIssued', way: 'save', copy: 1 },
    ])
  })

  it('a representative by a power of attorney that no notary certified is taken by its scan, and gets the result by it', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const { caseId } = await must(bridge, 'intake/open', { serviceId: mangystau.id as ServiceId, language: 'kk' })
    const { representativeValid } = wellKnownPeople
    const typed = await typeApplicant(bridge, caseId)
    const draft = {
      ...typed,
      answers: {
        about: 'applicant',
        topic: 'education',
        institution: 'Ақтау қаласы, № 1 мектеп',
        periodFrom: '1990',
        resultLanguage: 'kk',
      },
      representative: {
        iin: representativeValid.iin,
        surname: representativeValid.name.surname,
        givenName: representativeValid.name.givenName,
        patronymic: '',
        phone: '',
        notarised: false,
        authorityNumber: '',
        notary: '',
        issuedAt: '',
        expiresAt: '',
      },
    }
    await must(bridge, 'intake/saveDraft', { caseId, draft })
    const slots = slotsOf(mangystau, draft, 'centre').filter(({ required }) => required)
    for (const slot of slots.filter(({ id }) => id !== 'authority')) await bring(caseId, slot)
    expect(await bridge.api['signing/prepareRequest']({ caseId })).toMatchObject({ ok: false, error: { fields: ['slots.authority'] } })
    for (const slot of slots.filter(({ id }) => id === 'authority')) await bring(caseId, slot)
    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
    expect(await sign(bridge, preparationId, 'request', pins.operator1)).toMatchObject({ ok: true })
    const registered = await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    expect(registered.request?.representative).toEqual({
      iin: representativeValid.iin,
      name: { surname: representativeValid.name.surname, givenName: representativeValid.name.givenName },
    })

    await certified(caseId, mangystau)
    expect(await must(bridge, 'handOut/recheckAuthority', { caseId })).toEqual({ outcome: 'byPaper', problems: [] })
    await must(bridge, 'handOut/complete', {
      caseId,
      to: 'representative',
      identityDocument: { kind: 'idCard', number: '041234567' },
      receiptShown: true,
      way: 'save',
    })
    const { timeline } = await must(bridge, 'case/get', { caseId, screen: 'handOut' })
    expect(timeline.map(({ event }) => event).find(({ kind }) => kind === 'handedOut')).toMatchObject({
      authority: { outcome: 'declared' },
    })
    expect(timeline.some(({ event }) => event.kind === 'registerAsked' && event.register === 'notaries')).toBe(false)
  })

  async function bring(caseId: CaseId, { id, original }: ServiceDefinition['documents'][number]): Promise<void> {
    await must(workstation.bridge, 'documents/importFile', { caseId, slotId: id, bytes: await makePdf({ pages: 1 }) })
    if (original !== 'copy') await must(workstation.bridge, 'documents/setOriginalSeen', { caseId, slotId: id, seen: true })
  }
})
