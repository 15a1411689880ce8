import { randomUUID } from 'node:crypto'
import { appendFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import { afterEach, expect, it } from 'vitest'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call, feedOf, makeDocument, makeRequest } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner } from '#test/harness/software-signer.ts'

const running: StartedGateway[] = []
const start = async (options: Parameters<typeof startGateway>[0]) => {
  const gateway = await startGateway(options)
  running.push(gateway)
  return gateway
}
afterEach(async () => {
  // The first one made the folder and removes it: last.
  for (const gateway of running.splice(0).reverse()) await gateway.stop()
})

it('registers exactly once though the gateway is killed between the submission and the retry, again and again', async () => {
  let gateway = await start({ training: true })
  const { dataFolder, centre, provider } = gateway
  const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
  const submissions = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { caseId, content } = makeRequest(gateway)
      return { key: randomUUID(), body: { caseId, cms: Buffer.from(await signer.sign(content)).toString('base64') } }
    }),
  )
  const send = (one: (typeof submissions)[number]) => call(gateway, 'POST', '/v1/requests', { token: centre.workplaceToken, ...one })

  // The answer is lost on its way (the work is done), then the process dies; then it dies at a random moment of the work.
  await gateway.misbehave({ dropAfterEvery: 1, onlyPath: '/v1/requests' })
  await expect(send(submissions[0]!)).rejects.toThrow()
  await gateway.kill()
  for (const [index, delay] of [0, 4, 10, 25, 60].entries()) {
    gateway = await start({ training: true, dataFolder })
    const pending = send(submissions[index + 1]!).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, delay))
    await gateway.kill()
    await pending
  }

  gateway = await start({ training: true, dataFolder })
  expect(gateway.centre).toEqual({ ...centre, gatewayUrl: gateway.url })
  const retried = await Promise.all(submissions.map(send))
  expect(retried.map(({ status }) => status)).toEqual(submissions.map(() => 200))
  const { events } = await feedOf(gateway, provider.workplaceToken)
  expect(events.map(({ caseId }) => caseId).toSorted()).toEqual(submissions.map(({ body }) => body.caseId).toSorted())
  expect(new Set(retried.map(({ body }) => (body as { number: string }).number)).size).toBe(submissions.length)
  expect((await Promise.all(submissions.map(send))).map(({ body }) => body)).toEqual(retried.map(({ body }) => body))
}, 60_000)

it('survives being killed at its first start', async () => {
  const first = await start({ training: true })
  const { dataFolder } = first
  await first.kill()
  // As if the power went while the authority was being made: its folder had not got its name yet.
  await rename(join(dataFolder, 'ca'), join(dataFolder, 'ca.unfinished'))
  await rm(join(dataFolder, 'ca.unfinished', 'issuing.key.pem'))
  const second = await start({ training: true, dataFolder })
  expect((await createSoftwareSigner(second.url, 'staff-operator1')).chain).toHaveLength(1)
}, 30_000)

it('does not take a training folder for earnest', async () => {
  const first = await start({ training: true })
  await first.kill()
  await expect(startGateway({ training: false, dataFolder: first.dataFolder })).rejects.toThrow(/for training/)
}, 30_000)

it('in earnest has no training routes and no fictitious people', async () => {
  const gateway = await start({ training: false })
  expect(await call(gateway, 'GET', '/health')).toMatchObject({ status: 200, body: { training: false } })
  for (const path of ['/training/staff', '/training/workplaces']) expect((await call(gateway, 'GET', path)).status).toBe(404)
}, 30_000)

it('goes on with an upload after a kill, and checks one whose last byte came just before it', async () => {
  const first = await start({ training: true })
  const { dataFolder, centre } = first
  const token = centre.workplaceToken
  const headers = { authorization: `Bearer ${token}` }
  const document = makeDocument(300_000)
  const uploadUrl = await new Promise<string>((resolve, reject) => {
    const upload: Upload = new Upload(document.bytes, {
      endpoint: `${first.url}/v1/documents`,
      headers,
      metadata: { sha256: document.sha256 },
      chunkSize: 100_000,
      retryDelays: [],
      onError: reject,
      onChunkComplete: () => void upload.abort().then(() => resolve(upload.url!)),
    })
    upload.start()
  })
  await first.kill()
  // The process wrote the rest and died before it could look at the whole.
  await appendFile(join(dataFolder, 'uploads', uploadUrl.split('/').at(-1)!), document.bytes.subarray(100_000))

  const second = await start({ training: true, dataFolder })
  const known = async () => (await call(second, 'GET', `/v1/documents/known/${document.sha256}`, { token })).body
  expect(await known()).toEqual({ known: false })
  const head = await fetch(second.url + new URL(uploadUrl).pathname, { method: 'HEAD', headers: { ...headers, 'tus-resumable': '1.0.0' } })
  expect(head.headers.get('upload-offset')).toBe('300000')
  expect(await known()).toEqual({ known: true })
}, 30_000)
