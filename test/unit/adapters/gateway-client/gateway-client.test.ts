import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGatewayClient, type GatewayClient } from '#adapters/gateway-client/gateway-client.ts'
import { Abort } from '#core/base/remote.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { type MisbehavingServer, startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json', ...headers })
      .end(JSON.stringify(body))
  }
const unavailable = (why: string, more: object = {}) => ({
  ok: false,
  error: { tag: 'gateway/unavailable', remedy: 'retry', why, ...more },
})

let server: MisbehavingServer
let client: GatewayClient
const connectTo = (baseUrl: string, now?: () => number) =>
  createGatewayClient({
    baseUrl,
    workplaceToken: 'workplace-token',
    uploads: new Map(),
    limits: { call: 300, part: 300 },
    ...(now === undefined ? {} : { now }),
  })
beforeEach(async () => {
  server = await startMisbehavingServer(json(200, {}))
  client = connectTo(server.url)
})
afterEach(async () => {
  await client.close()
  await server.close()
})

describe('what is sent', () => {
  const caseId = '6f1f9d0e-37a1-4f53-9a9d-3d3a3c0d8a11' as CaseId
  it('carries the token of whom the route asks, the key and the body', async () => {
    await client.submit('key-1', caseId, new Uint8Array([1, 2]))
    await client.person('staff-token', '850101/00000')
    await client.health()
    await client.feed('c 1', 0, new Abort())
    expect(
      server.requests.map(({ method, url, headers, body }) => [
        method,
        url,
        headers.authorization,
        headers['idempotency-key'],
        body.toString(),
      ]),
    ).toEqual([
      ['POST', '/v1/requests', 'Bearer workplace-token', 'key-1', JSON.stringify({ caseId, cms: 'AQI=' })],
      ['GET', '/v1/registers/persons/850101%2F00000', 'Bearer staff-token', undefined, ''],
      ['GET', '/health', undefined, undefined, ''],
      ['GET', '/v1/feed?cursor=c+1&waitSeconds=0', 'Bearer workplace-token', undefined, ''],
    ])
  })
})

describe('what comes back', () => {
  it('a success is parsed by the schema of the route', async () => {
    server.answer = json(200, { challengeId: '6f1f9d0e-37a1-4f53-9a9d-3d3a3c0d8a11', nonce: 'AQID', expiresAt: '2026-11-20T05:00:00.000Z' })
    expect(await client.challenge()).toEqual({
      ok: true,
      value: { challengeId: '6f1f9d0e-37a1-4f53-9a9d-3d3a3c0d8a11', nonce: new Uint8Array([1, 2, 3]) },
    })
  })

  it('bytes are bytes, of the right type only', async () => {
    server.answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF')
    expect(await client.document('a'.repeat(64) as never)).toEqual({ ok: true, value: new Uint8Array(Buffer.from('%PDF')) })
    server.answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('%PDF')
    expect(await client.document('a'.repeat(64) as never)).toEqual(unavailable('nonsense'))
  })

  it('a problem document is a refusal with its code and data', async () => {
    server.answer = json(423, { code: 'loginLocked', data: { seconds: 60 } })
    expect(await client.login('a', 'b')).toEqual({
      ok: false,
      error: { tag: 'gateway/refused', remedy: 'act', code: 'loginLocked', data: { seconds: 60 } },
    })
  })

  it.each<[string, RequestListener, object]>([
    ['503 with seconds', json(503, { code: 'unavailable' }, { 'retry-after': '17' }), { retryAfterMilliseconds: 17_000 }],
    [
      '429 with a date, by the clock of the answer',
      json(429, {}, { 'retry-after': 'Fri, 20 Nov 2026 05:00:42 GMT', date: 'Fri, 20 Nov 2026 05:00:00 GMT' }),
      { retryAfterMilliseconds: 42_000 },
    ],
    ['503 without', json(503, {}), {}],
    ['503 with nonsense', json(503, {}, { 'retry-after': 'soon' }), {}],
    ['500 with a problem', json(500, { code: 'unavailable' }), {}],
  ])('%s is busy', async (_name, answer, more) => {
    server.answer = answer
    expect(await client.staff()).toEqual(unavailable('busy', more))
  })

  it.each<[string, RequestListener]>([
    ['HTML with 200', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>login</html>')],
    [
      'HTML that says it is JSON',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>'),
    ],
    ['JSON of another schema', json(200, { hello: 'world' })],
    ['a redirect', (_request, response) => void response.writeHead(302, { location: 'http://portal.invalid/' }).end()],
    ['403 in HTML', (_request, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<html>')],
    ['502 in HTML', (_request, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>')],
    ['a problem with an unknown code', json(400, { code: 'whatever' })],
    ['204', (_request, response) => void response.writeHead(204).end()],
  ])('%s is nonsense', async (_name, answer) => {
    server.answer = answer
    expect(await client.health()).toEqual(unavailable('nonsense'))
  })
})

describe('when nothing comes back', () => {
  it.each<[string, RequestListener]>([
    ['cut before the answer', (request) => void request.socket.destroy()],
    [
      'cut in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"name":')
        setTimeout(() => request.socket.destroy(), 20)
      },
    ],
  ])('%s: no connection', async (_name, answer) => {
    server.answer = answer
    expect(await client.health()).toEqual(unavailable('noConnection'))
  })

  it('nobody listens: no connection', async () => {
    const gone = connectTo('http://127.0.0.1:9')
    expect(await gone.health()).toEqual(unavailable('noConnection'))
    await gone.close()
  })

  it.each<[string, RequestListener]>([
    ['silence', () => {}],
    [
      'a byte now and then',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 50)
        response.on('close', () => clearInterval(timer))
      },
    ],
  ])('%s: the total limit ends it', async (_name, answer) => {
    server.answer = answer
    const started = performance.now()
    expect(await client.health()).toEqual(unavailable('timeout'))
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  it('a long poll is ended by its caller', async () => {
    server.answer = () => {}
    const abort = new Abort()
    setTimeout(() => abort.abort(), 50)
    expect(await client.feed('', 50, abort)).toEqual(unavailable('timeout'))
    expect(await client.feed('', 50, abort)).toEqual(unavailable('timeout'))
  })
})

describe('skew', () => {
  it('is learned from health to the millisecond and from Date to the second', async () => {
    let now = Date.parse('2026-11-20T05:00:00.000Z')
    const timed = connectTo(server.url, () => now)
    const health = (time: string) => json(200, { name: 'tereze-gateway', version: '1', time, training: true }, { date: '' })
    expect(timed.skew()).toBeUndefined()
    server.answer = health('2026-11-20T05:02:00.250Z')
    await timed.health()
    expect(timed.skew()).toBe(120_250)
    server.answer = json(404, { code: 'notFound' }, { date: 'Fri, 20 Nov 2026 05:02:00 GMT' })
    await timed.staff()
    expect(timed.skew()).toBe(120_250)
    now = Date.parse('2026-11-20T05:02:00.000Z')
    await timed.staff()
    expect(timed.skew()).toBe(500)
    server.answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html', date: 'Fri, 20 Nov 2020 05:00:00 GMT' }).end('<html>')
    await timed.staff()
    expect(timed.skew()).toBe(500)
    await timed.close()
  })
})
