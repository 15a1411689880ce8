import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createGatewayClient, type GatewayClient } from '#adapters/gateway-client/gateway-client.ts'
import { type CuttingProxy, startCuttingProxy } from '#test/harness/cutting-proxy.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { makeDocument, type TestDocument } from '#test/harness/gateway-client.ts'
import { filesBelow } from '#test/harness/workstation.ts'

const part = 1_048_576
let gateway: StartedGateway
let proxy: CuttingProxy
let client: GatewayClient
const uploads = new Map()

beforeAll(async () => {
  gateway = await startGateway()
  proxy = await startCuttingProxy(gateway.url)
  client = createGatewayClient({ baseUrl: proxy.url, workplaceToken: gateway.centre.workplaceToken, uploads })
}, 90_000)
beforeEach(async () => {
  await proxy.next({})
  uploads.clear()
})
afterAll(async () => {
  await client.close()
  await proxy.stop()
  await gateway.stop()
  rmSync(gateway.dataFolder, { recursive: true, force: true })
})

const send = ({ sha256, bytes }: TestDocument) => client.upload(sha256, bytes, () => {})
/** As the queue does: again after every failure that passes. */
async function sendUntilThere(document: TestDocument): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const result = await send(document)
    if (result.ok) return
    expect(result.error).toMatchObject({ tag: 'gateway/unavailable' })
  }
  throw new Error('Never taken')
}
const isKnown = async ({ sha256 }: TestDocument) => client.documentKnown(sha256)

it.each([0, 200, 700, 1_500, 300_000, part, part + 900, 1.5 * part, 2 * part + 1_000, 2 * part + 400_000])(
  'a line cut after %d bytes costs no more than what was under way',
  async (cutAfter) => {
    const document = makeDocument(2.5 * part)
    await proxy.next({ cutAfter })
    expect((await send(document)).ok).toBe(false)
    await proxy.next({})
    await sendUntilThere(document)
    expect(await isKnown(document)).toEqual({ ok: true, value: true })
    // What had arrived is not sent again: a slice may be under way, and the questions have their headers.
    expect(proxy.sent()).toBeLessThan(document.bytes.length - cutAfter + part / 2)
  },
)

it('what was altered on the way is not kept, and is sent afresh', async () => {
  const document = makeDocument(part + 200_000)
  await proxy.next({ alter: 400_000 })
  expect(await send(document)).toMatchObject({ ok: false, error: { tag: 'gateway/unavailable', why: 'busy' } })
  expect([await isKnown(document), uploads.size]).toEqual([{ ok: true, value: false }, 0])
  await proxy.next({})
  await sendUntilThere(document)
  expect(await isKnown(document)).toEqual({ ok: true, value: true })
})

it('an upload that the gateway has forgotten begins afresh', async () => {
  const document = makeDocument(2 * part + 200_000)
  await proxy.next({ cutAfter: 1.5 * part })
  await send(document)
  const id =
    String([...uploads.values()][0])
      .split('/')
      .at(-1) ?? ''
  const files = filesBelow(gateway.dataFolder).filter((file) => file.includes(id))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) rmSync(file)
  await proxy.next({})
  await sendUntilThere(document)
  expect(await isKnown(document)).toEqual({ ok: true, value: true })
})

it('a gateway that was killed in the middle goes on where it stood', async () => {
  const document = makeDocument(2.5 * part)
  await proxy.next({ cutAfter: part + 600_000 })
  await send(document)
  const { port } = new URL(gateway.url)
  await gateway.kill()
  expect(await send(document)).toMatchObject({ ok: false, error: { why: 'noConnection' } })
  gateway = await startGateway({ dataFolder: gateway.dataFolder, port: Number(port) })
  await proxy.next({})
  await sendUntilThere(document)
  expect([await isKnown(document), proxy.sent() < 1.6 * part]).toEqual([{ ok: true, value: true }, true])
})
