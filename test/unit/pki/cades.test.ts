import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { summaryOf } from '#pki/certificate.ts'
import { verifyCades, type VerifyCades } from '#pki/cades-verify.ts'
import { issueCrl } from '#pki/crl.ts'
import { element, integer, objectIdentifier, sequence, setOf, tagged } from '#pki/der.ts'
import { parseCertificate, type ParsedCertificate } from '#pki/parsed-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { assembleSignedData, signedAttributesOf } from '#pki/signed-data-build.ts'
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
  placeOf,
  saysGood,
  signContent,
  subject,
  type TestSigner,
  trustOf,
} from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let stranger: Authority
let rsa: TestSigner
let ec: TestSigner
beforeAll(async () => {
  ;[authority, stranger] = await Promise.all([newTestAuthority(), newTestAuthority()])
  rsa = await newSigner(authority)
  ec = await newSigner(authority, {}, 'EC')
  const list = issueCrl(authority.issuing, { number: 1, thisUpdate: inDays(-0.01), nextUpdate: inDays(1), revoked: [] })
  workshop.write('trust.pem', certificatePem(authority.root.certificate) + toPem('X509 CRL', list))
})

const parsed = (der: Uint8Array) => {
  const certificate = parseCertificate(der)
  if (certificate === undefined) throw new Error('not a certificate')
  return certificate
}
const verify = (cms: Uint8Array, more: Partial<VerifyCades> = {}) =>
  verifyCades({ cms, trust: trustOf(authority), at: now.toISOString(), revocationOf: saysGood, ...more })
const problemsOf = async (cms: Uint8Array, more: Partial<VerifyCades> = {}) => (await verify(cms, more)).report.problems
const openssl = (cms: Uint8Array, ...more: readonly string[]) =>
  workshop.accepts(
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-in',
    workshop.write('s.cms', cms),
    '-CAfile',
    workshop.path('trust.pem'),
    '-crl_check',
    '-out',
    workshop.path('out'),
    ...more,
  )

describe.each(['RSA', 'EC'] as const)('a CAdES-B-B made with %s', (keyType) => {
  const signer = () => (keyType === 'RSA' ? rsa : ec)

  test('is accepted by OpenSSL and by us, with everything reported', async () => {
    const cms = signContent(authority, signer())
    expect(openssl(cms)).toBe(true)
    const verified = await verify(cms, { expected: { iin: subject.iin, bin: subject.bin, roles: ['employee', 'head'] } })
    expect(verified).toEqual({
      report: {
        accepted: true,
        problems: [],
        level: 'CAdES-B-B',
        signer: summaryOf(parsed(signer().certificate)),
        signingTime: `${now.toISOString().slice(0, 19)}.000Z`,
        revocation: good,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        checkedAt: expect.stringMatching(/Z$/),
      },
      content: new Uint8Array(content),
      signerCertificate: signer().certificate,
    })
  })

  test('with one octet of content or signature changed is refused by OpenSSL and by us', async () => {
    const cms = signContent(authority, signer())
    const inContent = flipped(cms, placeOf(cms, content) + 5)
    const inSignature = flipped(cms, cms.length - 9)
    expect([openssl(inContent), openssl(inSignature)]).toEqual([false, false])
    expect([await problemsOf(inContent), await problemsOf(inSignature)]).toEqual([['contentAltered'], ['signatureBroken']])
  })

  test('detached needs the content and only that content', async () => {
    const cms = signContent(authority, signer(), { detached: true })
    expect(openssl(cms, '-content', workshop.write('content', content))).toBe(true)
    expect(openssl(cms, '-content', workshop.write('other', 'other'))).toBe(false)
    expect(await problemsOf(cms, { detachedContent: content })).toEqual([])
    expect(await problemsOf(cms, { detachedContent: Buffer.from('other') })).toEqual(['contentAltered'])
    expect(await problemsOf(cms)).toEqual(['contentMissing'])
  })
})

describe('verifyCades', () => {
  test('accepts what OpenSSL signs', async () => {
    workshop.write('key.pem', toPem('PRIVATE KEY', ec.privateKey))
    workshop.write('signer.pem', certificatePem(ec.certificate))
    workshop.write('issuing.pem', certificatePem(authority.issuing.certificate))
    workshop.write('c', content)
    workshop.openssl(
      'cms',
      '-sign',
      '-cades',
      '-binary',
      '-nodetach',
      '-md',
      'sha384',
      '-in',
      'c',
      '-signer',
      'signer.pem',
      '-inkey',
      'key.pem',
      '-certfile',
      'issuing.pem',
      '-outform',
      'PEM',
      '-out',
      'o.pem',
    )
    workshop.openssl('cms', '-cmsout', '-inform', 'PEM', '-in', 'o.pem', '-outform', 'DER', '-out', 'o.der')
    expect(await problemsOf(new Uint8Array(readFileSync(workshop.path('o.der'))), { at: new Date().toISOString() })).toEqual([])
  })

  test('judges validity at the time asked for', async () => {
    const cms = signContent(authority, ec)
    expect(await problemsOf(cms, { at: inDays(366) })).toEqual(['expired'])
    const future = signContent(authority, await newSigner(authority, { notBefore: inDays(10), notAfter: inDays(20) }, 'EC'))
    expect(await problemsOf(future)).toEqual(['notYetValid'])
    expect(await problemsOf(future, { at: inDays(11) })).toEqual([])
  })

  test('enforces revocation itself, as of the time asked for', async () => {
    const cms = signContent(authority, ec)
    const revoked = { state: 'revoked', source: 'ocsp', revokedAt: inDays(-0.1), reason: 'keyCompromise' } as const
    expect((await verify(cms, { revocationOf: () => Promise.resolve(revoked) })).report).toMatchObject({
      accepted: false,
      problems: ['chainUntrusted', 'revoked'],
      revocation: revoked,
    })
    const onlyLeaf: VerifyCades['revocationOf'] = (certificate) =>
      Promise.resolve(Buffer.compare(certificate, ec.certificate) === 0 ? revoked : good)
    expect(await problemsOf(cms, { revocationOf: onlyLeaf })).toEqual(['revoked'])
    expect(await problemsOf(cms, { revocationOf: onlyLeaf, at: inDays(-0.2) })).toEqual([])
  })

  test('an unknown revocation is reported and left to the caller', async () => {
    const unknown = { state: 'unknown', why: 'noAnswer' } as const
    expect((await verify(signContent(authority, ec), { revocationOf: () => Promise.resolve(unknown) })).report).toMatchObject({
      accepted: true,
      problems: [],
      revocation: unknown,
    })
  })

  test('names whom it did not expect', async () => {
    const cms = signContent(authority, ec)
    expect(await problemsOf(cms, { expected: { iin: '000000000000' } })).toEqual(['iinDiffers'])
    expect(await problemsOf(cms, { expected: { bin: '000000000000' } })).toEqual(['binDiffers'])
    expect(await problemsOf(cms, { expected: { roles: ['head'] } })).toEqual(['roleDiffers'])
  })

  test('refuses a chain to a root it does not know, and asks nobody about it', async () => {
    const asked: Uint8Array[] = []
    const verified = await verify(signContent(authority, ec), {
      trust: trustOf(stranger),
      revocationOf: (certificate) => {
        asked.push(certificate)
        return saysGood()
      },
    })
    expect(verified.report).toMatchObject({
      accepted: false,
      problems: ['chainUntrusted'],
      revocation: { state: 'unknown', why: 'notAsked' },
    })
    expect(asked).toEqual([])
  })

  test('takes the issuing authority from the trust store where the signature leaves it out, never believes a person as an issuer', async () => {
    const bare = signContent({ ...authority, issuing: { ...authority.issuing, certificate: ec.certificate } }, ec)
    expect(await problemsOf(bare)).toEqual(['chainUntrusted'])
    expect(await problemsOf(bare, { trust: { ...trustOf(authority), intermediates: [authority.issuing.certificate] } })).toEqual([])
    const forged = await newSigner(
      { ...authority, issuing: { certificate: rsa.certificate, privateKey: rsa.privateKey } },
      { role: 'head' },
      'EC',
    )
    const byPerson = signContent({ ...authority, issuing: { ...authority.issuing, certificate: rsa.certificate } }, forged)
    expect(await problemsOf(byPerson, { trust: { ...trustOf(authority), intermediates: [authority.issuing.certificate] } })).toEqual([
      'chainUntrusted',
    ])
  })

  test('refuses a certificate that is not for signatures', async () => {
    expect(await problemsOf(signContent(authority, await newSigner(authority, { keyUsage: ['keyAgreement'] }, 'EC')))).toEqual([
      'notForSignature',
    ])
  })

  test('refuses another certificate of the same key by signing-certificate-v2', async () => {
    const plan = {
      keyType: 'EC' as const,
      contentType: '1.2.840.113549.1.7.1',
      content,
      detached: false,
      embedded: [ec.certificate, authority.issuing.certificate],
      signingTime: now,
    }
    const attributes = signedAttributesOf({ ...plan, certificate: parsed(rsa.certificate) })
    const signature = ecDer(ec.sign(attributes))
    expect(await problemsOf(assembleSignedData({ ...plan, certificate: parsed(ec.certificate) }, attributes, signature))).toEqual([
      'certificateMismatch',
    ])
  })

  test.each([
    ['hash', (own: ParsedCertificate) => ({ ...own, der: flipped(own.der, own.der.length - 1) })],
    ['serial number', (own: ParsedCertificate) => ({ ...own, serialNumber: integer(5) })],
    ['issuer', (own: ParsedCertificate) => ({ ...own, issuer: own.subject })],
  ])('refuses where signing-certificate-v2 differs in its %s alone', async (_, changed) => {
    const own = parsed(ec.certificate)
    const embedded = [ec.certificate, authority.issuing.certificate]
    const plan = {
      keyType: 'EC' as const,
      contentType: '1.2.840.113549.1.7.1',
      content,
      detached: false,
      embedded,
      signingTime: now,
      certificate: own,
    }
    const attributes = signedAttributesOf({ ...plan, certificate: changed(own) })
    expect(await problemsOf(assembleSignedData(plan, attributes, ecDer(ec.sign(attributes))))).toEqual(['certificateMismatch'])
  })

  test('refuses a signature without the attributes of CAdES', async () => {
    const plan = {
      keyType: 'EC' as const,
      contentType: '1.2.840.113549.1.7.1',
      content,
      detached: false,
      embedded: [ec.certificate, authority.issuing.certificate],
      signingTime: now,
      certificate: parsed(ec.certificate),
    }
    workshop.write('c', content)
    workshop.write('key.pem', toPem('PRIVATE KEY', ec.privateKey))
    workshop.write('signer.pem', certificatePem(ec.certificate))
    workshop.openssl(
      'cms',
      '-sign',
      '-binary',
      '-nodetach',
      '-in',
      'c',
      '-signer',
      'signer.pem',
      '-inkey',
      'key.pem',
      '-certfile',
      workshop.write('issuing.pem', certificatePem(authority.issuing.certificate)),
      '-outform',
      'DER',
      '-out',
      'plain.der',
    )
    const report = (await verify(new Uint8Array(readFileSync(workshop.path('plain.der'))), { at: new Date().toISOString() })).report
    expect(report).toMatchObject({ accepted: false, problems: ['attributesMissing'] })
    expect(report.level).toBeUndefined()
    const onlyType = setOf(sequence(objectIdentifier('1.2.840.113549.1.9.3'), setOf(objectIdentifier(plan.contentType))))
    expect(await problemsOf(assembleSignedData(plan, onlyType, ecDer(ec.sign(onlyType))))).toEqual(['attributesMissing'])
  })

  test('refuses what is no signature, and one without its signer', async () => {
    const noSigners = sequence(
      objectIdentifier('1.2.840.113549.1.7.2'),
      tagged(0, sequence(integer(1), setOf(), sequence(objectIdentifier('1.2.840.113549.1.7.1')), setOf())),
    )
    expect(await problemsOf(noSigners)).toEqual(['noSigner'])
    const foreign = signContent(authority, ec)
    const plan = {
      keyType: 'EC' as const,
      contentType: '1.2.840.113549.1.7.1',
      content,
      detached: false,
      embedded: [authority.issuing.certificate],
      signingTime: now,
      certificate: parsed(ec.certificate),
    }
    const attributes = signedAttributesOf(plan)
    expect(await problemsOf(assembleSignedData(plan, attributes, ecDer(ec.sign(attributes))))).toEqual(['noSigner'])
    expect(await problemsOf(Buffer.concat([foreign, Uint8Array.of(0)]))).toEqual(['malformed'])
    expect(await problemsOf(foreign.subarray(0, -1))).toEqual(['malformed'])
    expect(await problemsOf(new Uint8Array())).toEqual(['malformed'])
  })

  test('takes a megabyte of content and more octets than fit in two', async () => {
    const large = new Uint8Array(1_500_000).fill(0x30)
    const cms = signContent(authority, ec, { content: large })
    expect(openssl(cms)).toBe(true)
    expect(await problemsOf(cms)).toEqual([])
  })
})

/** r‖s as Ecdsa-Sig-Value, written apart from the code under test. */
function ecDer(raw: Uint8Array): Uint8Array {
  const part = (half: Uint8Array) => {
    const first = half.findIndex((octet) => octet !== 0)
    const digits = half.subarray(first)
    return element(0x02, ...((digits[0] ?? 0) > 0x7f ? [Uint8Array.of(0), digits] : [digits]))
  }
  return sequence(part(raw.subarray(0, raw.length / 2)), part(raw.subarray(raw.length / 2)))
}
