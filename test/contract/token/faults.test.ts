import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { openRemote } from '#core/base/remote.ts'
import { processChannel } from '#test/fakes/process-channel.ts'
import {
  createTokenFolder,
  hasCompiler,
  openShim,
  removeShim,
  type Shim,
  softhsm,
  type TestToken,
  type TokenFolder,
} from '#test/fixtures/softhsm-tokens.ts'
import { openTokenDesk, sampleBytes, type TokenDesk } from '#test/fixtures/token-desk.ts'

const pin = '4821'
const isGood = ({ certificate }: TestToken, signature: Uint8Array): boolean =>
  verify('sha256', sampleBytes, new X509Certificate(certificate).publicKey, signature)

describe.skipIf(softhsm === undefined || !hasCompiler)('faults of tokens (SoftHSM2 behind a shim that injects them)', () => {
  let tokens: TokenFolder
  let token: TestToken
  let shim: Shim

  beforeEach(async () => {
    tokens = await createTokenFolder()
    token = await tokens.make({ label: 'operator1', pin })
    shim = openShim(tokens.folder)
  })
  afterEach(() => tokens.remove())
  afterAll(removeShim)

  describe('in this process', () => {
    let desk: TokenDesk
    beforeEach(async () => {
      desk = openTokenDesk({ modules: [shim.module], pollEvery: 60_000 })
      await desk.token.list()
      shim.calls()
    })
    afterEach(() => desk.close())

    const logins = () => shim.calls().filter((call) => call === 'C_Login').length
    const signsAgain = async () => {
      shim.order()
      const signature = await desk.sign(token.certificateId, pin)
      return signature.ok && isGood(token, signature.value)
    }

    it('tells a locked PIN by its return code', async () => {
      shim.order('C_Login 0xA4')
      expect(await desk.sign(token.certificateId, pin)).toEqual({ ok: false, error: { tag: 'token/pinLocked', remedy: 'support' } })
      expect(logins()).toBe(1)
    })

    it('does not try a PIN that the flags say is locked', async () => {
      shim.order('flags 0x40000')
      const list = await desk.token.list()
      expect(list.ok && list.value[0]?.pinState).toBe('locked')
      expect(await desk.sign(token.certificateId, pin)).toEqual({ ok: false, error: { tag: 'token/pinLocked', remedy: 'support' } })
      expect(logins()).toBe(0)
    })

    it('tells that one try is left', async () => {
      shim.order('flags 0x20000')
      const list = await desk.token.list()
      expect(list.ok && list.value[0]?.pinState).toBe('finalTry')
      expect(await desk.sign(token.certificateId, '0000')).toEqual({
        ok: false,
        error: { tag: 'token/pinIncorrect', remedy: 'act', triesLeft: 1, finalTry: true },
      })
      expect(logins()).toBe(1)
    })

    const absent = { tag: 'token/absent', remedy: 'act' }
    const device = (code: string) => ({ tag: 'token/deviceError', remedy: 'retry', code })
    const codes = [
      ['0x30', device('CKR_DEVICE_ERROR')],
      ['0x31', device('CKR_DEVICE_MEMORY')],
      ['0x32', absent],
      ['0xE0', absent],
      ['0x05', device('CKR_GENERAL_ERROR')],
      ['0x06', device('CKR_FUNCTION_FAILED')],
      ['0xB3', device('CKR_SESSION_HANDLE_INVALID')],
      ['0x101', device('CKR_USER_NOT_LOGGED_IN')],
      ['0x82', device('CKR_OBJECT_HANDLE_INVALID')],
      ['0x80000123', device('CKR_VENDOR_DEFINED')],
    ] as const
    const calls = ['C_Login', 'C_SignInit', 'C_Sign'] as const

    it.each(codes.flatMap(([code, error]) => calls.map((call) => ({ code, call, error }))))(
      '$call returns $code: a fault, one login, and recovery',
      async ({ code, call, error }) => {
        shim.order(`${call} ${code}`)
        expect(await desk.sign(token.certificateId, pin)).toEqual({ ok: false, error })
        expect(logins()).toBe(1)
        expect(await signsAgain()).toBe(true)
      },
    )

    // One token for all the codes of a call: what a fault leaves behind meets the next one.
    it.each([
      'C_OpenSession',
      'C_GetSessionInfo',
      'C_GetTokenInfo',
      'C_GetSlotList',
      'C_FindObjectsInit',
      'C_Logout',
      'C_Initialize',
      'C_Finalize',
    ])('%s returns any of the codes: a signature that is good or a fault, one login at most, and recovery', async (call) => {
      for (const [code] of codes) {
        shim.order(`${call} ${code}`)
        shim.calls()
        const signature = await desk.sign(token.certificateId, pin)
        expect(signature.ok ? isGood(token, signature.value) : signature.error.tag.startsWith('token/')).toBe(true)
        expect(logins()).toBeLessThanOrEqual(1)
      }
      expect(await signsAgain()).toBe(true)
    })

    // Where a signature comes of it, the kept session was good or a fresh one took its place.
    it.each([
      { call: 'C_GetSlotList', signs: true, tried: 1 },
      { call: 'C_OpenSession', signs: true, tried: 1 },
      { call: 'C_GetSessionInfo', signs: true, tried: 1 },
      { call: 'C_GetTokenInfo', signs: false, tried: 0 },
      { call: 'C_FindObjectsInit', signs: false, tried: 1 },
    ])('$call fails: the PIN is tried $tried times', async ({ call, signs, tried }) => {
      shim.order(`${call} 0x30`)
      expect((await desk.sign(token.certificateId, pin)).ok).toBe(signs)
      expect(logins()).toBe(tried)
      expect(await signsAgain()).toBe(true)
    })

    it('signs in a fresh session, with one login, where an operation is stuck in the old one', async () => {
      shim.order('C_SignInit 0x90 once')
      const signature = await desk.sign(token.certificateId, pin)
      expect(signature.ok && isGood(token, signature.value)).toBe(true)
      expect(shim.calls().filter((call) => /Login|SignInit|OpenSession|C_Sign$|Initialize/.test(call))).toEqual([
        'C_Login',
        'C_SignInit',
        'C_OpenSession',
        'C_SignInit',
        'C_Sign',
      ])
    })

    it('builds the DigestInfo itself where the token cannot hash', async () => {
      shim.order('nohash 1')
      const signature = await desk.sign(token.certificateId, pin)
      expect(signature.ok && isGood(token, signature.value)).toBe(true)
    })

    it('gives the PIN for each signature to a key that wants it so', async () => {
      shim.order('always 1')
      expect((await desk.sign(token.certificateId, pin)).ok).toBe(true)
      expect(shim.calls().filter((call) => call.startsWith('C_Login') || call.startsWith('C_Sign'))).toEqual([
        'C_Login',
        'C_SignInit',
        'C_Login(context)',
        'C_Sign',
      ])
    })

    it('logs out after each signature, keeps the session and reads the certificates once', async () => {
      await desk.sign(token.certificateId, pin)
      await desk.sign(token.certificateId, pin)
      await desk.token.list()
      const seen = shim.calls()
      expect(seen.filter((call) => call === 'C_Logout')).toHaveLength(2)
      expect(seen).not.toContain('C_OpenSession')
    })

    it('goes on living while a slow token signs', async () => {
      shim.order('C_Sign slow')
      let ticks = 0
      const timer = setInterval(() => ticks++, 10)
      const signing = desk.sign(token.certificateId, pin)
      await new Promise((resolve) => setTimeout(resolve, 100))
      const list = await desk.token.list()
      expect(list.ok && list.value).toHaveLength(1)
      expect((await signing).ok).toBe(true)
      clearInterval(timer)
      expect(ticks).toBeGreaterThan(40)
    })
  })

  describe('in a process of its own', () => {
    let child: ChildProcess
    const start = async (stuckAfter: number) => {
      child = fork(join(import.meta.dirname, '../../fixtures/token-process.ts'), [shim.module, String(stuckAfter)], {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      await once(child, 'message')
      const page = openRemote(processChannel(child, 'page'), () => Promise.reject(new Error('not called')))
      const leavePin = async () => {
        const ticket = randomUUID()
        await page.call('leavePin', { ticket, pin: new TextEncoder().encode(pin) })
        return ticket
      }
      return { channel: processChannel(child, 'core'), leavePin }
    }
    afterEach(() => child.kill('SIGKILL'))

    it.each([
      { how: 'crashes', order: 'C_Sign crash', signal: 'SIGSEGV' },
      { how: 'hangs', order: 'C_Sign hang', signal: 'SIGKILL' },
    ])('$how while signing: the process ends, the core is told, and the next one signs', async ({ order, signal }) => {
      const { token: port, attach } = createTokenClient()
      const first = await start(300)
      attach(first.channel)
      expect((await port.list()).ok).toBe(true)
      shim.order(order)
      const ended = once(child, 'exit')

      expect(await port.sign({ certificateId: token.certificateId, ticket: await first.leavePin(), toBeSigned: sampleBytes })).toEqual({
        ok: false,
        error: { tag: 'token/processDown', remedy: 'retry' },
      })
      expect(await ended).toEqual([null, signal])

      shim.order()
      const second = await start(10_000)
      attach(second.channel)
      const signature = await port.sign({ certificateId: token.certificateId, ticket: await second.leavePin(), toBeSigned: sampleBytes })
      expect(signature.ok && isGood(token, signature.value)).toBe(true)
    })
  })
})
