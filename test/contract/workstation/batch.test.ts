import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerTo } from '#core/contract/client.ts'
import type { BatchProgressView } from '#core/contract/views.ts'
import { readJson } from '#core/domain/canonical.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { ResultDocument } from '#core/domain/result-document.ts'
import { SubmitAnswer, TrainingWorkplaces, type WorkplaceEnrolment } from '#core/wire/messages.ts'
import { routes } from '#core/wire/routes.ts'
import { call } from '#test/harness/gateway-client.ts'
import { gatewayUrlOf } from '#test/harness/gateway-records.ts'
import { caseUntil, fittingCertificate, logIn, must, password } from '#test/harness/journey.ts'
import { verifiedByOpenssl } from '#test/harness/openssl-judge.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const serviceId = 'kindergarten-queue' as ServiceId
/** The head's of the education department. */
const pin = '3201'
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)('many results signed with one PIN (skipped where openssl is not installed)', () => {
  let workstation: TestWorkstation
  let url: string
  let enrolment: WorkplaceEnrolment
  const prepared = new Map<CaseId, string>()

  /** What the portal brought, accepted and decided, and seen by who signs. */
  beforeAll(async () => {
    const data = await preparedData()
    workstation = await startWorkstation({ dataFolder: data })
    const { bridge } = workstation
    url = gatewayUrlOf(join(data, 'gateway'))
    await logIn(bridge, 'education.head')
    const { refusalGrounds } = await must(bridge, 'catalogue/get', { serviceId })
    const decision = {
      outcome: 'refusal' as const,
      groundIds: [refusalGrounds[0]?.id ?? ''],
      explanation: { kk: 'Құжат жеткіліксіз.', ru: 'Документов недостаточно.' },
    }
    const workplaces = TrainingWorkplaces.parse((await call({ url }, 'GET', '/training/workplaces')).body)
    const send = async (): Promise<CaseId> => {
      const answer = await call({ url }, 'POST', routes.trainingPortal.path, { body: { serviceId } })
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
      return SubmitAnswer.parse(answer.body).caseId
    }
    const caseIds: CaseId[] = []
    // Each citizen gets a key of their own, and making keys is what takes long.
    while (caseIds.length < 46) caseIds.push(...(await Promise.all([send(), send()])))
    for (const caseId of caseIds) {
      await caseUntil(bridge, caseId, ({ side }) => side === 'provider', 60_000)
      await must(bridge, 'provider/accept', { caseId })
      await must(bridge, 'provider/saveDecision', { caseId, decision })
    }
    const { cases } = await must(bridge, 'provider/toSign', {})
    for (const { line, decision: written } of cases)
      prepared.set(line.caseId, (await must(bridge, 'signing/prepareResult', { caseId: line.caseId, decision: written })).preparationId)
    const bin = (await must(bridge, 'catalogue/get', { serviceId })).provider.bin
    const found = workplaces.find(({ workplace }) => workplace.bin === bin)
    if (found === undefined) throw new Error('No workplace of the provider')
    enrolment = found
  }, 120_000)
  afterAll(() => workstation.stop())

  async function signBatch(preparationIds: string[], typed?: string): Promise<AnswerTo<'signing/signBatch'>> {
    const { bridge } = workstation
    const certificateId = await fittingCertificate(bridge, 'result')
    const ticket = randomUUID()
    if (typed !== undefined) await bridge.leavePin(ticket, new TextEncoder().encode(typed))
    return bridge.api['signing/signBatch']({ preparationIds, certificateId, ...(typed === undefined ? {} : { ticket }) })
  }
  /** The case of every result that OpenSSL accepts, once it is at the gateway. */
  async function judged(caseIds: readonly CaseId[]): Promise<readonly string[]> {
    const said: string[] = []
    for (const caseId of caseIds) {
      const view = await caseUntil(workstation.bridge, caseId, ({ resultDelivered }) => resultDelivered, 60_000)
      const path = `/v1/requests/${caseId}/results/${view.resultReport?.contentHash ?? 'none'}/cms`
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${enrolment.workplaceToken}` } })
      const cms = new Uint8Array(await answer.arrayBuffer())
      said.push(ResultDocument.parse(readJson(new TextEncoder().encode(verifiedByOpenssl(cms, enrolment)))).caseId)
    }
    return said
  }
  const outcomesOf = (answer: AnswerTo<'signing/signBatch'>): readonly string[] =>
    answer.ok ? answer.value.items.map(({ outcome }) => outcome) : [answer.error.tag]

  it('forty with one PIN: each valid to OpenSSL, and the token asks for the PIN again after them', async () => {
    const forty = [...prepared].slice(0, 40)
    const answer = await signBatch(
      forty.map(([, preparationId]) => preparationId),
      pin,
    )
    expect(answer).toEqual({
      ok: true,
      value: { items: forty.map(([, preparationId]) => ({ preparationId, outcome: 'signed', revocation: 'good' })) },
    })
    expect(await judged(forty.map(([caseId]) => caseId))).toEqual(forty.map(([caseId]) => caseId))
    const [next] = [...prepared].slice(40)
    const without = await signBatch([next?.[1] ?? ''])
    expect(without).toMatchObject({ ok: true, value: { items: [{ outcome: 'left' }], stopped: { tag: 'token/noPin' } } })
  }, 90_000)

  it('a token process killed in the middle: what is signed is signed, the rest is left and goes on with the PIN', async () => {
    const six = [...prepared].slice(40)
    const ids = six.map(([, preparationId]) => preparationId)
    let killing: Promise<void> | undefined
    const off = workstation.bridge.onEvent('signing/progress', ({ outcome, preparationId }: BatchProgressView) => {
      if (outcome === 'signed' && preparationId === ids[1]) killing = workstation.killChild('token')
    })
    const broken = await signBatch(ids, pin)
    off()
    await killing
    const outcomes = outcomesOf(broken)
    const signed = outcomes.lastIndexOf('signed') + 1
    expect(broken).toMatchObject({ ok: true, value: { stopped: { tag: expect.stringMatching(/^token\//) } } })
    // The kill reaches the process while one or two more are signed.
    expect([signed >= 2, signed < 6, new Set(outcomes.slice(signed))]).toEqual([true, true, new Set(['left'])])
    const rest = await signBatch(ids.slice(signed), pin)
    expect(outcomesOf(rest)).toEqual(ids.slice(signed).map(() => 'signed'))
    expect(await judged(six.map(([caseId]) => caseId))).toEqual(six.map(([caseId]) => caseId))
  }, 90_000)

  it('the same workplace looks at itself: token, authorities and gateway for real, and a report that names nobody', async () => {
    const { bridge } = workstation
    await fittingCertificate(bridge, 'result')
    const heard: string[] = []
    const off = bridge.onEvent('check/progress', ({ id, step }) => heard.push(`${id} ${step?.state ?? 'begins'}`))
    const { steps, report } = await must(bridge, 'check/run', {})
    off()
    const said = Object.fromEntries(steps.map(({ id, state, said: what }) => [id, `${state} ${what}`]))
    expect(said).toMatchObject({
      certificates: 'good good',
      gateway: 'good good',
      clock: 'good good',
      ocsp: 'good good',
      list: 'good good',
      timestamp: 'good good',
      disk: 'good good',
      scanner: 'skipped notNeeded',
    })
    expect(heard).toEqual(steps.flatMap(({ id, state }) => [`${id} begins`, `${id} ${state}`]))
    expect(report.match(/(?<!\d)\d{12}(?!\d)/g) ?? []).toEqual([enrolment.workplace.bin])
    for (const secret of [pin, password, 'Громова', 'education.head', enrolment.workplaceToken]) expect(report).not.toContain(secret)
  }, 60_000)
})
