// A whole authority with GOST keys under Kazakhstan's names: certificates, signatures, revocation and time through the same functions.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digest, signerOf } from '#pki/algorithms.ts'
import { type Authority, createAuthority } from '#pki/authority.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { issueCrl, revocationFromCrl } from '#pki/crl.ts'
import { prepareCsr, readCsr } from '#pki/csr.ts'
import { objectIdentifier } from '#pki/der.ts'
import { newGostKey } from '#pki/gost-key.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import { answerOcsp } from '#pki/ocsp-answer.ts'
import { buildOcspRequest, revocationFromOcsp } from '#pki/ocsp.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { readPkcs12, writePkcs12 } from '#pki/pkcs12.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { answerTimestamp, buildTimestampRequest, readTimestamp } from '#pki/timestamp.ts'
import { nationalKeyFile } from '#test/fixtures/national-key-file.ts'
import { content, flipped, good, inDays, now, openWorkshop, placeOf, saysGood, subject, trustOf } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

const key = newGostKey()
let authority: Authority
let certificate: Uint8Array
beforeAll(async () => {
  authority = await createAuthority({ now: now.toISOString(), keyType: 'GOST' })
  certificate = issueCertificate(authority, {
    publicKeySpki: key.spki,
    subject,
    role: 'employee',
    notBefore: inDays(-0.5),
    notAfter: inDays(365),
    keyUsage: ['digitalSignature', 'nonRepudiation', 'keyAgreement'],
  })
})

const sign = (more: { detached?: boolean } = {}): Uint8Array => {
  const prepared = prepareSignature({
    content,
    certificate,
    chain: [authority.issuing.certificate],
    signingTime: now.toISOString(),
    keyType: 'GOST',
    ...more,
  })
  return prepared.finish(signerOf(key.privateKey).signAsToken(prepared.toBeSigned))
}
const reportOf = async (cms: Uint8Array, detachedContent?: Uint8Array) =>
  (
    await verifyCades({
      cms,
      trust: trustOf(authority),
      at: now.toISOString(),
      revocationOf: saysGood,
      expected: { iin: subject.iin, bin: subject.bin, roles: ['employee'] },
      ...(detachedContent === undefined ? {} : { detachedContent }),
    })
  ).report

describe('a CAdES-B-B with a GOST key', () => {
  test('is accepted, encapsulated and detached, with Streebog-512 as message digest', async () => {
    const signer = summariseCertificate(certificate)
    expect(await reportOf(sign())).toMatchObject({
      accepted: true,
      problems: [],
      level: 'CAdES-B-B',
      signer: signer.ok ? signer.value : undefined,
      revocation: good,
    })
    expect(await reportOf(sign({ detached: true }), content)).toMatchObject({ accepted: true, problems: [] })
    expect(readSignedData(sign())?.signers).toMatchObject([
      { digest: 'streebog512', signatureAlgorithm: '1.2.398.3.10.1.1.2.3.2', signature: { length: 128 } },
    ])
    expect(placeOf(sign(), digest('streebog512', content))).toBeGreaterThan(0)
  })

  test('says what is wrong: another content, a broken signature, a certificate of another key, another authority', async () => {
    const cms = sign()
    const other = issueCertificate(authority, {
      publicKeySpki: newGostKey().spki,
      subject,
      role: 'employee',
      notBefore: inDays(-1),
      notAfter: inDays(1),
    })
    const prepared = prepareSignature({ content, certificate: other, signingTime: now.toISOString(), keyType: 'GOST' })
    const stolen = prepared.finish(signerOf(key.privateKey).sign(prepared.toBeSigned))
    const stranger = await createAuthority({ now: now.toISOString(), keyType: 'GOST' })
    const foreign = (await verifyCades({ cms, trust: trustOf(stranger), at: now.toISOString(), revocationOf: saysGood })).report
    const problems = [
      (await reportOf(flipped(cms, placeOf(cms, content)))).problems,
      (await reportOf(flipped(cms, cms.length - 1))).problems,
      (await reportOf(stolen)).problems,
      foreign.problems,
    ]
    expect(problems).toEqual([['contentAltered'], ['signatureBroken'], ['signatureBroken', 'chainUntrusted'], ['chainUntrusted']])
  })

  test('of the GOST engine of OpenSSL, by the Russian names, is read and accepted', async () => {
    const gost = (...parameters: readonly string[]) => workshop.openssl(...parameters.toSpliced(1, 0, '-engine', 'gost'))
    const subjectName = `/C=KZ/CN=ОҚУ/serialNumber=IIN${subject.iin}/OU=BIN${subject.bin}`
    const extensions = ['keyUsage=critical,digitalSignature,keyCertSign', 'extendedKeyUsage=emailProtection,1.2.398.3.3.4.1.2.5']
    gost(
      ...['req', '-x509', '-newkey', 'gost2012_512', '-pkeyopt', 'paramset:A', '-nodes', '-utf8', '-subj', subjectName],
      ...extensions.flatMap((extension) => ['-addext', extension]),
      ...['-days', '10', '-keyout', 'key.pem', '-out', 'self.der', '-outform', 'DER'],
    )
    gost('x509', '-in', 'self.der', '-inform', 'DER', '-out', 'self.pem')
    workshop.write('content', content)
    const parameters = ['-binary', '-nodetach', '-in', 'content', '-signer', 'self.pem', '-inkey', 'key.pem', '-outform', 'DER']
    gost('cms', '-sign', '-cades', '-md', 'md_gost12_512', ...parameters, '-out', 'cms.der')
    const cms = new Uint8Array(readFileSync(workshop.path('cms.der')))
    const root = new Uint8Array(readFileSync(workshop.path('self.der')))
    const judge = async (bytes: Uint8Array) =>
      (await verifyCades({ cms: bytes, trust: { roots: [root] }, at: new Date().toISOString(), revocationOf: saysGood })).report
    expect(await judge(cms)).toMatchObject({ accepted: true, problems: [], signer: { iin: subject.iin, role: 'employee' } })
    expect((await judge(flipped(cms, cms.length - 1))).problems).toContain('signatureBroken')
  })
})

describe('the services of a GOST authority', () => {
  const serial = () => parseCertificate(certificate)?.serial ?? ''

  test('revocation list and OCSP answer are believed, and a changed one is not', () => {
    const crl = issueCrl(authority.issuing, {
      number: 1,
      thisUpdate: inDays(-0.1),
      nextUpdate: inDays(1),
      revoked: [{ serial: serial(), revokedAt: inDays(-0.2), reason: 'keyCompromise' }],
    })
    const question = { certificate, issuer: authority.issuing.certificate, at: now.toISOString() }
    const response = answerOcsp(buildOcspRequest(certificate, authority.issuing.certificate), {
      issuer: authority.issuing.certificate,
      responder: authority.ocsp,
      lookup: () => ({ state: 'good' }),
      now,
    })
    const names = (bytes: Uint8Array) => placeOf(bytes, parseCertificate(authority.ocsp.certificate)?.serialNumber ?? new Uint8Array())
    expect([
      revocationFromCrl({ crl, ...question }).state,
      revocationFromCrl({ crl: flipped(crl, crl.length - 1), ...question }),
      revocationFromOcsp({ response, ...question }).state,
      revocationFromOcsp({ response: flipped(response, names(response) - 300), ...question }).state,
    ]).toEqual(['revoked', { state: 'unknown', why: 'badAnswer' }, 'good', 'unknown'])
  })

  test('a time stamp proves its time', () => {
    const imprint = digest('sha256', content)
    const { der, nonce } = buildTimestampRequest(imprint)
    const response = answerTimestamp(der, authority.timestamp, now, [authority.issuing.certificate])
    const read = readTimestamp(response, { imprint, nonce, trust: trustOf(authority) })
    expect(read).toMatchObject({ ok: true, value: { genTime: `${now.toISOString().slice(0, 19)}.000Z` } })
    // The national service's policy for these keys.
    expect(placeOf(response, objectIdentifier('1.2.398.3.3.2.6.4'))).toBeGreaterThan(0)
    expect(readTimestamp(flipped(response, response.length - 1), { imprint, nonce, trust: trustOf(authority) })).toMatchObject({
      error: { tag: 'timestamp/signatureBroken' },
    })
  })

  test('a request for a certificate proves that its sender has the key', () => {
    const csr = prepareCsr({ publicKeySpki: key.spki, commonName: 'ӘБІЛОВА ГҮЛНҰР' })
    expect(readCsr(csr.finish(signerOf(key.privateKey).signAsToken(csr.toBeSigned)))).toMatchObject({ ok: true })
    expect(readCsr(csr.finish(signerOf(newGostKey().privateKey).signAsToken(csr.toBeSigned)))).toMatchObject({ ok: false })
  })

  test('a key file finds the certificate to its key by the key itself', async () => {
    const chain = [authority.issuing.certificate]
    const file = await writePkcs12({ privateKeyPkcs8: key.privateKey, certificate, chain }, 'Qwerty12')
    expect(await readPkcs12(file, 'Qwerty12')).toEqual({ ok: true, value: { privateKeyPkcs8: key.privateKey, certificate, chain } })
  })

  test('a key file as the national authority makes it opens with its password only', async () => {
    const contents = { privateKeyPkcs8: key.privateKey, certificate, chain: [authority.issuing.certificate, authority.root.certificate] }
    const file = nationalKeyFile(contents, 'Qwerty12')
    // OpenSSL opens the same file: it is no format of our own.
    workshop.write('national.p12', file)
    expect(workshop.openssl('pkcs12', '-legacy', '-in', 'national.p12', '-passin', 'pass:Qwerty12', '-info', '-nokeys')).toContain(
      'pbeWithSHA1And40BitRC2-CBC, Iteration 1024',
    )
    expect(await readPkcs12(file, 'Qwerty12')).toEqual({ ok: true, value: contents })
    expect(await readPkcs12(file, 'Qwerty13')).toMatchObject({ ok: false, error: { tag: 'pkcs12/wrongPassword' } })
  })
})
