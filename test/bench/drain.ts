import { randomUUID } from 'node:crypto'
import { Agent, request } from 'undici'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { logOf, report } from '#test/builders/case-log.ts'
import { makeRequest } from '#test/harness/gateway-client.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { papersOf } from '#test/harness/real-desk.ts'
import { createSoftwareSigner, type SoftwareSigner } from '#test/harness/software-signer.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { type DrainedDesk, openDrainedDesk } from './real-desk.ts'
import { timeOf } from './statistics.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

/** As many at once as the queue sends. */
const atOnce = 3
/** At least this share of what bare posts reach: 70 %. */
const aim = 1 / 0.7

interface Signed {
  readonly caseId: CaseId
  readonly content: ServiceRequest
  readonly cms: Uint8Array
}

const signedRequests = (gateway: StartedGateway, signer: SoftwareSigner, count: number): Promise<readonly Signed[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { caseId, request: content, content: bytes } = makeRequest(gateway)
      return { caseId: caseId as CaseId, content: ServiceRequest.parse(content), cms: await signer.sign(bytes) }
    }),
  )

/** Puts them into the queue as their signatures would have; nothing is sent before the last is in. */
async function queue({ desk }: DrainedDesk, requests: readonly Signed[]): Promise<void> {
  const { stores, documents } = desk
  for (const { caseId, content, cms } of requests) {
    const stored = await documents.put(cms)
    if (!stored.ok) throw new Error(stored.error.tag)
    const { service, channel, provisionalNumber } = content
    const events: readonly CaseEvent[] = [
      { kind: 'opened', serviceId: service.id, serviceVersion: service.version, channel },
      { kind: 'requestSigned', request: content, cms: stored.value, report, provisionalNumber },
    ]
    stores.transaction(() => {
      for (const action of logOf(caseId, events)) stores.cases.append(action)
      enqueue(desk, 'submitRequest', caseId)
    })
  }
}

/** The same kind of requests posted one after the other on as many connections, by nobody who keeps a log. */
async function postBare(gateway: StartedGateway, dispatcher: Agent, requests: readonly Signed[]): Promise<void> {
  const left = [...requests]
  const post = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const answer = await request(`${gateway.url}/v1/requests`, {
        method: 'POST',
        dispatcher,
        headers: {
          authorization: `Bearer ${gateway.centre.workplaceToken}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ caseId: next.caseId, cms: Buffer.from(next.cms).toString('base64') }),
      })
      const text = await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(text)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, post))
}

export const drain: Benchmark = {
  name: 'drain',
  run: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const [rounds, each] = quick ? [2, 30] : [12, 100]
      const gateway = await startGateway()
      const signer = await createSoftwareSigner(gateway.url, gateway.staff.find(({ login }) => login === 'operator1')!.staffId)
      const desk = openDrainedDesk(await papersOf(gateway), folder)
      const dispatcher = new Agent()
      desk.running.start()
      const drained: number[] = []
      const bare: number[] = []
      for (let round = -1; round < rounds; round++) {
        const [own, others] = [await signedRequests(gateway, signer, each), await signedRequests(gateway, signer, each)]
        await queue(desk, own)
        const sending = await timeOf(async () => {
          desk.desk.notices.queued()
          await desk.drained()
        })
        const posting = await timeOf(() => postBare(gateway, dispatcher, others))
        if (round < 0) continue
        drained.push(sending / each)
        bare.push(posting / each)
      }
      const registered = desk.desk.stores.cases.countByStage().registered
      if (registered !== (rounds + 1) * each) throw new Error(`Only ${String(registered)} were registered`)
      await desk.running.stop()
      await dispatcher.close()
      await gateway.stop()
      const limit = { what: `the same requests posted bare to the same gateway, ${atOnce} at once`, times: bare }
      return [timesFigure(`Draining the queue, ${each} requests: each`, drained, limit, { of: 'ratio', below: Number(aim.toFixed(2)) })]
    }),
}
