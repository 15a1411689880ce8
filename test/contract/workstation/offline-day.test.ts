import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provisionalSentence } from '#adapters/typesetter/receipt-content.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { applicantId, type ServiceRequest } from '#core/domain/request.ts'
import { feeFor, ServiceDefinition } from '#core/domain/service.ts'
import { textOf } from '#test/contract/pdf-judge.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { caseUntil, fittingCertificate, logIn, must, password, pins, submit } from '#test/harness/journey.ts'
import { receivedAt, receiverOf, startSwallowingLine, type SwallowingLine, takeInOffline } from '#test/harness/offline-walk.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { arriveAtProvider, decide, decisionFor, formsOf, type Ground, makePayment, sendByPortal } from '#test/harness/service-walk.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const folder = join(import.meta.dirname, '../../../resources/services')
const definitions = readdirSync(folder)
  .map((file) => ServiceDefinition.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  .sort((a, b) => a.number - b.number)

const spaceless = (text: string): string => text.replace(/\s+/g, '')

describe.skipIf(softhsm === undefined)('a day without the gateway', () => {
  let gateway: StartedGateway
  let line: SwallowingLine
  let workstation: TestWorkstation
  let ground: Ground
  let data: string
  /** A request whose result came before the gateway went. */
  let ready: CaseId
  const like = new Map<string, ServiceRequest>()
  const taken = new Map<string, { readonly caseId: CaseId; readonly provisional: string }>()

  const start = async (): Promise<void> => {
    workstation = await startWorkstation({ dataFolder: data, environment: { TEREZE_GATEWAY: line.url }, keepData: true })
    ground = { bridge: workstation.bridge, gatewayUrl: gateway.url, staff: gateway.staff }
  }
  const receiptText = async (caseId: CaseId): Promise<string> =>
    spaceless(await textOf((await must(workstation.bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'save' })).pdf))

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    line = await startSwallowingLine(gateway.url)
    await start()
    const { bridge } = workstation
    for (const definition of definitions) {
      const { request } = await arriveAtProvider(ground, definition, await sendByPortal(ground, definition))
      // Paid at the bank, and the receipt brought along on a day without a line.
      const isPaid = feeFor(definition, receivedAt(definition)) !== undefined
      const payment = isPaid &&
        request.payment && { ...request.payment, reference: await makePayment(ground, definition, applicantId(request)) }
      like.set(definition.id, { ...request, ...(payment && { payment }) })
    }
    await logIn(bridge, 'operator1')
    ready = await submit(bridge)
    await caseUntil(bridge, ready, ({ stage }) => stage === 'registered')
    const definition = definitions.find(({ id }) => id === 'unemployed-cert')
    if (definition === undefined) throw new Error('No such service')
    const { request } = await arriveAtProvider(ground, definition, ready)
    const form = formsOf(definition, request).find(({ outcome }) => outcome === 'positive')
    if (form === undefined) throw new Error('No positive blank')
    await decide(ground, definition, ready, decisionFor(form, request, { 'applicant.kind': 'person', channel: 'centre' }))
    await logIn(bridge, 'operator1')
    await caseUntil(bridge, ready, ({ result }) => result !== undefined)
  }, 400_000)
  afterAll(async () => {
    await workstation.stop()
    await line.close()
    await gateway.kill()
  })

  it('a network that swallows everything makes nobody wait for each question', async () => {
    const { bridge } = workstation
    const { caseId } = await must(bridge, 'intake/open', { serviceId: 'unemployed-cert' as ServiceDefinition['id'], language: 'kk' })
    line.swallow = true
    // The first one waits for its whole limit, and tells that the gateway is away.
    expect(await bridge.api['intake/askPerson']({ caseId, iin: '850312440018' })).toMatchObject({ ok: false })
    await expect.poll(async () => (await must(bridge, 'header/status', {})).connection.state, { timeout: 60_000 }).toBe('offline')
    const began = performance.now()
    for (let count = 0; count < 10; count++)
      expect(await bridge.api['intake/askOrganisation']({ caseId, bin: '160440007161' })).toMatchObject({ ok: false })
    await must(bridge, 'session/lock', {})
    expect(await must(bridge, 'session/unlock', { password })).toMatchObject({ offline: true, offlineDaysLeft: 13 })
    await must(bridge, 'case/get', { caseId: ready, screen: 'handOut' })
    await must(bridge, 'case/resultPdf', { caseId: ready })
    // Each question would wait ten seconds for itself: a hundred seconds and more, where nobody knew that the gateway is away.
    expect(performance.now() - began).toBeLessThan(40_000)
    await must(bridge, 'intake/cancel', { caseId, reason: 'Тексеру' })
  }, 120_000)

  it('starts without the gateway, and lets the operator in by password and by certificate, but nobody else', async () => {
    await gateway.kill()
    await workstation.stop()
    await start()
    const { bridge } = workstation
    expect(await bridge.api['session/login']({ login: 'operator1', password: 'Wrong-2026' })).toMatchObject({
      error: { tag: 'session/wrong', triesLeft: 4 },
    })
    expect(await bridge.api['session/login']({ login: 'operator3', password })).toMatchObject({ error: { tag: 'gateway/unavailable' } })
    const certificateId = await certificateOf('login')
    const ticket = crypto.randomUUID()
    await bridge.leavePin(ticket, new TextEncoder().encode(pins.operator1))
    expect(await must(bridge, 'session/loginWithToken', { certificateId, ticket })).toMatchObject({
      offline: true,
      staff: { login: 'operator1' },
    })
    await must(bridge, 'session/logout', {})
    expect(await logIn(bridge, 'operator1')).toMatchObject({ offline: true, staff: { login: 'operator1' } })
  }, 120_000)

  /** The operator's certificate, whatever other tokens are in. */
  async function certificateOf(purpose: 'login'): Promise<string> {
    const { tokens } = await must(workstation.bridge, 'signing/certificates', { purpose })
    const operator = gateway.staff.find(({ login }) => login === 'operator1')
    const found = tokens.flatMap(({ certificates }) => certificates).find(({ summary, fits }) => fits && summary.iin === operator?.iin)
    if (found === undefined) throw new Error('The operator has no certificate')
    return found.certificateId
  }

  it('hands out a result that is already here', async () => {
    const { bridge } = workstation
    await must(bridge, 'handOut/complete', {
      caseId: ready,
      to: 'applicant',
      identityDocument: { kind: 'idCard', number: '041234567' },
      receiptShown: true,
      way: 'save',
    })
    await caseUntil(bridge, ready, ({ stage }) => stage === 'handedOut')
    await must(bridge, 'handOut/survey', { caseId: ready, process: 1, information: 1 })
  })

  it.each(definitions.map((definition) => [definition.number, definition.id, definition] as const))(
    'takes in service %i, %s, declared by hand, with a provisional receipt',
    async (_number, id, definition) => {
      const { bridge } = workstation
      expect(await logIn(bridge, receiverOf(ground, definition))).toMatchObject({ offline: true })
      const request = like.get(id)
      if (request === undefined) throw new Error('The portal was not walked')
      const caseId = await takeInOffline(ground, definition, request)
      const { provisionalNumber = '', stage } = await must(bridge, 'case/get', { caseId, screen: 'case' })
      expect(stage).toBe('queued')
      const text = await receiptText(caseId)
      expect(text).toContain(provisionalNumber)
      for (const sentence of Object.values(provisionalSentence)) expect(text).toContain(spaceless(sentence))
      taken.set(id, { caseId, provisional: provisionalNumber })
    },
    120_000,
  )

  it('keeps it all over a restart, and every number is given once in its organisation', async () => {
    await workstation.stop()
    await start()
    const { bridge } = workstation
    expect(await logIn(bridge, 'operator1')).toMatchObject({ offline: true })
    const atCentre = definitions.filter((definition) => receivedAt(definition) === 'centre').map(({ id }) => taken.get(id))
    const numbers = atCentre.map((one) => one?.provisional)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const one of atCentre)
      expect(await must(bridge, 'case/byNumber', { number: one?.provisional ?? '' })).toEqual({ caseId: one?.caseId })
    expect(await fittingCertificate(bridge, 'request')).toMatch(/^[0-9a-f]{64}$/)
  }, 120_000)

  it('the gateway is back: every request is registered once, under both numbers on screen and paper', async () => {
    const { port } = new URL(gateway.url)
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), port: Number(port) })
    line.swallow = false
    const { bridge } = workstation
    for (const definition of definitions) {
      const { caseId, provisional } = taken.get(definition.id) ?? { caseId: '' as CaseId, provisional: '' }
      await logIn(bridge, receiverOf(ground, definition))
      const view = await caseUntil(bridge, caseId, ({ number, rejection }) => (number ?? rejection) !== undefined, 120_000)
      expect({ id: definition.id, rejection: view.rejection }).toEqual({ id: definition.id, rejection: undefined })
      const registered = requestsAtGateway(gateway.dataFolder).filter((request) => request.caseId === caseId)
      expect({ id: definition.id, numbers: registered.map(({ number }) => number), unbroken: view.unbroken }).toEqual({
        id: definition.id,
        numbers: [view.number],
        unbroken: true,
      })
      const text = await receiptText(caseId)
      for (const number of [view.number ?? '-', provisional]) expect(text).toContain(number)
      expect(await must(bridge, 'case/byNumber', { number: provisional })).toEqual({ caseId })
      expect(await must(bridge, 'case/byNumber', { number: view.number ?? '' })).toEqual({ caseId })
      const { lines } = await must(bridge, 'case/search', { text: provisional, limit: 10 })
      expect(lines.map((found) => found.caseId)).toContain(caseId)
    }
  }, 400_000)
})
