import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { provisionalSentence } from '#adapters/typesetter/receipt-content.ts'
import type { JobView } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { unknownIin } from '#gateway/population/well-known.ts'
import { textOf } from '#test/contract/pdf-judge.ts'
import { expectSentences, faultOf } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { applicant, caseUntil, fillIntake, logIn, must, outboxOf, password, pins, serviceId, sign, submit } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const submissions = '/v1/requests'
/** The gateway writes its line when the answer has gone out: the desk may have it some milliseconds earlier. */
const logLag = 20

describe('the gateway misbehaves', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let data: string
  let slowCase: CaseId | undefined
  let slowAnswerAt = 0

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    await logIn(workstation.bridge, 'operator1')
  })
  afterEach(() => gateway.misbehave({}))
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  })

  const jobOf = async (caseId: CaseId): Promise<JobView> => {
    const found = (await outboxOf(workstation.bridge)).filter((job) => job.caseId === caseId)
    if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} jobs`)
    return found[0]
  }
  /** The job, once an attempt has failed, with its reason in both languages. */
  const failedJob = async (caseId: CaseId, within: number): Promise<JobView> => {
    const { lastFault, ...job } = await vi.waitFor(
      async () => {
        const found = await jobOf(caseId)
        if (found.lastFault === undefined || found.state === 'running') throw new Error(`${found.state}, no failure yet`)
        return { ...found, lastFault: found.lastFault }
      },
      { timeout: within, interval: 20 },
    )
    await expectSentences({ tag: lastFault.tag, remedy: 'retry', ...lastFault.data })
    return { ...job, lastFault }
  }
  const registeredTimes = (caseId: CaseId): number =>
    requestsAtGateway(gateway.dataFolder).filter((request) => request.caseId === caseId).length
  const expectRegisteredOnce = async (caseId: CaseId): Promise<void> => {
    const view = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered')
    expect({
      times: registeredTimes(caseId),
      number: requestsAtGateway(gateway.dataFolder).find((request) => request.caseId === caseId)?.number,
      unbroken: view.unbroken,
    }).toEqual({
      times: 1,
      number: view.number,
      unbroken: true,
    })
  }
  /** When this gateway answered a submission, milliseconds, from its own log. */
  const submissionTimes = (): readonly number[] =>
    gateway
      .log()
      .split('\n')
      .filter((line) => line.includes('"POST /v1/requests"'))
      .map((line) => Date.parse((JSON.parse(line) as { at: string }).at))

  /** So many of them came since; its log reaches this test a little later than its answers the desk. */
  const submissionsSince = (before: number, count: number) =>
    vi.waitFor(
      () => {
        const times = submissionTimes().slice(before)
        if (times.length < count) throw new Error(`${times.length} submissions`)
        return times
      },
      { timeout: 2_000, interval: 10 },
    )

  it('is slow (30 s): the desk works on, the request is registered once although the slow answer comes too late', async () => {
    await gateway.misbehave({ delayMilliseconds: 30_000, onlyPath: submissions })
    const began = performance.now()
    slowAnswerAt = Date.now() + 30_000
    const caseId = await submit(workstation.bridge)
    await must(workstation.bridge, 'case/search', { text: applicant.iin, limit: 20 })
    const view = await must(workstation.bridge, 'case/get', { caseId, screen: 'case' })
    expect({ stage: view.stage, provisional: view.provisionalNumber }).toEqual({
      stage: 'queued',
      provisional: expect.stringMatching(/^9\d{13}$/),
    })
    expect(performance.now() - began).toBeLessThan(8_000)
    const job = await failedJob(caseId, 15_000)
    expect(job).toMatchObject({ state: 'ready', lastFault: { tag: 'gateway/unavailable', data: { why: 'timeout' } } })
    await gateway.misbehave({})
    await workstation.bridge.api['outbox/retryNow']({ jobId: job.id })
    await expectRegisteredOnce(caseId)
    slowCase = caseId
  })

  it('refuses with Retry-After: the wait is kept to the second, then it is registered once', async () => {
    await gateway.misbehave({ refuseRetryAfterSeconds: 3, onlyPath: submissions })
    const before = submissionTimes().length
    const caseId = await submit(workstation.bridge)
    const job = await failedJob(caseId, 5_000)
    expect(job).toMatchObject({
      kind: 'submitRequest',
      state: 'ready',
      attempts: 1,
      lastFault: { tag: 'gateway/unavailable', data: { why: 'busy', retryAfterMilliseconds: 3_000 } },
    })
    const [first] = await submissionsSince(before, 1)
    expect(Date.parse(job.nextAt) - (first ?? 0)).toBeGreaterThanOrEqual(3_000 - logLag)
    expect(Date.parse(job.nextAt) - (first ?? 0)).toBeLessThan(3_500)
    await gateway.misbehave({})
    await expectRegisteredOnce(caseId)
    const [refused = 0, taken = 0, ...more] = await submissionsSince(before, 2)
    expect(taken - refused).toBeGreaterThanOrEqual(3_000 - logLag)
    expect(taken - refused).toBeLessThan(4_500)
    expect(more).toEqual([])
  })

  it('refuses, and the operator wants it tried now', async () => {
    await gateway.misbehave({ refuseRetryAfterSeconds: 3_600, onlyPath: submissions })
    const caseId = await submit(workstation.bridge)
    const job = await failedJob(caseId, 5_000)
    await gateway.misbehave({})
    await must(workstation.bridge, 'outbox/retryNow', { jobId: job.id })
    await expectRegisteredOnce(caseId)
    expect(await jobOf(caseId)).toMatchObject({ state: 'done', attempts: 2 })
    expect(await faultOf(await workstation.bridge.api['outbox/retryNow']({ jobId: job.id }))).toMatchObject({ tag: 'outbox/missing' })
  })

  it('answers nonsense, as a captive portal does: nothing is believed', async () => {
    await gateway.misbehave({ nonsense: true, onlyPath: submissions })
    const caseId = await submit(workstation.bridge)
    expect(await failedJob(caseId, 5_000)).toMatchObject({
      state: 'ready',
      lastFault: { tag: 'gateway/unavailable', data: { why: 'nonsense' } },
    })
    expect(registeredTimes(caseId)).toBe(0)
    await gateway.misbehave({})
    await expectRegisteredOnce(caseId)
  })

  it('registers, and the line goes dead before the answer: registered once, under the same number', async () => {
    await gateway.misbehave({ dropAfterEvery: 1, onlyPath: submissions })
    const caseId = await submit(workstation.bridge)
    expect(await failedJob(caseId, 5_000)).toMatchObject({
      state: 'ready',
      lastFault: { tag: 'gateway/unavailable', data: { why: 'noConnection' } },
    })
    expect(registeredTimes(caseId)).toBe(1)
    await gateway.misbehave({})
    await expectRegisteredOnce(caseId)
    expect((await jobOf(caseId)).attempts).toBeGreaterThanOrEqual(2)
  })

  it('has its registers down, which is another thing than a person who is not in them', async () => {
    const { caseId } = await must(workstation.bridge, 'intake/open', { serviceId, language: 'kk' })
    await gateway.misbehave({ registersDown: true })
    const down = await faultOf(await workstation.bridge.api['intake/askPerson']({ caseId, iin: applicant.iin }))
    await gateway.misbehave({})
    const unknown = await faultOf(await workstation.bridge.api['intake/askPerson']({ caseId, iin: unknownIin }))
    const wrong = await faultOf(await workstation.bridge.api['intake/askPerson']({ caseId, iin: '850312440019' }))
    expect({ down, unknown, wrong }).toMatchObject({
      down: { tag: 'gateway/unavailable', why: 'busy' },
      unknown: { tag: 'register/notFound' },
      wrong: { tag: 'register/badIin' },
    })
    const { timeline } = await must(workstation.bridge, 'case/get', { caseId, screen: 'intake' })
    expect(timeline.flatMap(({ event }) => (event.kind === 'registerAsked' ? [event.outcome] : []))).toEqual(['unavailable', 'notFound'])
    await must(workstation.bridge, 'intake/cancel', { caseId, reason: 'Тексеру' })
  })

  it('did the slow work at last, long after the answer was given up: registered once all the same', async () => {
    if (slowCase === undefined) throw new Error('Nothing was slow')
    await wait(slowAnswerAt + 1_000 - Date.now())
    expect(registeredTimes(slowCase)).toBe(1)
    expect((await must(workstation.bridge, 'case/get', { caseId: slowCase, screen: 'case' })).number).toBe(
      requestsAtGateway(gateway.dataFolder).find((request) => request.caseId === slowCase)?.number,
    )
  })

  it('is gone: the login by the last password works, the receipt is provisional, and after its return all is registered once', async () => {
    const { bridge } = workstation
    const taken = await fillIntake(bridge)
    const { port } = new URL(gateway.url)
    await gateway.kill()
    await expect.poll(async () => (await must(bridge, 'header/status', {})).connection.state, { timeout: 5_000 }).toBe('offline')

    await must(bridge, 'session/logout', {})
    expect(await faultOf(await bridge.api['session/login']({ login: 'operator1', password: 'Wrong-2026' }))).toMatchObject({
      tag: 'session/wrong',
      triesLeft: 4,
    })
    // Never logged in at this desk: nothing to compare with.
    expect(await faultOf(await bridge.api['session/login']({ login: 'operator3', password }))).toMatchObject({
      tag: 'gateway/unavailable',
      why: 'noConnection',
    })
    expect(await must(bridge, 'session/login', { login: 'operator1', password })).toMatchObject({
      offline: true,
      staff: { login: 'operator1' },
    })

    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId: taken })
    expect(await sign(bridge, preparationId, 'request', pins.operator1)).toMatchObject({ ok: true })
    const job = await failedJob(taken, 10_000)
    expect(job).toMatchObject({ state: 'ready', lastFault: { tag: 'gateway/unavailable', data: { why: 'noConnection' } } })
    expect(job.attempts).toBeGreaterThanOrEqual(1)
    expect(Date.parse(job.nextAt)).toBeGreaterThan(Date.parse(job.createdAt))
    expect((await must(bridge, 'header/status', {})).outbox).toEqual({ waiting: 1, stuck: 0, paused: false })

    const { provisionalNumber } = await must(bridge, 'case/get', { caseId: taken, screen: 'case' })
    const receipt = await must(bridge, 'receipt/issue', { caseId: taken, layout: 'a5', way: 'save' })
    const text = await textOf(receipt.pdf)
    expect(text.replaceAll(' ', '')).toContain(provisionalNumber)
    for (const sentence of Object.values(provisionalSentence)) expect(text.replaceAll(' ', '')).toContain(sentence.replace(/\s+/g, ''))

    gateway = await startGateway({ dataFolder: join(data, 'gateway'), port: Number(port) })
    await expectRegisteredOnce(taken)
    const registered = await must(bridge, 'case/get', { caseId: taken, screen: 'case' })
    const second = await must(bridge, 'receipt/issue', { caseId: taken, layout: 'a5', way: 'save' })
    expect((await textOf(second.pdf)).replaceAll(' ', '')).toContain(registered.number)
    expect(await must(bridge, 'case/byNumber', { number: provisionalNumber ?? '' })).toEqual({ caseId: taken })
    expect((await must(bridge, 'header/status', {})).connection.state).toBe('online')
    expect((await must(bridge, 'header/status', {})).outbox).toEqual({ waiting: 0, stuck: 0, paused: false })
  })
})
