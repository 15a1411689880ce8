import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authority, newEcKey } from '#pki/authority.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { issueCrl } from '#pki/crl.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { certificatePem, inDays, newSigner, newTestAuthority, openWorkshop, subject } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
beforeAll(async () => {
  authority = await newTestAuthority()
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('issuing.pem', certificatePem(authority.issuing.certificate))
})

describe('createAuthority', () => {
  test('OpenSSL accepts the chain of each service for its purpose', () => {
    workshop.write('ocsp.pem', certificatePem(authority.ocsp.certificate))
    workshop.write('tsa.pem', certificatePem(authority.timestamp.certificate))
    const verify = (purpose: string, file: string) =>
      workshop.accepts('verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-purpose', purpose, file)
    expect([verify('ocsphelper', 'ocsp.pem'), verify('timestampsign', 'tsa.pem'), verify('timestampsign', 'ocsp.pem')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('keys are PKCS#8 of the certificates', () => {
    for (const part of [authority.root, authority.issuing, authority.ocsp, authority.timestamp]) {
      workshop.write('key.pem', toPem('PRIVATE KEY', part.privateKey))
      workshop.write('certificate.pem', certificatePem(part.certificate))
      expect(workshop.openssl('pkey', '-in', 'key.pem', '-pubout')).toBe(
        workshop.openssl('x509', '-in', 'certificate.pem', '-noout', '-pubkey'),
      )
    }
  })

  test('names are the national ones', () => {
    const names = [authority.root, authority.issuing].map((part) => summariseCertificate(part.certificate))
    expect(names.map((name) => name.ok && name.value.commonName)).toEqual([
      'НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)',
      'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)',
    ])
  })
})

describe('issueCertificate', () => {
  test('given an employee of a legal entity, then names, purposes and addresses are as the national certificates have them', async () => {
    const signer = await newSigner(authority, {
      crlUrl: 'http://127.0.0.1/nca.crl',
      ocspUrl: 'http://127.0.0.1/ocsp',
      subject: { ...subject, email: 'gulnur@example.kz' },
    })
    workshop.write('person.pem', certificatePem(signer.certificate))
    expect(
      workshop.accepts('verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-purpose', 'smimesign', 'person.pem'),
    ).toBe(true)
    const text = workshop.openssl(
      'x509',
      '-in',
      'person.pem',
      '-noout',
      '-text',
      '-nameopt',
      'utf8,sep_comma_plus,sname',
      '-certopt',
      'no_pubkey,no_sigdump',
    )
    expect(text).toContain(
      `CN=${subject.surname} ${subject.givenName},SN=${subject.surname},serialNumber=IIN${subject.iin},C=KZ,O=${subject.organisation},OU=BIN${subject.bin},GN=${subject.patronymic},emailAddress=gulnur@example.kz`,
    )
    expect(text).toMatch(/E-mail Protection, TLS Web Client Authentication, 1\.2\.398\.3\.3\.4\.1\.2, 1\.2\.398\.3\.3\.4\.1\.2\.5/)
    for (const part of [
      'Digital Signature, Non Repudiation',
      'URI:http://127.0.0.1/nca.crl',
      'OCSP - URI:http://127.0.0.1/ocsp',
      'Policy: 1.2.398.3.3.2',
    ])
      expect(text).toContain(part)
  })

  test('given an information system, then the certificate names it, its owner and its purpose, and no person', async () => {
    const { spki } = await newEcKey()
    const certificate = issueCertificate(authority, {
      publicKeySpki: spki,
      role: 'system',
      subject: { systemName: 'АЙМАҚТЫҚ ШЛЮЗ', organisation: 'Оператор', bin: '160140040112' },
      notBefore: inDays(-1),
      notAfter: inDays(100),
    })
    workshop.write('system.pem', certificatePem(certificate))
    expect(workshop.accepts('verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', 'system.pem')).toBe(true)
    expect(workshop.openssl('x509', '-in', 'system.pem', '-noout', '-ext', 'extendedKeyUsage')).toContain('1.2.398.3.3.4.1.2.6')
    const summary = summariseCertificate(certificate)
    expect(summary).toMatchObject({
      ok: true,
      value: { role: 'system', commonName: 'АЙМАҚТЫҚ ШЛЮЗ', organisation: 'Оператор', bin: '160140040112', forSignature: true },
    })
    expect(summary.ok && 'iin' in summary.value).toBe(false)
  })

  test('given a revoked certificate, then OpenSSL refuses it by the list', async () => {
    const [kept, revoked] = [await newSigner(authority, {}, 'EC'), await newSigner(authority, {}, 'EC')]
    const summary = summariseCertificate(revoked.certificate)
    const serial = summary.ok ? summary.value.serial : ''
    const list = {
      number: 7,
      thisUpdate: inDays(-0.01),
      nextUpdate: inDays(1),
      revoked: [{ serial, revokedAt: inDays(-0.02), reason: 'keyCompromise' as const }],
    }
    workshop.write('list.pem', toPem('X509 CRL', issueCrl(authority.issuing, list)))
    workshop.write('kept.pem', certificatePem(kept.certificate))
    workshop.write('revoked.pem', certificatePem(revoked.certificate))
    const verify = (file: string) =>
      workshop.accepts('verify', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-CRLfile', 'list.pem', '-crl_check', file)
    expect([verify('kept.pem'), verify('revoked.pem')]).toEqual([true, false])
  })
})
