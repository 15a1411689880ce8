import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { afterFailure, logIn, logInWithToken } from '#core/services/log-in.ts'
import { centreBin, createFakeDesk, providerBin, refused, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const { staff } = sessionOf()
const success = (over: object = {}) =>
  Promise.resolve(ok({ staff: { ...staff, ...over }, token: 'gateway-token', expiresAt: '2026-11-20T13:00:00.000Z' }))
const minutes = 60_000
const now = Date.parse('2026-11-20T05:00:00.000Z')

/** A gateway that knows one password, and may be away. */
function setUp(over: object = {}) {
  const line = { up: true }
  const login: Gateway['login'] = (_login, password) => {
    if (!line.up) return Promise.resolve(err(fault('gateway/unavailable', 'retry', { why: 'noConnection' })))
    return password === 'дұрыс' ? success(over) : refused('loginWrong')
  }
  return { desk: createFakeDesk({ gateway: { login } }), line }
}

describe('afterFailure', () => {
  it('every fifth failure locks, each time twice as long, an hour at most', () => {
    let record = afterFailure({ login: 'a', failures: 0 }, now)
    const locks: [number, number][] = []
    for (; record.failures <= 45; record = afterFailure(record, now)) {
      if (record.lockedUntil !== undefined) locks.push([record.failures, (Date.parse(record.lockedUntil) - now) / minutes])
    }
    expect(locks).toEqual([
      [5, 1],
      [10, 2],
      [15, 4],
      [20, 8],
      [25, 16],
      [30, 32],
      [35, 60],
      [40, 60],
      [45, 60],
    ])
  })

  it('keeps what is known of the person, and locks for 1 to 60 minutes or not at all', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.option(fc.constant('2026-11-20T04:00:00.000Z'), { nil: undefined }), (failures, lockedUntil) => {
        const before = { login: 'a', failures, verifier: 'v', staff: 's', ...(lockedUntil === undefined ? {} : { lockedUntil }) }
        const { lockedUntil: until, ...after } = afterFailure(before, now)
        expect(after).toEqual({ login: 'a', failures: failures + 1, verifier: 'v', staff: 's' })
        const locked = until === undefined ? undefined : (Date.parse(until) - now) / minutes
        expect(locked === undefined).toBe((failures + 1) % 5 !== 0)
        if (locked !== undefined) expect(locked >= 1 && locked <= 60).toBe(true)
      }),
    )
  })
})

describe('logIn', () => {
  it('lets in whom the gateway lets in, and keeps a verifier of the password, not the password', async () => {
    const { desk } = setUp()
    expect(await logIn(desk, 'aigul', 'дұрыс')).toEqual(
      ok({ staff, staffToken: 'gateway-token', since: '2026-11-20T05:00:00.000Z', offline: false }),
    )
    expect(desk.stores.settings.findLogin('aigul')).toEqual({
      login: 'aigul',
      failures: 0,
      verifier: 'verifier of дұрыс',
      staff: JSON.stringify(staff),
      verifiedAt: '2026-11-20T05:00:00.000Z',
    })
  })

  it('counts down the tries, locks at the fifth, does not even ask while locked, and counts on after it', async () => {
    const { desk } = setUp()
    const answers: unknown[] = []
    for (let attempt = 0; attempt < 5; attempt++) answers.push(await logIn(desk, 'aigul', 'қате'))
    answers.push(await logIn(desk, 'aigul', 'дұрыс'))
    await desk.clock.advance(minutes)
    answers.push(await logIn(desk, 'aigul', 'қате'))
    const wrong = (triesLeft: number) => err({ tag: 'session/wrong', remedy: 'act', triesLeft })
    const locked = err({ tag: 'session/lockedOut', remedy: 'act', until: '2026-11-20T05:01:00.000Z' })
    expect(answers).toEqual([wrong(4), wrong(3), wrong(2), wrong(1), locked, locked, wrong(4)])
    expect((await logIn(desk, 'aigul', 'дұрыс')).ok).toBe(true)
    expect(desk.stores.settings.findLogin('aigul')?.failures).toBe(0)
  })

  it('offline, the password last verified decides, and wrong ones count and lock as online', async () => {
    const { desk, line } = setUp()
    await logIn(desk, 'aigul', 'дұрыс')
    line.up = false
    const right = await logIn(desk, 'aigul', 'дұрыс')
    const wrong: unknown[] = []
    for (let attempt = 0; attempt < 5; attempt++) wrong.push(await logIn(desk, 'aigul', 'қате'))
    expect({ right, last: wrong.at(-1), then: await logIn(desk, 'aigul', 'дұрыс') }).toEqual({
      right: ok({ staff, since: '2026-11-20T05:00:00.000Z', offline: true, offlineDaysLeft: 14 }),
      last: err({ tag: 'session/lockedOut', remedy: 'act', until: '2026-11-20T05:01:00.000Z' }),
      then: err({ tag: 'session/lockedOut', remedy: 'act', until: '2026-11-20T05:01:00.000Z' }),
    })
  })

  it('offline, a lock that a wrong clock made reaches no farther than the longest', async () => {
    const { desk, line } = setUp()
    await logIn(desk, 'aigul', 'дұрыс')
    line.up = false
    const record = desk.stores.settings.findLogin('aigul')
    desk.stores.settings.saveLogin({ login: 'aigul', failures: 5, ...record, lockedUntil: '2026-11-23T05:01:00.000Z' })
    expect((await logIn(desk, 'aigul', 'дұрыс')).ok).toBe(true)
  })

  it('offline, nobody who was never here online is let in, and nothing is counted against them', async () => {
    const { desk, line } = setUp()
    line.up = false
    expect(await logIn(desk, 'stranger', 'дұрыс')).toEqual(err({ tag: 'gateway/unavailable', remedy: 'retry', why: 'noConnection' }))
    expect(desk.stores.settings.findLogin('stranger')).toBeUndefined()
  })

  it.each([
    ['another organisation', { organisationBin: providerBin }],
    ['a role of the other side', { role: 'executor' }],
  ])('the right person of %s is not here, and leaves no verifier behind', async (_what, over) => {
    const { desk } = setUp(over)
    expect(await logIn(desk, 'aigul', 'дұрыс')).toEqual(err({ tag: 'session/notHere', remedy: 'act' }))
    expect(desk.stores.settings.findLogin('aigul')).toBeUndefined()
  })

  it.each([
    [refused('forbidden'), { tag: 'session/notHere', remedy: 'act' }],
    [refused('loginLocked', { retryAfterSeconds: 90 }), { tag: 'session/lockedOut', remedy: 'act', until: '2026-11-20T05:01:30.000Z' }],
    [refused('malformed'), { tag: 'gateway/refused', remedy: 'act', code: 'malformed', data: {} }],
  ])('the gateway’s refusal %# is told in the session’s own words', async (answer, expected) => {
    expect(await logIn(createFakeDesk({ gateway: { login: () => answer } }), 'aigul', 'x')).toEqual(err(expected))
  })

  it('a full disk stops nobody from logging in', async () => {
    const { desk } = setUp()
    const settings = {
      ...desk.stores.settings,
      saveLogin: () => {
        throw new StorageProblem('diskFull', 'SQLITE_FULL')
      },
    }
    expect((await logIn({ ...desk, stores: { ...desk.stores, settings } }, 'aigul', 'дұрыс')).ok).toBe(true)
  })
})

describe('logInWithToken', () => {
  const certificate = certificateOf({ iin: staff.iin, bin: centreBin, forAuthentication: true })
  const deskWith = (loginByCertificate: Gateway['loginByCertificate']) => {
    const challenge: Gateway['challenge'] = () => Promise.resolve(ok({ challengeId: 'c-1', nonce: new Uint8Array([1, 2, 3]) }))
    const desk = createFakeDesk({ gateway: { challenge, loginByCertificate } })
    desk.token.certificates = [certificate]
    return desk
  }

  it('signs the gateway’s nonce under the ticket', async () => {
    const sent: unknown[] = []
    const desk: ReturnType<typeof deskWith> = deskWith(async (challengeId, cms) => {
      sent.push([challengeId, (await desk.signing.verify(cms, desk.clock.instant())).content])
      return success()
    })
    expect(await logInWithToken(desk, certificate.certificateId, 'ticket-1', new Abort())).toEqual(
      ok({ staff, staffToken: 'gateway-token', since: '2026-11-20T05:00:00.000Z', offline: false }),
    )
    expect({ sent, tickets: desk.token.tickets }).toEqual({ sent: [['c-1', new Uint8Array([1, 2, 3])]], tickets: ['ticket-1'] })
  })

  it.each([
    [() => refused('loginWrong'), { tag: 'session/wrong', remedy: 'act' }],
    [() => refused('forbidden'), { tag: 'session/notHere', remedy: 'act' }],
    [() => refused('signature/revoked'), { tag: 'signing/certificateUnfit', remedy: 'act', reason: 'signature/revoked' }],
    [() => success({ organisationBin: providerBin }), { tag: 'session/notHere', remedy: 'act' }],
  ])('the gateway’s answer %# is told in the session’s own words', async (answer, expected) => {
    expect(await logInWithToken(deskWith(answer), certificate.certificateId, 't', new Abort())).toEqual(err(expected))
  })

  it('a token that fails, or that lacks the certificate, lets nobody in', async () => {
    const desk = deskWith(() => success())
    desk.token.fault = fault('token/pinIncorrect', 'act', { finalTry: false, triesLeft: 2 })
    expect(await logInWithToken(desk, certificate.certificateId, 't', new Abort())).toEqual(err(desk.token.fault))
    desk.token.certificates = []
    expect(await logInWithToken(desk, certificate.certificateId, 't', new Abort())).toEqual(
      err({ tag: 'token/certificateMissing', remedy: 'act' }),
    )
  })
})
