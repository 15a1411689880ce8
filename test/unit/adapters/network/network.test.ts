import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createGatewayClient, type GatewayClientOptions } from '#adapters/gateway-client/gateway-client.ts'
import { createNetwork, type Network, type NetworkOptions } from '#adapters/network/network.ts'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import { Abort } from '#core/base/remote.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { createAuthority } from '#pki/authority.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { type HttpProxy, startHttpProxy } from '#test/fakes/http-proxy.ts'
import { type MisbehavingServer, startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'
import { createVirtualClock } from '#test/fakes/virtual-clock.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})
const kept = <T extends { readonly close: () => Promise<unknown> }>(one: T): T => {
  ends.push(() => one.close())
  return one
}
const network = (options: NetworkOptions): Network => kept(createNetwork({ environment: {}, ...options }))
const health = { name: 'tereze-gateway', version: '1', time: '2026-11-20T05:00:00.000Z', training: true }
const gateway = async (): Promise<MisbehavingServer> =>
  kept(
    await startMisbehavingServer(
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(health)),
    ),
  )
const proxy = async (...credentials: Parameters<typeof startHttpProxy>): Promise<HttpProxy> => kept(await startHttpProxy(...credentials))
const clientOf = (baseUrl: string, { dispatcher }: Network, more: Partial<GatewayClientOptions> = {}) =>
  createGatewayClient({ baseUrl, workplaceToken: 't', uploads: new Map(), dispatcher, limits: { call: 5_000, part: 5_000 }, ...more })
const unavailable = (why: string) => ({ ok: false, error: { tag: 'gateway/unavailable', remedy: 'retry', why } })

describe('the proxy', () => {
  it.each([
    ['a setting', (url: string) => ({ proxy: url, exceptions: '' })],
    ['a setting without a scheme', (url: string) => ({ proxy: url.replace('http://', ''), exceptions: '' })],
    ['HTTP_PROXY', (url: string) => ({ environment: { HTTP_PROXY: url }, exceptions: '' })],
    ['http_proxy', (url: string) => ({ environment: { http_proxy: url }, exceptions: '' })],
  ])('named by %s is asked', async (_how, options) => {
    const [{ url, passed }, server] = [await proxy(), await gateway()]
    expect(await clientOf(server.url, network(options(url))).health()).toEqual({ ok: true, value: health })
    expect(passed).toEqual([`GET ${server.url}/health`])
  })

  it.each([
    ['on this machine', (url: string) => ({ proxy: url })],
    ['named by NO_PROXY', (url: string) => ({ proxy: url, environment: { NO_PROXY: 'else.kz, 127.0.0.1' } })],
    ['named by the setting', (url: string) => ({ proxy: url, exceptions: '127.0.0.1' })],
  ])('is not asked for a gateway %s', async (_what, options) => {
    const [{ url, passed }, server] = [await proxy(), await gateway()]
    expect(await clientOf(server.url, network(options(url))).health()).toEqual({ ok: true, value: health })
    expect(passed).toEqual([])
  })

  it('that is no address is left out', async () => {
    const server = await gateway()
    const broken = network({ proxy: 'http://[not an address', exceptions: '' })
    expect(await clientOf(server.url, broken).health()).toEqual({ ok: true, value: health })
  })

  it('that wants another password says so; with the right one everything passes', async () => {
    const [{ url }, server] = [await proxy({ name: 'desk', password: 'k9:/@' }), await gateway()]
    const wrong = network({ proxy: url.replace('//', '//desk:wrong@'), exceptions: '' })
    expect(await clientOf(server.url, wrong).health()).toEqual(unavailable('proxyRefused'))
    expect(await clientOf('https://gateway.kz', wrong).health()).toEqual(unavailable('proxyRefused'))
    const right = network({ proxy: url.replace('//', `//desk:${encodeURIComponent('k9:/@')}@`), exceptions: '' })
    expect(await clientOf(server.url, right).health()).toEqual({ ok: true, value: health })
  })

  it('stands before documents and certificate questions too', async () => {
    const [{ url, passed }, server] = [await proxy(), await gateway()]
    const through = network({ proxy: url, exceptions: '' })
    const content = new Uint8Array(300_000).fill(7)
    let received = 0
    server.answer = (request, response) => {
      const tus = { 'tus-resumable': '1.0.0' }
      if (request.method === 'GET') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"known":false}')
      if (request.method === 'POST') return void response.writeHead(201, { ...tus, location: '/v1/documents/u1' }).end()
      received += server.requests.at(-1)?.body.length ?? 0
      response.writeHead(204, { ...tus, 'upload-offset': received }).end()
    }
    expect(await clientOf(server.url, through).upload(hashOf(content), content, () => {})).toEqual({ ok: true, value: undefined })
    expect(received).toBe(content.length)
    expect(passed.map((line) => line.replace(server.url, ''))).toEqual([
      `GET /v1/documents/known/${hashOf(content)}`,
      'POST /v1/documents',
      'PATCH /v1/documents/u1',
    ])
    const { root, issuing, ocsp } = await createAuthority({ now: '2026-11-20T05:00:00.000Z' })
    const format = createSignatureFormat({
      trustedRoots: [root.certificate],
      intermediates: [issuing.certificate],
      baseUrl: server.url,
      crlCache: { get: () => undefined, set: () => {} },
      clock: createVirtualClock(),
      dispatcher: through.dispatcher,
    })
    await format.revocationOf(ocsp.certificate)
    expect(passed.slice(3)).toEqual([`POST ${server.url}/ca/ocsp`, `GET ${server.url}/ca/issuing.crl`])
  })
})

describe('a captive portal', () => {
  const portal = async () => {
    const folder = temporaryFolder()
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=gateway.kz'].concat([
        '-keyout',
        key,
        '-out',
        certificate,
      ]),
      { stdio: 'ignore' },
    )
    const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_request, response) =>
      response.end('welcome'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ends.push(() => new Promise((resolve) => server.close(resolve)))
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('with a certificate of its own is nobody, directly and behind a proxy', async () => {
    const [url, tunnel] = [await portal(), await proxy()]
    expect(await clientOf(url, network({})).health()).toEqual(unavailable('nonsense'))
    expect(await clientOf(url, network({ proxy: tunnel.url, exceptions: '' })).health()).toEqual(unavailable('nonsense'))
    expect(tunnel.passed).toEqual([`CONNECT ${new URL(url).host}`])
  })

  it('that answers in plain text where TLS was expected is nobody', async () => {
    const server = await gateway()
    expect(await clientOf(server.url.replace('http:', 'https:'), network({})).health()).toEqual(unavailable('nonsense'))
  })

  it.each([
    ['200 with a page', 200, { 'content-type': 'text/html' }],
    ['200 that says JSON', 200, { 'content-type': 'application/json' }],
    ['302 to its login page', 302, { location: 'http://portal.local/login' }],
    ['511', 511, { 'content-type': 'text/html' }],
  ])('answering %s is not believed by any call, and gets no document', async (_what, status, headers) => {
    const server = await gateway()
    server.answer = (_request, response) => void response.writeHead(status, headers).end('<html><form action="/login"></form></html>')
    const content = new Uint8Array(5_000).fill(3)
    const uploads = new Map([[hashOf(content), `${server.url}/v1/documents/u1`]])
    const client = clientOf(server.url, network({}), { uploads })
    expect([
      await client.health(),
      await client.feed('', 0, new Abort()),
      await client.submit('key', '6f1f9d0e-37a1-4f53-9a9d-3d3a3c0d8a11' as never, content),
      await client.upload(hashOf(content), content, () => {}),
    ]).toEqual(Array.from({ length: 4 }, () => unavailable('nonsense')))
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toEqual([])
    // Where the half-sent document goes on at the gateway is not forgotten.
    expect(uploads.size).toBe(1)
  })

  it('that comes up between the question and the first part gets no part', async () => {
    const server = await gateway()
    server.answer = (request, response) => {
      if (request.method === 'GET') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"known":false}')
      response.writeHead(201, { 'content-type': 'text/html', location: '/v1/documents/u1' }).end('<html></html>')
    }
    const content = new Uint8Array(5_000).fill(3)
    const uploads = new Map()
    expect(await clientOf(server.url, network({}), { uploads }).upload(hashOf(content), content, () => {})).toEqual(unavailable('nonsense'))
    expect([server.requests.map(({ method }) => method), uploads.size]).toEqual([['GET', 'POST'], 0])
  })
})

it('renewed connections end what waits on the old ones, and the next request finds its way', async () => {
  const server = await gateway()
  const renewed = network({})
  const client = clientOf(server.url, renewed)
  const { answer } = server
  server.answer = () => {}
  const waiting = client.feed('', 25, new Abort())
  while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  renewed.renew()
  expect(await waiting).toEqual(unavailable('noConnection'))
  server.answer = answer
  expect(await client.health()).toEqual({ ok: true, value: health })
})
