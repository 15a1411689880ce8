import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { SignatureReport } from '#core/domain/signature.ts'
import type { Authority } from '#pki/authority.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { content, flipped, newSigner, newTestAuthority, now, placeOf, saysGood, signContent, type TestSigner, trustOf } from './fixture.ts'

let authority: Authority
let signer: TestSigner
let cms: Uint8Array
beforeAll(async () => {
  authority = await newTestAuthority()
  signer = await newSigner(authority, {}, 'EC')
  cms = signContent(authority, signer)
})

const verify = (bytes: Uint8Array) => verifyCades({ cms: bytes, trust: trustOf(authority), at: now.toISOString(), revocationOf: saysGood })

describe('verifyCades on hostile bytes', () => {
  test('random bytes give a report that refuses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { report } = await verify(bytes)
        expect(SignatureReport.parse(report)).toMatchObject({ accepted: false, problems: ['malformed'] })
      }),
      { numRuns: 300 },
    )
  })

  test('a cut or spliced signature gives a report that refuses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(cms.length - 1),
        fc.nat(cms.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        async (start, end, middle) => {
          const spliced = Buffer.concat([cms.subarray(0, start), middle, cms.subarray(Math.max(start, end))])
          if (Buffer.compare(spliced, cms) === 0) return
          const { report, content: read } = await verify(spliced)
          expect(SignatureReport.safeParse(report).success).toBe(true)
          if (report.accepted) expect(Buffer.from(read ?? [])).toEqual(content)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('no octet of what is signed can be changed, nor of what says how it is signed', { timeout: 60_000 }, async () => {
    const issuing = placeOf(cms, authority.issuing.certificate)
    const isIssuing = (index: number): boolean => index >= issuing && index < issuing + authority.issuing.certificate.length
    const accepted: number[] = []
    for (let index = 0; index < cms.length; index++) {
      if (isIssuing(index) && index % 8 !== 0) continue
      const { report, content: read, signerCertificate } = await verify(flipped(cms, index, index % 8))
      if (!report.accepted) continue
      expect([Buffer.from(read ?? []), signerCertificate]).toEqual([Buffer.from(content), signer.certificate])
      accepted.push(index)
    }
    // CMSVersion of SignedData: 1 may become 3, and nothing rests on it.
    const version = placeOf(cms, Uint8Array.of(0x02, 0x01, 0x01)) + 2
    expect(accepted.filter((index) => index !== version)).toEqual([])
  })
})
