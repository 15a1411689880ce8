import { describe, expect, it } from 'vitest'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { fault } from '#core/base/fault.ts'
import type { NcalayerRequest } from '#core/ports/ncalayer.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import type { TokenCertificate } from '#core/ports/token.ts'
import { signWithNcalayer } from '#core/services/sign-with-ncalayer.ts'
import { centreBin, createFakeDesk, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const { iin } = session.staff
const bytes = new TextEncoder().encode('{"request":1}')
const mine = certificateOf({ iin, bin: centreBin })

/** NCALayer answers with this certificate's signature of these bytes. */
function setUp(certificate: TokenCertificate = mine, signed: Uint8Array = bytes) {
  const asked: NcalayerRequest[] = []
  const desk = createFakeDesk({
    ncalayer: {
      find: () => Promise.resolve(ok({ version: '1.4' })),
      sign: (request) => {
        asked.push(request)
        return Promise.resolve(ok(cmsOf(signed, certificate)))
      },
    },
  })
  const sign = (over: Partial<FakeDesk> = {}) => signWithNcalayer({ ...desk, ...over }, session, 'request', bytes, 'ru', new Abort())
  return { desk, asked, sign }
}
const unfit = (reason: string) => err(fault('signing/certificateUnfit', 'act', { reason }))

describe('signWithNcalayer', () => {
  it('asks for this person and organisation, and gives the signature that it verified', async () => {
    const { sign, asked } = setUp()
    expect(await sign()).toMatchObject({
      ok: true,
      value: { cms: cmsOf(bytes, mine), report: { accepted: true, signer: mine.summary }, revocation: { state: 'unknown' } },
    })
    expect(asked).toEqual([{ content: bytes, iin, bin: centreBin, language: 'ru' }])
  })

  it.each([
    ['another person’s key', { iin: '850505400028', bin: centreBin }, 'otherPerson'],
    ['a key of another organisation', { iin, bin: '050540004455' }, 'otherOrganisation'],
    ['a key that has expired', { iin, bin: centreBin, notAfter: '2026-02-01T00:00:00.000Z' }, 'expired'],
    ['a key not for signatures', { iin, bin: centreBin, forSignature: false }, 'notForSignature'],
    ['a private person’s key', { iin, bin: centreBin, role: 'person' as const }, 'wrongRole'],
  ])('says that %s does not serve, in the words used for a token', async (_, of, reason) => {
    expect(await setUp(certificateOf(of)).sign()).toEqual(unfit(reason))
  })

  it('says that a revoked key does not serve', async () => {
    const { desk, sign } = setUp()
    const revocation = { state: 'revoked', source: 'ocsp', revokedAt: '2026-11-01T00:00:00.000Z' } as const
    const verify: SignatureFormat['verify'] = async (cms, at, expected) => {
      const { report, ...more } = await desk.signing.verify(cms, at, expected)
      return { ...more, report: { ...report, accepted: false, problems: ['revoked'], revocation } }
    }
    expect(await sign({ signing: { ...desk.signing, verify } })).toEqual(unfit('revoked'))
  })

  it('believes no signature of other bytes, and none that does not verify', async () => {
    const notVerified = (problems: string[]) => err(fault('signing/notVerified', 'support', { problems }))
    expect(await setUp(mine, new TextEncoder().encode('{}')).sign()).toEqual(notVerified([]))
    const untrusted = setUp()
    untrusted.desk.signing.trusted = false
    expect(await untrusted.sign()).toEqual(notVerified(['chainUntrusted']))
  })
})
