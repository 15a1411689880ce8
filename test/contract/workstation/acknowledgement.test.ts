import { Buffer } from 'node:buffer'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Acknowledgement } from '#core/domain/acknowledgement.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { expectSentences } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { caseUntil, logIn, outboxOf, submit } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { verifiedByOpenssl } from '#test/harness/openssl-judge.ts'
import { startTamperingProxy, type TamperingProxy } from '#test/harness/tampering-proxy.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

interface Answer {
  readonly number: string
  readonly deadline: { readonly dueOn: string }
  readonly acknowledgement: string
}

describe.skipIf(softhsm === undefined)('acknowledgements on their way from the gateway', () => {
  let data: string
  let gateway: StartedGateway
  let proxy: TamperingProxy
  let workstation: TestWorkstation

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    proxy = await startTamperingProxy(gateway.url)
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: proxy.url } })
    await logIn(workstation.bridge, 'operator1')
  })
  afterAll(async () => {
    await workstation.stop()
    await proxy.stop()
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  })

  const jobOf = async (caseId: string) => (await outboxOf(workstation.bridge)).find((job) => job.caseId === caseId)

  it.each([
    ['another number', 'aboutAnother', (body: Answer) => ({ ...body, number: '999999999999' })],
    ['a longer term', 'aboutAnother', (body: Answer) => ({ ...body, deadline: { ...body.deadline, dueOn: '2099-01-01' } })],
    ['somebody else’s word for it', 'badSignature', (body: Answer) => ({ ...body, acknowledgement: Buffer.from('ok').toString('base64') })],
    [
      'one letter of what was signed exchanged',
      'badSignature',
      (body: Answer) => {
        const bytes = Buffer.from(body.acknowledgement, 'base64')
        const place = bytes.indexOf('"contentHash":"') + 15
        bytes[place] = bytes[place] === 0x61 ? 0x62 : 0x61
        return { ...body, acknowledgement: bytes.toString('base64') }
      },
    ],
  ] as const)('%s is no answer: %s; the true one registers the case, once', async (_what, why, change) => {
    let changed = 0
    proxy.tamper('/v1/requests', (body) => {
      changed += 1
      return change(body as Answer)
    })
    const caseId = await submit(workstation.bridge)
    await expect
      .poll(async () => (await jobOf(caseId))?.lastFault, { timeout: 60_000 })
      .toEqual({ tag: 'gateway/notBelieved', data: { why } })
    await expectSentences({ tag: 'gateway/notBelieved', remedy: 'retry', why })
    expect([changed > 0, (await jobOf(caseId))?.state === 'done']).toEqual([true, false])

    proxy.tamper('/v1/requests', undefined)
    const { id } = (await jobOf(caseId)) ?? {}
    if (id !== undefined) await workstation.bridge.api['outbox/retryNow']({ jobId: id })
    const { number } = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered', 60_000)
    expect(requestsAtGateway(gateway.dataFolder).filter((row) => row.caseId === caseId)).toEqual([{ caseId, number, hasResult: false }])
  })

  it('any verifier sees whose signature it is and what it says', async () => {
    let kept: Answer | undefined
    proxy.tamper('/v1/requests', (body) => (kept = body as Answer))
    const caseId = await submit(workstation.bridge)
    const { number, deadline } = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered', 60_000)
    proxy.tamper('/v1/requests', undefined)
    const content = verifiedByOpenssl(Buffer.from(kept?.acknowledgement ?? '', 'base64'), gateway.centre)
    const authorization = `Bearer ${gateway.provider.workplaceToken}`
    const cms = await (await fetch(`${gateway.url}/v1/requests/${caseId}/cms`, { headers: { authorization } })).bytes()
    expect(Acknowledgement.parse(JSON.parse(content))).toMatchObject({
      kind: 'request',
      caseId,
      contentHash: hashOf(cms),
      number,
      deadline,
    })
  })
})
