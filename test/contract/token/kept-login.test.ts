import { verify, X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
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
const noPin = { ok: false, error: { tag: 'token/noPin', remedy: 'retry' } }

describe.skipIf(softhsm === undefined || !hasCompiler)('a kept login (SoftHSM2 behind a shim)', () => {
  let tokens: TokenFolder
  let one: TestToken
  let other: TestToken
  let shim: Shim
  let desk: TokenDesk

  beforeAll(async () => {
    tokens = await createTokenFolder()
    one = await tokens.make({ label: 'operator1', pin })
    other = await tokens.make({ label: 'operator2', pin: '4822', keyType: 'EC' })
  })
  afterAll(() => {
    tokens.remove()
    removeShim()
  })
  beforeEach(async () => {
    shim = openShim(tokens.folder)
    desk = openTokenDesk({ modules: [shim.module], pollEvery: 60_000 })
    await desk.token.list()
    shim.calls()
  })
  afterEach(() => desk.close())

  const logins = () => shim.calls().filter((call) => /C_Log/.test(call))
  const keep = async (milliseconds = 60_000) => (await desk.sign(one.certificateId, pin, sampleBytes, milliseconds)).ok
  const loginOf = async (label: string) => {
    const list = await desk.token.list()
    return list.ok ? list.value.find((token) => token.label === label)?.login : list.error.tag
  }

  it('signs again without a PIN, with one login, until it is ended', async () => {
    expect(await keep()).toBe(true)
    for (let count = 0; count < 3; count++) {
      const signature = await desk.signKept(one.certificateId)
      expect(signature.ok && verify('sha256', sampleBytes, new X509Certificate(one.certificate).publicKey, signature.value)).toBe(true)
    }
    expect(logins()).toEqual(['C_Login'])
    expect([await loginOf('operator1'), await loginOf('operator2')]).toEqual(['kept', 'none'])
    expect(await desk.signKept(other.certificateId)).toEqual(noPin)

    const changed = vi.fn()
    desk.token.onDidChange(changed)
    await desk.token.endLogins()
    expect(logins()).toEqual(['C_Logout'])
    await vi.waitFor(() => expect(changed).toHaveBeenCalled())
    expect(await loginOf('operator1')).toBe('none')
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
  })

  it('ends after its time since the last signature, and says so', async () => {
    const changed = vi.fn()
    expect(await keep(400)).toBe(true)
    desk.token.onDidChange(changed)
    expect((await desk.signKept(one.certificateId)).ok).toBe(true)
    expect(changed).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 5_000)
    expect(logins()).toEqual(['C_Login', 'C_Logout'])
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
  })

  it('is not left by a signature that does not ask for it, and judges a PIN that is given all the same', async () => {
    expect((await desk.sign(one.certificateId, pin)).ok).toBe(true)
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
    expect(await keep()).toBe(true)
    expect(await desk.sign(one.certificateId, '0000', sampleBytes, 60_000)).toMatchObject({ error: { tag: 'token/pinIncorrect' } })
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
  })

  it('is not kept for a key that wants the PIN for each signature', async () => {
    shim.order('always 1')
    expect(await keep()).toBe(true)
    expect(logins()).toEqual(['C_Login', 'C_Login(context)', 'C_Logout'])
    expect(await loginOf('operator1')).toBe('none')
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
    const list = await desk.token.list()
    expect(list.ok && list.value.map(({ label, certificates }) => [label, certificates[0]?.asksEachTime])).toEqual(
      expect.arrayContaining([
        ['operator1', true],
        ['operator2', false],
      ]),
    )
  })

  it.each([
    { what: 'says that nobody is logged in', order: 'C_Sign 0x101 once', fault: noPin },
    { what: 'lost its session', order: 'C_GetSessionInfo 0xB3 once', fault: noPin },
    { what: 'was pulled', order: 'C_GetTokenInfo 0xE0', fault: { ok: false, error: { tag: 'token/absent', remedy: 'act' } } },
    {
      what: 'breaks',
      order: 'C_Sign 0x30 once',
      fault: { ok: false, error: { tag: 'token/deviceError', remedy: 'retry', code: 'CKR_DEVICE_ERROR' } },
    },
  ])('ends where the token $what: the PIN is asked for anew', async ({ order, fault }) => {
    expect(await keep()).toBe(true)
    shim.order(order)
    expect(await desk.signKept(one.certificateId)).toEqual(fault)
    shim.order()
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
    expect(await loginOf('operator1')).toBe('none')
    expect(await keep()).toBe(true)
  })

  it('ends with the token, also where the token comes back before the next signature', async () => {
    await desk.close()
    desk = openTokenDesk({ modules: [shim.module], pollEvery: 50 })
    await desk.token.list()
    expect(await keep()).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 120))
    const changed = vi.fn()
    desk.token.onDidChange(changed)
    shim.order('C_GetTokenInfo 0xE0')
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), 5_000)
    shim.order()
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 5_000)
    expect(await loginOf('operator1')).toBe('none')
    expect(await desk.signKept(one.certificateId)).toEqual(noPin)
  })

  it('ends with the session, before the process does', async () => {
    await desk.close()
    const onSpent = vi.fn()
    desk = openTokenDesk({ modules: [shim.module], pollEvery: 60_000, onSpent, idleAfter: 30 })
    await keep()
    await new Promise((resolve) => setTimeout(resolve, 120))
    // A process with a login in it does not count as idle.
    expect(onSpent).not.toHaveBeenCalled()
    shim.calls()
    desk.endSession()
    await vi.waitFor(() => expect(onSpent).toHaveBeenCalled())
    expect(logins()).toEqual(['C_Logout'])
  })
})
