import { beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { VerificationReport } from '#core/domain/verification.ts'
import type { Authority } from '#pki/authority.ts'
import { toPem } from '#pki/pem.ts'
import { buildTimestampRequest, answerTimestamp, readTimestamp } from '#pki/timestamp.ts'
import { verifyFile } from '#pki/verify-file.ts'
import { content, newSigner, newTestAuthority, now, saysGood, signContent, type TestSigner, trustOf } from './fixture.ts'

let authority: Authority
let signer: TestSigner
beforeAll(async () => {
  authority = await newTestAuthority()
  signer = await newSigner(authority, {}, 'EC')
})

const check = (file: Uint8Array, detachedContent?: Uint8Array) =>
  verifyFile({
    file,
    trust: trustOf(authority),
    at: now.toISOString(),
    revocationOf: saysGood,
    ...(detachedContent === undefined ? {} : { detachedContent }),
  })
const letters = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

describe('verifyFile', () => {
  test('reads DER, PEM of both names, and bare base64', async () => {
    const cms = signContent(authority, signer)
    const base64 = Buffer.from(cms).toString('base64')
    const files = [
      cms,
      letters(toPem('CMS', cms)),
      letters(toPem('CMS', cms).replaceAll('CMS', 'PKCS7')),
      letters(base64),
      letters(`${base64}\r\n`),
    ]
    for (const file of files) {
      expect(await check(file)).toMatchObject({
        verdict: 'accepted',
        detached: false,
        content: { bytes: content.length },
        signers: [{ accepted: true, level: 'CAdES-B-B', chain: [{}, {}, {}] }],
      })
    }
  })

  test('a detached one without its document is not judged, with it it is', async () => {
    const cms = signContent(authority, signer, { detached: true })
    expect(await check(cms)).toMatchObject({ verdict: 'uncertain', detached: true, signers: [{ problems: ['contentMissing'] }] })
    expect(await check(cms, content)).toMatchObject({ verdict: 'accepted', detached: true })
    expect(await check(cms, letters('other'))).toMatchObject({ verdict: 'notAccepted', signers: [{ problems: ['contentAltered'] }] })
    expect(await check(signContent(authority, signer), letters('other'))).toMatchObject({
      verdict: 'notAccepted',
      signers: [{ problems: ['contentAltered'] }],
    })
  })

  test('says what a file is instead', async () => {
    const imprint = new Uint8Array(32)
    const response = answerTimestamp(buildTimestampRequest(imprint).der, authority.timestamp, now, [authority.issuing.certificate])
    const token = readTimestamp(response, { imprint, trust: trustOf(authority) })
    const kinds = [
      [letters('%PDF-1.7'), 'pdf'],
      [signer.certificate, 'certificate'],
      [letters(toPem('CERTIFICATE', signer.certificate)), 'certificate'],
      [token.ok ? token.value.token : new Uint8Array(), 'timestamp'],
      [letters('<?xml version="1.0"?>'), 'xml'],
      [letters('сәлем'), 'other'],
      [new Uint8Array(), 'other'],
    ] as const
    for (const [file, kind] of kinds) expect(await check(file)).toMatchObject({ verdict: 'notAccepted', notSignature: kind, signers: [] })
  })

  test('any bytes give a report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => VerificationReport.safeParse(await check(bytes)).success),
      { numRuns: 60 },
    )
  })
})
