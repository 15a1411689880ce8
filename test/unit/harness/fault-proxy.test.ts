import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '#gateway/population/random.ts'
import { type FaultProxy, startFaultProxy } from '#test/harness/fault-proxy.ts'
import { drawFate, type Toxic } from '#test/harness/toxics.ts'

/** What came to the gateway: whole requests, and those that broke off. */
interface Heard {
  readonly line: string
  readonly body: string | undefined
}

async function startGateway() {
  const heard: Heard[] = []
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`
    text(incoming).then(
      (body) => {
        heard.push({ line, body })
        outgoing.writeHead(200, { 'content-type': 'application/json', location: '/here' })
        outgoing.end(incoming.method === 'HEAD' ? undefined : JSON.stringify({ nth: heard.length, body }))
      },
      () => heard.push({ line, body: undefined }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop }
}

describe('the fault proxy', () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>
  let proxy: FaultProxy
  beforeEach(async () => {
    gateway = await startGateway()
    proxy = await startFaultProxy({ target: gateway.url, seed: 7 })
  })
  afterEach(async () => {
    await proxy.stop()
    await gateway.stop()
  })

  const post = (body: string, path = '/v1/requests') => fetch(proxy.url + path, { method: 'POST', body })
  /** What a caller makes of it: the answer's text, or that the connection broke. */
  const outcome = (answer: Promise<Response>): Promise<string> => answer.then((response) => response.text()).catch(() => 'broken')
  const bodies = () => gateway.heard.map(({ body }) => body)
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }

  it('passes everything on as it is while there are no toxics', async () => {
    const answer = await post('{"a":1}')
    expect({ status: answer.status, location: answer.headers.get('location'), text: await answer.text() }).toEqual({
      status: 200,
      location: '/here',
      text: '{"nth":1,"body":"{\\"a\\":1}"}',
    })
    const head = await fetch(`${proxy.url}/x`, { method: 'HEAD' })
    expect([head.status, gateway.heard]).toEqual([
      200,
      [
        { line: 'POST /v1/requests', body: '{"a":1}' },
        { line: 'HEAD /x', body: '' },
      ],
    ])
  })

  it('latency holds a request back', async () => {
    proxy.poison({ kind: 'latency', milliseconds: 120 })
    expect(await timed(() => outcome(post('x')))).toBeGreaterThanOrEqual(119)
    expect(bodies()).toEqual(['x'])
  })

  it('bandwidth slows the request and the answer', async () => {
    proxy.poison({ kind: 'bandwidth', bytesPerSecond: 4_000 })
    // 400 bytes there, some 420 back.
    expect(await timed(() => outcome(post('x'.repeat(400))))).toBeGreaterThanOrEqual(180)
    expect(bodies()).toEqual(['x'.repeat(400)])
  })

  it('a caller who goes in the middle of a slow body leaves the gateway with the beginning', async () => {
    proxy.poison({ kind: 'bandwidth', bytesPerSecond: 2_000 })
    const called = fetch(`${proxy.url}/part`, { method: 'POST', body: 'x'.repeat(2_000), signal: AbortSignal.timeout(200) })
    expect(await outcome(called)).toBe('broken')
    await expect.poll(bodies).toEqual([undefined])
  })

  it('reset: the caller finds the connection torn, the gateway heard nothing', async () => {
    proxy.poison({ kind: 'reset' })
    expect([await outcome(post('x')), bodies()]).toEqual(['broken', []])
  })

  it('blackhole: no answer until the toxics change, and the gateway heard nothing', async () => {
    proxy.poison({ kind: 'blackhole' })
    const answer = outcome(post('x'))
    expect(await Promise.race([answer, wait(150).then(() => 'silence')])).toBe('silence')
    proxy.poison()
    expect([await answer, bodies()]).toEqual(['broken', []])
    expect(await outcome(post('y'))).toBe('{"nth":1,"body":"y"}')
  })

  it('slowClose: the head is there at once, the last byte late', async () => {
    proxy.poison({ kind: 'slowClose', milliseconds: 150 })
    const answer = await post('x')
    expect(answer.status).toBe(200)
    expect(await timed(async () => expect(await answer.text()).toBe('{"nth":1,"body":"x"}'))).toBeGreaterThanOrEqual(100)
  })

  it('cutRequest: both sides see the request torn after so many bytes', async () => {
    proxy.poison({ kind: 'cutRequest', bytes: 3 })
    expect(await outcome(post('123456'))).toBe('broken')
    await expect.poll(bodies).toEqual([undefined])
    // What is shorter passes.
    expect(await outcome(post('12'))).toBe('{"nth":2,"body":"12"}')
  })

  it('cutAnswer: the gateway heard all, the caller gets the beginning of the answer', async () => {
    proxy.poison({ kind: 'cutAnswer', bytes: 5 })
    const answer = await post('x')
    await expect(answer.text()).rejects.toThrow()
    expect([answer.status, bodies()]).toEqual([200, ['x']])
  })

  it('answerLost: the gateway did its work, the caller never hears of it', async () => {
    proxy.poison({ kind: 'answerLost' })
    expect([await outcome(post('x')), bodies()]).toEqual(['broken', ['x']])
  })

  it('duplicate: the gateway hears the same twice, at once or later', async () => {
    proxy.poison({ kind: 'duplicate' })
    expect(await outcome(post('x'))).toMatch(/^\{"nth":[12],"body":"x"\}$/)
    await expect.poll(bodies).toEqual(['x', 'x'])
    proxy.poison({ kind: 'duplicate', after: 100 })
    expect(await outcome(post('y'))).toBe('{"nth":3,"body":"y"}')
    expect(bodies()).toEqual(['x', 'x', 'y'])
    await expect.poll(bodies).toEqual(['x', 'x', 'y', 'y'])
  })

  it('overtaken: an answer comes after the answer to a later request', async () => {
    proxy.poison({ kind: 'overtaken', milliseconds: 5_000, only: /first/ })
    const order: string[] = []
    const first = outcome(post('1', '/first')).then(() => order.push('first'))
    await expect.poll(bodies).toEqual(['1'])
    const second = outcome(post('2', '/second')).then(() => order.push('second'))
    await Promise.all([first, second])
    expect(order).toEqual(['second', 'first'])
  })

  it.each([
    [{ kind: 'captivePortal' }, 200, 'text/html; charset=utf-8', null, /<form>/],
    [{ kind: 'nonsense' }, 200, 'application/json', null, /^\{"tereze":$/],
    [{ kind: 'serverError', status: 502 }, 502, 'text/plain', null, /upstream/],
    [{ kind: 'retryAfter', seconds: 3 }, 503, 'text/plain', '3', /busy/],
  ] as const)('answers in the gateway’s place: %o', async (toxic, status, type, retryAfter, body) => {
    proxy.poison(toxic)
    const answer = await post('x')
    expect({
      status: answer.status,
      type: answer.headers.get('content-type'),
      retryAfter: answer.headers.get('retry-after'),
      body: await answer.text(),
      heard: bodies(),
    }).toEqual({ status, type, retryAfter, body: expect.stringMatching(body), heard: [] })
  })

  it('looks like a torn connection while the gateway is away, and works on when it is back', async () => {
    await gateway.stop()
    expect(await outcome(post('x'))).toBe('broken')
  })

  it('counts what it did', async () => {
    proxy.poison({ kind: 'reset', only: /gone/ }, { kind: 'latency', milliseconds: 1 })
    await outcome(post('x'))
    await outcome(post('x', '/gone'))
    expect([proxy.counts(), proxy.requests(), proxy.requests(/gone/)]).toEqual([{ latency: 2, reset: 1 }, 2, 1])
  })
})

describe('what is in store for a request', () => {
  const toxics: readonly Toxic[] = [
    { kind: 'reset', share: 0.3 },
    { kind: 'latency', milliseconds: 5, share: 0.5 },
    { kind: 'nonsense', only: /^GET / },
  ]
  const fates = (seed: number): string => {
    const random = createRandom(seed)
    return Array.from({ length: 200 }, () => Object.keys(drawFate(toxics, 'POST /v1/requests', random)).join('+')).join()
  }

  it('is the same for the same seed, another for another, and of the wanted share', () => {
    expect(fates(5)).toBe(fates(5))
    expect(fates(5)).not.toBe(fates(6))
    const met = fates(5).split(',')
    expect(met.filter((fate) => fate.includes('reset')).length).toBeGreaterThan(30)
    expect(met.filter((fate) => fate.includes('reset')).length).toBeLessThan(90)
    expect(met.some((fate) => fate.includes('nonsense'))).toBe(false)
  })
})
