import { randomBytes } from 'node:crypto'
import { Agent, request } from 'undici'
import type { Bridge } from '#core/contract/client.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { fillIntake, must, pins, sign } from '#test/harness/journey.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { startLimitServer } from './limit-server.ts'
import { atSigningDesk } from './signing-desk.ts'
import { timesOf } from './statistics.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

/** About what the signature adds to the request: certificates, attributes. */
const cmsOverhead = 3_000

/** Until the case is registered, by the events that the page hears. @returns when the event came that said so */
function registered(bridge: Bridge, caseId: CaseId): { readonly at: Promise<number> } {
  const at = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Not registered in 30 s')), 30_000)
    const look = async (heard: number): Promise<void> => {
      const answer = await bridge.api['case/get']({ caseId, screen: 'intake' })
      if (!answer.ok || answer.value.stage !== 'registered') return
      clearTimeout(timer)
      off()
      resolve(heard)
    }
    const off = bridge.onEvent('case/changed', (event) => {
      if (event.caseId === caseId) void look(performance.now())
    })
  })
  return { at }
}

async function submitOnce(bridge: Bridge): Promise<{ readonly time: number; readonly bytes: number }> {
  const caseId = await fillIntake(bridge)
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  const { at } = registered(bridge, caseId)
  const signed = await sign(bridge, preparationId, 'request', pins.operator1)
  const began = performance.now()
  if (!signed.ok) throw new Error(JSON.stringify(signed.error))
  // Where the registration overtook the answer to the page, nothing was left to wait for.
  const time = Math.max(0, (await at) - began)
  const { request: content } = await must(bridge, 'case/get', { caseId, screen: 'intake' })
  const documents = content?.documents.reduce((sum, document) => sum + document.bytes, 0) ?? 0
  return { time, bytes: documents + JSON.stringify(content).length + cmsOverhead }
}

async function barePosts(bytes: number, runs: number): Promise<readonly number[]> {
  return inTemporaryFolder(async (folder) => {
    const server = await startLimitServer('keeping-server', [folder])
    const dispatcher = new Agent()
    const body = randomBytes(bytes)
    const times = await timesOf(runs, async () => {
      const answer = await request(`http://127.0.0.1:${server.port}/`, { method: 'POST', body, dispatcher })
      await answer.body.text()
    })
    await dispatcher.close()
    await server.stop()
    return times
  })
}

export const submit: Benchmark = {
  name: 'submit',
  run: ({ quick }) =>
    atSigningDesk(async ({ workstation: { bridge } }) => {
      const runs = quick ? 6 : 40
      await submitOnce(bridge)
      const times: number[] = []
      let bytes = 0
      for (let run = 0; run < runs; run++) {
        const once = await submitOnce(bridge)
        times.push(once.time)
        bytes = once.bytes
      }
      const bare = {
        what: `bare loopback POST of the same ${Math.round(bytes / 1024)} KiB to a server that fsyncs`,
        times: await barePosts(bytes, runs),
      }
      return [timesFigure('Submit: from the signed case to its number, two documents uploaded', times, bare)]
    }),
}
