import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { createTokenEngine } from '#adapters/token-engine/create-token-engine.ts'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import { openRemote, RemoteGone } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { BackendSignRequest, TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'
import { channelPair } from '#test/fakes/channel.ts'
import { openTokenDesk, sampleBytes, type TokenDesk } from '#test/fixtures/token-desk.ts'

const certificateId = 'a'.repeat(64)
const summary = {
  fingerprint: certificateId,
  serial: '1',
  commonName: 'ӘБІЛОВ ЕРЛАН',
  issuer: 'ҰКО',
  role: 'person',
  forSignature: true,
  forAuthentication: true,
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
} as const
const info = (tokenId: string, id: string): TokenInfo => ({
  tokenId,
  kind: 'pkcs11',
  label: tokenId,
  manufacturer: '',
  model: '',
  serialNumber: '',
  pinState: 'ok',
  login: 'none',
  certificates: [
    {
      certificateId: id,
      der: new Uint8Array([1]),
      summary: { ...summary, fingerprint: id as never },
      keyType: 'RSA',
      hasPrivateKey: true,
      asksEachTime: false,
    },
  ],
})

interface Tried {
  readonly pin: string
  readonly buffer: Uint8Array
}

/** A token that signs when it is told to, and remembers the PINs and their buffers. */
function slowBackend(tokens: readonly TokenInfo[] = [info('t1', certificateId)]) {
  const tried: Tried[] = []
  const pending: ((answer: Result<Uint8Array, TokenFault>) => void)[] = []
  const listeners = new Set<() => void>()
  const backend: TokenBackend = {
    list: () => Promise.resolve(ok(tokens)),
    sign: ({ pin }: BackendSignRequest) => {
      if (pin !== undefined) tried.push({ pin: new TextDecoder().decode(pin), buffer: pin })
      return new Promise((resolve) => pending.push(resolve))
    },
    isLoggedIn: () => false,
    logOut: () => Promise.resolve(),
    onDidChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
  return { backend, tried, pending, change: () => listeners.forEach((listener) => listener()) }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const signed = ok(new Uint8Array([7]))

describe('token engine and client', () => {
  let desk: TokenDesk
  afterEach(() => desk.close())

  it('joins the PIN to the signature by its ticket, whichever comes first, and wipes it after use', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend] })
    const [early, late] = [randomUUID(), randomUUID()]

    await desk.leavePin(early, '1111')
    const first = desk.token.sign({ certificateId, ticket: early, toBeSigned: sampleBytes })
    await vi.waitFor(() => expect(token.pending).toHaveLength(1))
    token.pending[0]?.(signed)
    expect(await first).toEqual(signed)

    const second = desk.token.sign({ certificateId, ticket: late, toBeSigned: sampleBytes })
    await pause(20)
    await desk.leavePin(late, '2222')
    await vi.waitFor(() => expect(token.pending).toHaveLength(2))
    token.pending[1]?.(signed)
    expect(await second).toEqual(signed)

    expect(token.tried.map(({ pin }) => pin)).toEqual(['1111', '2222'])
    expect(token.tried.map(({ buffer }) => [...buffer])).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
  })

  it('asks for its end when the session ends or it lies idle, but only if a PIN went through it', async () => {
    const token = slowBackend()
    const onSpent = vi.fn()
    desk = openTokenDesk({ backends: [token.backend], idleAfter: 60, onSpent })
    desk.endSession()
    await pause(100)
    expect(onSpent).not.toHaveBeenCalled()

    const signing = desk.sign(certificateId, '1111')
    await vi.waitFor(() => expect(token.pending).toHaveLength(1))
    token.pending[0]?.(signed)
    await signing
    await vi.waitFor(() => expect(onSpent).toHaveBeenCalledTimes(1))
    desk.endSession()
    await vi.waitFor(() => expect(onSpent).toHaveBeenCalledTimes(2))
  })

  it('takes a ticket once', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend], pinLifetime: 50 })
    const ticket = randomUUID()
    await desk.leavePin(ticket, '1111')
    const first = desk.token.sign({ certificateId, ticket, toBeSigned: sampleBytes })
    await vi.waitFor(() => expect(token.pending).toHaveLength(1))
    token.pending[0]?.({ ok: false, error: fault('token/pinIncorrect', 'act', { finalTry: true, triesLeft: 1 }) })

    expect(await first).toEqual({ ok: false, error: { tag: 'token/pinIncorrect', remedy: 'act', finalTry: true, triesLeft: 1 } })
    expect(await desk.token.sign({ certificateId, ticket, toBeSigned: sampleBytes })).toEqual({
      ok: false,
      error: { tag: 'token/noPin', remedy: 'retry' },
    })
    expect(token.tried).toHaveLength(1)
  })

  it('has no PIN under an unknown ticket, nor under one that lay too long', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend], pinLifetime: 60 })
    const ticket = randomUUID()
    await desk.leavePin(ticket, '1111')
    await pause(90)

    const noPin = { ok: false, error: { tag: 'token/noPin', remedy: 'retry' } }
    expect(await desk.token.sign({ certificateId, ticket, toBeSigned: sampleBytes })).toEqual(noPin)
    expect(await desk.token.sign({ certificateId, ticket: randomUUID(), toBeSigned: sampleBytes })).toEqual(noPin)
    expect(token.tried).toEqual([])
  })

  it('does one thing at a time on a token, and two tokens at once', async () => {
    const other = 'b'.repeat(64)
    const token = slowBackend([info('t1', certificateId), info('t2', other)])
    desk = openTokenDesk({ backends: [token.backend] })

    const all = [desk.sign(certificateId, '1111'), desk.sign(certificateId, '2222'), desk.sign(other, '3333')]
    await vi.waitFor(() => expect(token.tried.map(({ pin }) => pin)).toEqual(['1111', '3333']))
    await pause(30)
    expect(token.tried).toHaveLength(2)
    token.pending[0]?.(signed)
    await vi.waitFor(() => expect(token.pending).toHaveLength(3))
    token.pending[1]?.(signed)
    token.pending[2]?.(signed)

    expect(await Promise.all(all)).toEqual([signed, signed, signed])
    expect(token.tried.map(({ pin }) => pin)).toEqual(['1111', '3333', '2222'])
  })

  it('cancels what waits in the queue without trying its PIN, and tells of the time limit', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend], signWithin: 80 })

    const running = desk.sign(certificateId, '1111')
    await vi.waitFor(() => expect(token.pending).toHaveLength(1))
    const waiting = desk.sign(certificateId, '2222')
    expect(await Promise.all([running, waiting])).toEqual([
      { ok: false, error: { tag: 'token/timeout', remedy: 'retry' } },
      { ok: false, error: { tag: 'token/timeout', remedy: 'retry' } },
    ])
    await pause(10)
    token.pending[0]?.(signed)
    await pause(30)
    expect(token.tried.map(({ pin }) => pin)).toEqual(['1111'])

    const next = desk.sign(certificateId, '3333')
    await vi.waitFor(() => expect(token.pending).toHaveLength(2))
    token.pending[1]?.(signed)
    expect(await next).toEqual(signed)
  })

  it('answers "cancelled" to a remote that cancels, before the PIN came and in the queue', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [] })
    const engine = createTokenEngine({ backends: [token.backend], logger: silentLogger })
    const [coreEnd, engineEnd] = channelPair()
    engine.attachCore(engineEnd)
    const core = openRemote(coreEnd, () => Promise.reject(new Error('not called')))
    const stop = new AbortController()

    const waiting = core.call('sign', { certificateId, ticket: randomUUID(), toBeSigned: sampleBytes }, stop.signal)
    await pause(20)
    stop.abort()

    expect(await waiting).toEqual({ ok: false, error: { tag: 'token/cancelled', remedy: 'retry' } })

    const [pageEnd, enginePageEnd] = channelPair()
    engine.attachPage(enginePageEnd)
    const page = openRemote(pageEnd, () => Promise.reject(new Error('not called')))
    const tickets = [randomUUID(), randomUUID()]
    for (const ticket of tickets) await page.call('leavePin', { ticket, pin: new Uint8Array([49]) })
    const stopSecond = new AbortController()
    const running = core.call('sign', { certificateId, ticket: tickets[0], toBeSigned: sampleBytes })
    const queued = core.call('sign', { certificateId, ticket: tickets[1], toBeSigned: sampleBytes }, stopSecond.signal)
    await vi.waitFor(() => expect(token.pending).toHaveLength(1))
    stopSecond.abort()
    expect(await queued).toEqual({ ok: false, error: { tag: 'token/cancelled', remedy: 'retry' } })
    token.pending[0]?.(signed)
    expect(await running).toEqual(signed)
    expect(token.tried).toHaveLength(1)
    await engine.close()
  })

  it('lets a page leave PINs and nothing else', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend] })
    const events = vi.fn()
    desk.page.onEvent(events)

    await expect(desk.page.call('list', undefined)).rejects.toBeInstanceOf(RemoteGone)
    await expect(desk.page.call('sign', { certificateId, ticket: randomUUID(), toBeSigned: sampleBytes })).rejects.toBeInstanceOf(
      RemoteGone,
    )
    await expect(desk.page.call('leavePin', { ticket: randomUUID(), pin: new Uint8Array(65) })).rejects.toBeInstanceOf(RemoteGone)
    token.change()
    expect(await desk.leavePin(randomUUID(), '1111')).toEqual({ ok: true })
    expect(events).not.toHaveBeenCalled()
    expect(token.tried).toEqual([])
  })

  it('does not let the core leave PINs', async () => {
    desk = openTokenDesk({ backends: [] })
    const engine = createTokenEngine({ backends: [], logger: silentLogger })
    const [coreEnd, engineEnd] = channelPair()
    engine.attachCore(engineEnd)
    const core = openRemote(coreEnd, () => Promise.reject(new Error('not called')))

    await expect(core.call('leavePin', { ticket: randomUUID(), pin: new Uint8Array([49]) })).rejects.toBeInstanceOf(RemoteGone)
    await engine.close()
  })

  it('tells the core that tokens came or went', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend] })
    const changed = vi.fn()
    desk.token.onDidChange(changed)

    token.change()

    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1))
  })

  it('lists what works where one of the back ends fails, and the failure where none does', async () => {
    const broken: TokenBackend = {
      ...slowBackend().backend,
      list: () => Promise.resolve({ ok: false, error: fault('token/moduleMissing', 'support') }),
    }
    desk = openTokenDesk({ backends: [broken, slowBackend().backend] })
    const list = await desk.token.list()
    expect(list.ok && list.value.map(({ tokenId }) => tokenId)).toEqual(['t1'])
    await desk.close()

    desk = openTokenDesk({ backends: [broken] })
    expect(await desk.token.list()).toEqual({ ok: false, error: { tag: 'token/moduleMissing', remedy: 'support' } })
  })

  it('is down before its channel came and after it went, and up again with the next', async () => {
    const token = slowBackend()
    desk = openTokenDesk({ backends: [token.backend] })
    const client = createTokenClient()
    const down = { ok: false, error: { tag: 'token/processDown', remedy: 'retry' } }
    expect(await client.token.list()).toEqual(down)

    const engine = createTokenEngine({ backends: [token.backend], logger: silentLogger })
    const [first, firstEnd] = channelPair()
    engine.attachCore(firstEnd)
    client.attach(first)
    const waiting = client.token.sign({ certificateId, ticket: randomUUID(), toBeSigned: sampleBytes })
    await pause(10)
    firstEnd.close()
    expect(await waiting).toEqual(down)
    expect(await client.token.list()).toEqual(down)

    const [second, secondEnd] = channelPair()
    engine.attachCore(secondEnd)
    client.attach(second)
    expect((await client.token.list()).ok).toBe(true)
    await engine.close()
  })

  describe('finding a certificate', () => {
    const other = 'b'.repeat(64)
    /** Counts the listings; another certificate can be put in. */
    function countedBackend() {
      const slow = slowBackend()
      let tokens = [info('t1', certificateId)]
      const list = vi.fn(() => Promise.resolve(ok(tokens)))
      return {
        ...slow,
        list,
        backend: { ...slow.backend, list },
        putIn: (id: string) => void (tokens = [info('t1', certificateId), info('t2', id)]),
      }
    }
    const idOf = (found: Result<{ certificateId: string }, TokenFault>) => (found.ok ? found.value.certificateId : found.error.tag)
    const open = () => {
      const token = countedBackend()
      desk = openTokenDesk({ backends: [token.backend] })
      return token
    }

    it('answers from the last listing, lists where there was none, and a listing is always fresh', async () => {
      const token = open()
      expect(idOf(await desk.token.find(certificateId))).toBe(certificateId)
      expect(idOf(await desk.token.find(certificateId))).toBe(certificateId)
      expect(token.list).toHaveBeenCalledTimes(1)
      await desk.token.list()
      await desk.token.list()
      expect(idOf(await desk.token.find(certificateId))).toBe(certificateId)
      expect(token.list).toHaveBeenCalledTimes(3)
    })

    it('asks the tokens for a certificate that the last listing did not have', async () => {
      const token = open()
      await desk.token.list()
      expect(await desk.token.find(other)).toEqual({ ok: false, error: { tag: 'token/certificateMissing', remedy: 'act' } })
      token.putIn(other)
      expect(idOf(await desk.token.find(other))).toBe(other)
      expect(token.list).toHaveBeenCalledTimes(3)
    })

    it('forgets when tokens come or go, even while they are being listed', async () => {
      const token = open()
      const changed = vi.fn()
      desk.token.onDidChange(changed)
      await desk.token.list()
      token.change()
      await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1))
      await desk.token.find(certificateId)
      expect(token.list).toHaveBeenCalledTimes(2)

      let release = () => {}
      token.list.mockImplementationOnce(() => new Promise((resolve) => (release = () => resolve(ok([info('t1', certificateId)])))))
      const overtaken = desk.token.list()
      await vi.waitFor(() => expect(token.list).toHaveBeenCalledTimes(3))
      token.change()
      await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2))
      release()
      expect((await overtaken).ok).toBe(true)
      await desk.token.find(certificateId)
      expect(token.list).toHaveBeenCalledTimes(4)
    })

    it('forgets after a signature that failed, not after one that was made', async () => {
      const token = open()
      await desk.token.list()
      for (const answer of [signed, err(fault('token/pinIncorrect', 'act', { finalTry: false }))]) {
        const before = token.pending.length
        const signing = desk.sign(certificateId, '1111')
        await vi.waitFor(() => expect(token.pending).toHaveLength(before + 1))
        token.list.mockClear()
        token.pending.at(-1)?.(answer)
        expect(await signing).toEqual(answer)
        await desk.token.find(certificateId)
        expect(token.list).toHaveBeenCalledTimes(answer.ok ? 0 : 1)
      }
    })

    it('forgets with the token process, and asks the next one', async () => {
      const token = open()
      const client = createTokenClient()
      for (let start = 0; start < 2; start += 1) {
        const engine = createTokenEngine({ backends: [token.backend], logger: silentLogger })
        const [coreEnd, engineEnd] = channelPair()
        engine.attachCore(engineEnd)
        client.attach(coreEnd)
        expect(idOf(await client.token.find(certificateId))).toBe(certificateId)
        engineEnd.close()
        await pause(10)
        expect(idOf(await client.token.find(certificateId))).toBe('token/processDown')
        await engine.close()
      }
      expect(token.list).toHaveBeenCalledTimes(2)
    })
  })

  it('does not pass on an answer of the wrong shape', async () => {
    desk = openTokenDesk({ backends: [] })
    const client = createTokenClient()
    const [coreEnd, otherEnd] = channelPair()
    client.attach(coreEnd)
    const answers = [
      { ok: true, value: 'no list' },
      { ok: false, error: { tag: 'token/newKind', remedy: 'act' } },
    ]
    openRemote(otherEnd, () => Promise.resolve(answers.shift()))

    expect(await client.token.list()).toEqual({
      ok: false,
      error: { tag: 'token/deviceError', remedy: 'support', code: 'MALFORMED_ANSWER' },
    })
    expect(await client.token.list()).toEqual({ ok: false, error: { tag: 'token/deviceError', remedy: 'support', code: 'token/newKind' } })
  })
})
