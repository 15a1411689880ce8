import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGatewayClient, type GatewayClient } from '#adapters/gateway-client/gateway-client.ts'
import { Abort } from '#core/base/remote.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { type MisbehavingServer, startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'

const content = new Uint8Array(randomBytes(2.5 * 1024 * 1024))
const hash = hashOf(content)
const unavailable = (why: string, more: object = {}) => ({
  ok: false,
  error: { tag: 'gateway/unavailable', remedy: 'retry', why, ...more },
})

let server: MisbehavingServer
let client: GatewayClient
let uploads: Map<ContentHash, string>
let received: Buffer
let known: boolean
/** Runs before a PATCH is taken; true ends it there. */
let onPatch: (
  number: number,
  request: Parameters<MisbehavingServer['answer']>[0],
  response: Parameters<MisbehavingServer['answer']>[1],
) => boolean

beforeEach(async () => {
  received = Buffer.alloc(0)
  known = false
  onPatch = () => false
  let patches = 0
  server = await startMisbehavingServer((request, response) => {
    const tus = { 'tus-resumable': '1.0.0' }
    if (request.url?.startsWith('/v1/documents/known/') === true)
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ known: known || received.length === content.length }))
    if (request.method === 'POST') return void response.writeHead(201, { ...tus, location: '/v1/documents/u1' }).end()
    if (request.method === 'HEAD')
      return void response.writeHead(200, { ...tus, 'upload-offset': received.length, 'upload-length': content.length }).end()
    if (onPatch(++patches, request, response)) return
    if (Number(request.headers['upload-offset']) !== received.length) return void response.writeHead(409, tus).end()
    received = Buffer.concat([received, server.requests.at(-1)?.body ?? Buffer.alloc(0)])
    response.writeHead(204, { ...tus, 'upload-offset': received.length }).end()
  })
  uploads = new Map()
  client = createGatewayClient({ baseUrl: server.url, workplaceToken: 't', uploads, limits: { call: 500, part: 500 } })
})
afterEach(async () => {
  await client.close()
  await server.close()
})
const send = (onProgress: (done: number) => void = () => {}, signal?: Abort) => client.upload(hash, content, onProgress, signal)

describe('upload', () => {
  it('sends in parts of a mebibyte, by name and with the token, telling how far it is', async () => {
    const progress: number[] = []
    expect(await send((done) => progress.push(done))).toEqual({ ok: true, value: undefined })
    expect(Buffer.compare(received, content)).toBe(0)
    const [, created, ...parts] = server.requests
    expect(created?.headers).toMatchObject({
      authorization: 'Bearer t',
      'upload-length': String(content.length),
      'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`,
    })
    expect(parts.map(({ body }) => body.length)).toEqual([1_048_576, 1_048_576, 524_288])
    expect(progress.at(-1)).toBe(content.length)
    expect(uploads.size).toBe(0)
  })

  it('sends nothing that the gateway has already', async () => {
    known = true
    uploads.set(hash, `${server.url}/v1/documents/u1`)
    const progress: number[] = []
    expect(await send((done) => progress.push(done))).toEqual({ ok: true, value: undefined })
    expect([server.requests.length, progress, uploads.size]).toEqual([1, [content.length], 0])
  })

  it('goes on after a cut where the gateway stands, also in another process', async () => {
    onPatch = (number, request) => number === 2 && (request.socket.destroy(), true)
    expect(await send()).toEqual(unavailable('noConnection'))
    expect([...uploads]).toEqual([[hash, `${server.url}/v1/documents/u1`]])
    const before = server.requests.length
    expect(await send()).toEqual({ ok: true, value: undefined })
    expect(server.requests.slice(before).map(({ method, body }) => [method, body.length])).toEqual([
      ['GET', 0],
      ['HEAD', 0],
      ['PATCH', 1_048_576],
      ['PATCH', 524_288],
    ])
    expect(Buffer.compare(received, content)).toBe(0)
  })

  it('goes on after an answer was lost', async () => {
    onPatch = (number, request) => {
      if (number !== 1) return false
      received = Buffer.concat([received, server.requests.at(-1)?.body ?? Buffer.alloc(0)])
      request.socket.destroy()
      return true
    }
    expect(await send()).toEqual(unavailable('noConnection'))
    expect(await send()).toEqual({ ok: true, value: undefined })
    expect(Buffer.compare(received, content)).toBe(0)
  })

  it.each<[string, number, Record<string, string>, string, object]>([
    ['a lock', 423, {}, '', unavailable('busy')],
    ['another offset', 409, {}, '', unavailable('busy')],
    ['busy', 503, { 'retry-after': '9' }, '', unavailable('busy', { retryAfterMilliseconds: 9_000 })],
    ['a portal', 200, { 'content-type': 'text/html' }, '<html>', unavailable('nonsense')],
    [
      'too large',
      413,
      { 'content-type': 'application/problem+json' },
      '{"code":"tooLarge"}',
      { ok: false, error: { tag: 'gateway/refused', remedy: 'act', code: 'tooLarge', data: {} } },
    ],
  ])('%s', async (_name, status, headers, body, expected) => {
    onPatch = (_number, _request, response) => (response.writeHead(status, headers).end(body), true)
    expect(await send()).toEqual(expected)
    expect(uploads.has(hash)).toBe(status !== 413)
  })

  it('altered on its way is sent afresh: the gateway’s refusal of it is plain text that speaks tus', async () => {
    onPatch = (number, _request, response) => {
      if (number !== 3) return false
      received = Buffer.alloc(0)
      response
        .writeHead(422, { 'tus-resumable': '1.0.0', 'content-type': 'text/plain' })
        .end('{"code":"request/documentDiffers","data":{}}')
      return true
    }
    expect(await send()).toEqual(unavailable('busy'))
    expect(await send()).toEqual({ ok: true, value: undefined })
    expect(Buffer.compare(received, content)).toBe(0)
  })

  it('begins afresh where the upload has expired', async () => {
    onPatch = (_number, _request, response) => (response.writeHead(410).end(), true)
    expect(await send()).toEqual(unavailable('busy'))
    expect(uploads.size).toBe(0)
  })

  it('ends a silent part by its limit, and when called off', async () => {
    onPatch = () => true
    expect(await send()).toEqual(unavailable('timeout'))
    const abort = new Abort()
    setTimeout(() => abort.abort(), 50)
    const started = performance.now()
    expect(await send(() => {}, abort)).toEqual(unavailable('timeout'))
    expect(performance.now() - started).toBeLessThan(400)
    expect(uploads.has(hash)).toBe(true)
  })

  it('gives the token to nobody else, wherever an answer or a kept address points', async () => {
    const stranger = await startMisbehavingServer((_request, response) => void response.writeHead(200).end())
    try {
      uploads.set(hash, `${stranger.url}/v1/documents/u1`)
      const answer = server.answer
      server.answer = (request, response) =>
        request.method === 'POST' ? void response.writeHead(201, { location: `${stranger.url}/u` }).end() : answer(request, response)
      expect(await send()).toEqual(unavailable('nonsense'))
      expect(stranger.requests).toEqual([])
    } finally {
      await stranger.close()
    }
  })

  it('sends a document that two cases share once, and both hear how far it is', async () => {
    const heard = [[], []] as [number[], number[]]
    const [one, other] = await Promise.all([send((done) => heard[0].push(done)), send((done) => heard[1].push(done))])
    expect([one, other]).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ])
    expect(heard[1].length).toBeGreaterThan(1)
    expect(Buffer.compare(received, content)).toBe(0)
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(3)
  })

  it('goes on with the second where the first is called off', async () => {
    const first = new Abort()
    onPatch = (number) => {
      if (number === 2) first.abort()
      return number === 2
    }
    const [one, other] = await Promise.all([send(() => {}, first), send()])
    expect([one, other]).toEqual([unavailable('timeout'), { ok: true, value: undefined }])
    expect(Buffer.compare(received, content)).toBe(0)
  })

  it('called off while it waits for another ends at once', async () => {
    onPatch = () => true
    const abort = new Abort()
    const first = send()
    const second = send(() => {}, abort)
    abort.abort()
    expect(await second).toEqual(unavailable('timeout'))
    expect(server.requests.length).toBeLessThanOrEqual(1)
    expect(await first).toEqual(unavailable('timeout'))
  })
})

it('a slow line is not a silent one: under a limit a part may take longer than its limit of silence', async () => {
  const slow = createGatewayClient({
    baseUrl: server.url,
    workplaceToken: 't',
    uploads,
    uploadLimit: () => 60_000,
    limits: { call: 5_000, part: 1_500 },
  })
  const document = content.subarray(0, 180_000)
  const began = performance.now()
  const progress: number[] = []
  const before = server.requests.length
  expect(await slow.upload(hashOf(document), document, (done) => progress.push(done))).toEqual({ ok: true, value: undefined })
  expect(performance.now() - began).toBeGreaterThan(2_000)
  expect(progress.length).toBeGreaterThanOrEqual(180_000 / 15_000)
  expect(server.requests.slice(before).flatMap(({ method, body }) => (method === 'PATCH' ? [body.length] : []))).toEqual([180_000])
})
