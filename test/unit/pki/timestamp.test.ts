import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority, KeyAndCertificate } from '#pki/authority.ts'
import { verifyCades, type VerifyCades } from '#pki/cades-verify.ts'
import { toPem } from '#pki/pem.ts'
import { addSignatureTimestamp, answerTimestamp, buildTimestampRequest, readTimestamp, signatureValueOf } from '#pki/timestamp.ts'
import {
  certificatePem,
  content,
  flipped,
  good,
  inDays,
  newSigner,
  newTestAuthority,
  now,
  openWorkshop,
  saysGood,
  signContent,
  type TestSigner,
  trustOf,
} from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let stranger: Authority
let signer: TestSigner
beforeAll(async () => {
  ;[authority, stranger] = await Promise.all([newTestAuthority(), newTestAuthority()])
  signer = await newSigner(authority, { notAfter: inDays(30) }, 'EC')
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('issuing.pem', certificatePem(authority.issuing.certificate))
  workshop.write('content', content)
})

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest())
const imprint = sha256(content)
const answer = (request: Uint8Array, by: KeyAndCertificate = authority.timestamp, at = now) =>
  answerTimestamp(request, by, at, [authority.issuing.certificate])
const whole = `${now.toISOString().slice(0, 19)}.000Z`

describe('answerTimestamp', () => {
  test.each(['-sha256', '-sha512'])('OpenSSL asks with %s and verifies the answer', (hash) => {
    workshop.openssl('ts', '-query', '-data', 'content', hash, '-cert', '-out', 'request.tsq')
    workshop.write('answer.tsr', answer(readFileSync(workshop.path('request.tsq'))))
    const verify = (...of: readonly string[]) =>
      workshop.accepts('ts', '-verify', ...of, '-in', 'answer.tsr', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem')
    expect([verify('-data', 'content'), verify('-queryfile', 'request.tsq'), verify('-data', workshop.write('other', 'other'))]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('OpenSSL verifies one made on our request', () => {
    const { der } = buildTimestampRequest(imprint)
    workshop.write('ours.tsq', der)
    workshop.write('ours.tsr', answer(der))
    expect(workshop.accepts('ts', '-verify', '-queryfile', 'ours.tsq', '-in', 'ours.tsr', '-CAfile', 'root.pem')).toBe(true)
  })

  test('refuses what it cannot stamp, never throws', () => {
    workshop.openssl('ts', '-query', '-data', 'content', '-sha1', '-out', 'sha1.tsq')
    workshop.write('sha1.tsr', answer(readFileSync(workshop.path('sha1.tsq'))))
    expect(workshop.openssl('ts', '-reply', '-in', 'sha1.tsr', '-text')).toMatch(
      /Status: Rejected[\s\S]*unrecognized or unsupported algorithm/,
    )
    workshop.write('bad.tsr', answer(Uint8Array.of(1)))
    expect(workshop.openssl('ts', '-reply', '-in', 'bad.tsr', '-text')).toMatch(/Status: Rejected[\s\S]*wrong format/)
    expect(readTimestamp(answer(Uint8Array.of(1)), { imprint, trust: trustOf(authority) })).toMatchObject({
      ok: false,
      error: { tag: 'timestamp/refused' },
    })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => answer(bytes).length < 20),
      { numRuns: 100 },
    )
  })
})

describe('readTimestamp', () => {
  const read = (response: Uint8Array, more: object = {}) => {
    const result = readTimestamp(response, { imprint, trust: trustOf(authority), ...more })
    return result.ok ? result.value.genTime : result.error.tag
  }

  test('reads ours and OpenSSL’s', () => {
    const { der, nonce } = buildTimestampRequest(imprint)
    expect(read(answer(der), { nonce })).toBe(whole)
    workshop.write('tsa.pem', certificatePem(authority.timestamp.certificate))
    workshop.write('tsa.key', toPem('PRIVATE KEY', authority.timestamp.privateKey))
    workshop.write('number', '01\n')
    workshop.write(
      'ts.cnf',
      '[tsa]\ndefault_tsa=t\n[t]\nserial=number\nsigner_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256\ncrypto_device=builtin\ness_cert_id_alg=sha256\naccuracy=secs:1\n',
    )
    workshop.write('ours.tsq', der)
    workshop.openssl(
      'ts',
      '-reply',
      '-config',
      'ts.cnf',
      '-queryfile',
      'ours.tsq',
      '-signer',
      'tsa.pem',
      '-inkey',
      'tsa.key',
      '-chain',
      'issuing.pem',
      '-out',
      'foreign.tsr',
    )
    expect(read(new Uint8Array(readFileSync(workshop.path('foreign.tsr'))), { nonce })).toMatch(/^\d{4}-/)
  })

  test('tells why it does not believe', () => {
    const { der, nonce } = buildTimestampRequest(imprint)
    const response = answer(der)
    expect(read(response, { imprint: sha256(Buffer.from('other')) })).toBe('timestamp/imprintDiffers')
    expect(read(response, { nonce: `1${nonce}` })).toBe('timestamp/nonceDiffers')
    expect(read(response, { trust: trustOf(stranger) })).toBe('timestamp/untrusted')
    expect(read(answer(der, signer))).toBe('timestamp/untrusted')
    expect(read(answer(der, authority.ocsp))).toBe('timestamp/untrusted')
    expect(read(answer(der, authority.timestamp, new Date(inDays(5000))))).toBe('timestamp/untrusted')
    expect(read(answer(der, { certificate: authority.timestamp.certificate, privateKey: stranger.timestamp.privateKey }))).toBe(
      'timestamp/signatureBroken',
    )
    expect(read(response.subarray(1))).toBe('timestamp/malformed')
    fc.assert(
      fc.property(fc.nat(response.length - 1), fc.nat(7), (index, bit) => {
        const said = read(flipped(response, index, bit))
        return said === whole || said.startsWith('timestamp/')
      }),
      { numRuns: 120 },
    )
  })
})

describe('CAdES-B-T', () => {
  const stamped = (by: Authority = authority): Uint8Array => {
    const cms = signContent(authority, signer)
    const value = signatureValueOf(cms)
    if (!value.ok) throw new Error(value.error.tag)
    const ofSignature = sha256(value.value)
    const response = answerTimestamp(buildTimestampRequest(ofSignature).der, by.timestamp, now, [by.issuing.certificate])
    const token = readTimestamp(response, { imprint: ofSignature, trust: trustOf(by) })
    const result = token.ok ? addSignatureTimestamp(cms, value.value, token.value.token) : token
    if (!result.ok) throw new Error(result.error.tag)
    return result.value
  }
  const verify = async (cms: Uint8Array, more: Partial<VerifyCades> = {}) =>
    (await verifyCades({ cms, trust: trustOf(authority), at: now.toISOString(), revocationOf: saysGood, ...more })).report

  test('is accepted by OpenSSL as CAdES and told as B-T', async () => {
    const cms = stamped()
    expect(
      workshop.accepts(
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        workshop.write('t.cms', cms),
        '-CAfile',
        'root.pem',
        '-out',
        'out',
      ),
    ).toBe(true)
    expect(workshop.openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 't.cms')).toContain('id-smime-aa-timeStampToken')
    expect(await verify(cms)).toMatchObject({ accepted: true, problems: [], level: 'CAdES-B-T', timeStamp: whole })
  })

  test('keeps the signature valid after the certificate ends or is revoked', async () => {
    const later = { at: inDays(60) }
    expect((await verify(signContent(authority, signer), later)).problems).toEqual(['expired'])
    expect((await verify(stamped(), later)).problems).toEqual([])
    const revokedAfter: VerifyCades['revocationOf'] = (certificate) =>
      Promise.resolve(
        Buffer.compare(certificate, signer.certificate) === 0 ? { state: 'revoked', source: 'crl', revokedAt: inDays(10) } : good,
      )
    expect((await verify(signContent(authority, signer), { at: inDays(20), revocationOf: revokedAfter })).problems).toEqual(['revoked'])
    expect(await verify(stamped(), { at: inDays(20), revocationOf: revokedAfter })).toMatchObject({
      accepted: true,
      revocation: { state: 'revoked' },
    })
  })

  test('a time stamp after the revocation does not help', async () => {
    const revokedBefore: VerifyCades['revocationOf'] = (certificate) =>
      Promise.resolve(
        Buffer.compare(certificate, signer.certificate) === 0 ? { state: 'revoked', source: 'crl', revokedAt: inDays(-0.2) } : good,
      )
    expect((await verify(stamped(), { revocationOf: revokedBefore })).problems).toEqual(['revoked'])
  })

  test('a foreign, a moved or a revoked time stamp proves nothing', async () => {
    const foreign = await verify(stamped(stranger))
    expect([foreign.level, foreign.timeStamp, foreign.accepted]).toEqual(['CAdES-B-B', undefined, true])
    const { der } = buildTimestampRequest(imprint)
    const ofContent = readTimestamp(answer(der), { imprint, trust: trustOf(authority) })
    const unstamped = signContent(authority, signer)
    const value = signatureValueOf(unstamped)
    const moved = addSignatureTimestamp(
      unstamped,
      value.ok ? value.value : new Uint8Array(),
      ofContent.ok ? ofContent.value.token : new Uint8Array(),
    )
    expect(moved.ok && (await verify(moved.value)).level).toBe('CAdES-B-B')
    const revokedStamps: VerifyCades['revocationOf'] = (certificate) =>
      Promise.resolve(
        Buffer.compare(certificate, authority.timestamp.certificate) === 0
          ? { state: 'revoked', source: 'crl', revokedAt: inDays(-0.2) }
          : good,
      )
    expect((await verify(stamped(), { revocationOf: revokedStamps, at: inDays(60) })).problems).toEqual(['expired'])
  })

  test('a token is not a signed document', async () => {
    const token = readTimestamp(answer(buildTimestampRequest(imprint).der), { imprint, trust: trustOf(authority) })
    expect((await verify(token.ok ? token.value.token : new Uint8Array())).problems).toEqual(['malformed'])
    expect(addSignatureTimestamp(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(5, 0))).toMatchObject({
      ok: false,
      error: { tag: 'cades/malformed' },
    })
  })
})
