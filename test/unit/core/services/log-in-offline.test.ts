import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Desk } from '#core/services/desk.ts'
import { logIn, logInWithToken } from '#core/services/log-in.ts'
import { centreBin, createFakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'
import { iinNumber } from '#test/builders/case-log.ts'

const { staff } = sessionOf()
const day = 86_400_000
const silent = () => Promise.resolve(err(fault('gateway/unavailable', 'retry', { why: 'timeout' as const })))
const answer = { staff, token: 'gateway-token', expiresAt: '2026-11-20T13:00:00.000Z' }
const certificate = certificateOf({ iin: staff.iin, bin: centreBin, forAuthentication: true })
const began = '2026-11-20T05:00:00.000Z'

/** A desk where a person logged in online by password; the gateway is silent since. */
async function deskSince(over: Partial<Omit<Desk, 'gateway' | 'stores'>> = {}) {
  const line = { up: true }
  const desk = createFakeDesk({
    ...over,
    gateway: {
      login: () => (line.up ? Promise.resolve(ok(answer)) : silent()),
      challenge: () => (line.up ? Promise.resolve(ok({ challengeId: 'c', nonce: Uint8Array.of(1) })) : silent()),
      loginByCertificate: () => Promise.resolve(ok(answer)),
    },
  })
  desk.token.certificates = [certificate]
  await logIn(desk, 'aigul', 'дұрыс')
  line.up = false
  return { desk, line }
}

const byToken = (desk: Parameters<typeof logInWithToken>[0], ticket = 'ticket') =>
  logInWithToken(desk, certificate.certificateId, ticket, new Abort())

describe('the limit since the last online login', () => {
  it('lets in to the last moment, tells the days left, and then no more by password or by certificate', async () => {
    const { desk } = await deskSince()
    await desk.clock.advance(14 * day)
    const last = [await logIn(desk, 'aigul', 'дұрыс'), await byToken(desk)]
    expect(last.map((session) => session.ok && session.value.offlineDaysLeft)).toEqual([0, 0])
    await desk.clock.advance(1)
    const tooLong = err({ tag: 'session/offlineTooLong', remedy: 'act', since: began, days: 14 })
    expect([await logIn(desk, 'aigul', 'дұрыс'), await byToken(desk)]).toEqual([tooLong, tooLong])
  })

  it('is told only to whom the password is known', async () => {
    const { desk } = await deskSince()
    await desk.clock.advance(20 * day)
    expect(await logIn(desk, 'aigul', 'қате')).toMatchObject({ error: { tag: 'session/wrong' } })
  })

  it('is not stretched by a login by certificate for the password, nor the other way round', async () => {
    const { desk, line } = await deskSince()
    await desk.clock.advance(10 * day)
    line.up = true
    expect(await byToken(desk)).toMatchObject({ value: { offline: false } })
    line.up = false
    await desk.clock.advance(10 * day)
    expect(await logIn(desk, 'aigul', 'дұрыс')).toMatchObject({ error: { tag: 'session/offlineTooLong', since: began } })
    expect(await byToken(desk)).toMatchObject({ value: { offline: true, offlineDaysLeft: 4 } })
  })

  it('begins anew with an online login', async () => {
    const { desk, line } = await deskSince()
    await desk.clock.advance(20 * day)
    line.up = true
    await logIn(desk, 'aigul', 'дұрыс')
    line.up = false
    expect(await logIn(desk, 'aigul', 'дұрыс')).toMatchObject({ value: { offline: true, offlineDaysLeft: 14 } })
  })

  it('cannot be told by a clock that was set back', async () => {
    const { desk } = await deskSince({ isClockBehind: () => true })
    const behind = err({ tag: 'session/clockBehind', remedy: 'act' })
    expect([await logIn(desk, 'aigul', 'дұрыс'), await byToken(desk)]).toEqual([behind, behind])
  })
})

describe('login by certificate without the gateway', () => {
  it('signs a challenge of its own, never the same twice, and says what is known of the revocation', async () => {
    const { desk } = await deskSince()
    const signed: string[] = []
    const { sign } = desk.token
    const token = {
      ...desk.token,
      sign: (request: Parameters<typeof sign>[0]) => {
        signed.push(new TextDecoder().decode(request.toBeSigned))
        return sign(request)
      },
    }
    expect(await byToken({ ...desk, token })).toEqual(
      ok({ staff, since: began, offline: true, offlineDaysLeft: 14, revocation: 'unknown' }),
    )
    await byToken({ ...desk, token })
    expect(new Set(signed).size).toBe(2)
    expect(signed[0]).toContain('"schema":"tereze.offline-login/1"')
  })

  it.each([['revoked', { state: 'revoked', source: 'crl', revokedAt: '2026-11-01T00:00:00.000Z' } as const]])(
    'a certificate that the last list calls %s lets nobody in, and asks for no PIN',
    async (reason, revocation) => {
      const { desk } = await deskSince()
      desk.signing.revocation = revocation
      expect(await byToken(desk)).toEqual(err({ tag: 'signing/certificateUnfit', remedy: 'act', reason }))
      expect(desk.token.tickets).toEqual([])
    },
  )

  it('a certificate of foreign roots lets nobody in', async () => {
    const { desk } = await deskSince()
    desk.signing.trusted = false
    expect(await byToken(desk)).toEqual(err({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'untrusted' }))
  })

  it('a signature that does not stand lets nobody in', async () => {
    const { desk } = await deskSince()
    desk.signing.problems = ['signatureBroken']
    expect(await byToken(desk)).toEqual(err({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'signatureBroken' }))
  })

  it('an expired certificate lets nobody in', async () => {
    const { desk } = await deskSince()
    const expired = certificateOf({ iin: staff.iin, bin: centreBin, forAuthentication: true, notAfter: '2026-11-19T00:00:00.000Z' })
    desk.token.certificates = [expired]
    expect(await logInWithToken(desk, expired.certificateId, 't', new Abort())).toEqual(
      err({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'expired' }),
    )
  })

  it('a person who never logged in here online is not known, however good the certificate', async () => {
    const { desk } = await deskSince()
    const other = certificateOf({ iin: iinNumber(9), bin: centreBin, forAuthentication: true })
    desk.token.certificates = [other]
    expect(await logInWithToken(desk, other.certificateId, 't', new Abort())).toMatchObject({ error: { tag: 'gateway/unavailable' } })
    expect(desk.token.tickets).toEqual([])
  })

  it('a person known only by certificate has no password here', async () => {
    const desk = createFakeDesk({
      gateway: {
        challenge: () => Promise.resolve(ok({ challengeId: 'c', nonce: Uint8Array.of(1) })),
        loginByCertificate: () => Promise.resolve(ok(answer)),
      },
    })
    desk.token.certificates = [certificate]
    await byToken(desk)
    expect(desk.stores.settings.findLogin('aigul')).toEqual({
      login: 'aigul',
      failures: 0,
      staff: JSON.stringify(staff),
      certifiedAt: began,
    })
    expect(await logIn(desk, 'aigul', 'дұрыс')).toMatchObject({ error: { tag: 'gateway/unavailable' } })
  })
})
