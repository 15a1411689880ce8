import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { type CrlContents, issueCrl, readCrl, revocationFromCrl } from '#pki/crl.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { certificatePem, flipped, inDays, newSigner, newTestAuthority, now, openWorkshop, type TestSigner } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let kept: TestSigner
let lost: TestSigner
beforeAll(async () => {
  authority = await newTestAuthority()
  kept = await newSigner(authority, {}, 'EC')
  lost = await newSigner(authority, {}, 'EC')
})

const serialOf = (der: Uint8Array): string => parseCertificate(der)?.serial ?? ''
const revokedAt = `${inDays(-0.3).slice(0, 19)}.000Z`
const thisUpdate = `${inDays(-0.1).slice(0, 19)}.000Z`
const contents = (more: Partial<CrlContents> = {}): CrlContents => ({
  number: 300,
  thisUpdate,
  nextUpdate: inDays(1),
  revoked: [{ serial: serialOf(lost.certificate), revokedAt, reason: 'superseded' }],
  ...more,
})
const ask = (crl: Uint8Array, signer: TestSigner, more: object = {}) =>
  revocationFromCrl({ crl, certificate: signer.certificate, issuer: authority.issuing.certificate, at: now.toISOString(), ...more })

describe('issueCrl', () => {
  test('OpenSSL verifies the list and reads it as it was meant', () => {
    workshop.write('issuing.pem', certificatePem(authority.issuing.certificate))
    workshop.write('list.der', issueCrl(authority.issuing, contents()))
    const text = workshop.openssl('crl', '-inform', 'DER', '-in', 'list.der', '-CAfile', 'issuing.pem', '-noout', '-text')
    expect(text).toContain('verify OK')
    expect(text).toMatch(/X509v3 CRL Number:\s+300/)
    expect(text).toContain(`Serial Number: ${serialOf(lost.certificate).toUpperCase()}`)
    expect(text).toContain('Superseded')
  })
})

describe('revocationFromCrl', () => {
  test('good and revoked', () => {
    const list = issueCrl(authority.issuing, contents())
    expect(ask(list, kept)).toEqual({ state: 'good', source: 'crl', producedAt: thisUpdate })
    expect(ask(list, lost)).toEqual({ state: 'revoked', source: 'crl', producedAt: thisUpdate, revokedAt, reason: 'superseded' })
  })

  test('reads the list OpenSSL issues', () => {
    workshop.write('ca.key', toPem('PRIVATE KEY', authority.issuing.privateKey))
    workshop.write('ca.pem', certificatePem(authority.issuing.certificate))
    workshop.write(
      'index.txt',
      `R\t400101000000Z\t251201000000Z,keyCompromise\t${serialOf(lost.certificate).toUpperCase()}\tunknown\t/CN=x\n`,
    )
    workshop.write('number', '01\n')
    workshop.write(
      'ca.cnf',
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n',
    )
    workshop.openssl('ca', '-gencrl', '-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.pem', '-crldays', '2', '-out', 'foreign.pem')
    workshop.openssl('crl', '-in', 'foreign.pem', '-outform', 'DER', '-out', 'foreign.der')
    const list = new Uint8Array(readFileSync(workshop.path('foreign.der')))
    expect(ask(list, kept)).toMatchObject({ state: 'good' })
    expect(ask(list, lost)).toMatchObject({ state: 'revoked', revokedAt: '2025-12-01T00:00:00.000Z', reason: 'keyCompromise' })
  })

  test('a stale list cannot say good, yet still says revoked', () => {
    const stale = issueCrl(authority.issuing, contents({ thisUpdate: inDays(-0.9), nextUpdate: inDays(-0.2) }))
    expect([ask(stale, kept), ask(stale, lost)]).toMatchObject([{ state: 'unknown', why: 'stale' }, { state: 'revoked' }])
  })

  test('a list of another issuer, of another key, of tomorrow or spoilt cannot say', async () => {
    const bad = { state: 'unknown', why: 'badAnswer' }
    const stranger = await newTestAuthority()
    const list = issueCrl(authority.issuing, contents())
    expect(ask(issueCrl(stranger.issuing, contents()), kept)).toEqual(bad)
    expect(ask(issueCrl(authority.root, contents()), kept)).toEqual(bad)
    expect(ask(issueCrl(authority.issuing, contents({ thisUpdate: inDays(1), nextUpdate: inDays(2) })), kept)).toEqual(bad)
    expect(ask(list, kept, { issuer: authority.root.certificate })).toEqual(bad)
    expect(ask(list, kept, { certificate: Uint8Array.of(1, 2) })).toEqual(bad)
    fc.assert(
      fc.property(fc.nat(list.length - 1), fc.nat(7), (index, bit) => ask(flipped(list, index, bit), lost).state !== 'good'),
      { numRuns: 150 },
    )
  })

  test('a national list of 20,000 entries is read once and asked often', () => {
    const revoked = Array.from({ length: 20_000 }, (_, index) => ({ serial: (index + 0x4000).toString(16), revokedAt }))
    const read = readCrl(
      issueCrl(authority.issuing, contents({ revoked: [...revoked, { serial: serialOf(lost.certificate), revokedAt }] })),
    )
    if (!read.ok) throw new Error(read.error.tag)
    const of = (certificate: Uint8Array) =>
      revocationFromCrl({ crl: read.value, certificate, issuer: authority.issuing.certificate, at: now.toISOString() })
    expect([read.value.revoked.size, of(kept.certificate).state, of(lost.certificate).state]).toEqual([20_001, 'good', 'revoked'])
  })
})
