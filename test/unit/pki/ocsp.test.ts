import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority, KeyAndCertificate } from '#pki/authority.ts'
import { answerOcsp, type CertificateStatus, type OcspResponder } from '#pki/ocsp-answer.ts'
import { buildOcspRequest, type OcspQuestion, revocationFromOcsp } from '#pki/ocsp.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { certificatePem, flipped, inDays, newSigner, newTestAuthority, now, openWorkshop, type TestSigner } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let kept: TestSigner
let lost: TestSigner
let register: ReadonlyMap<string, CertificateStatus>
const revokedAt = `${inDays(-0.3).slice(0, 19)}.000Z`
beforeAll(async () => {
  authority = await newTestAuthority()
  kept = await newSigner(authority, {}, 'EC')
  lost = await newSigner(authority, {}, 'EC')
  const serialOf = (der: Uint8Array): string => parseCertificate(der)?.serial ?? ''
  register = new Map<string, CertificateStatus>([
    [serialOf(kept.certificate), { state: 'good' }],
    [serialOf(lost.certificate), { state: 'revoked', revokedAt, reason: 'keyCompromise' }],
  ])
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('issuing.pem', certificatePem(authority.issuing.certificate))
  workshop.write('kept.pem', certificatePem(kept.certificate))
  workshop.write('lost.pem', certificatePem(lost.certificate))
})

const responding = (more: Partial<OcspResponder> = {}): OcspResponder => ({
  issuer: authority.issuing.certificate,
  responder: authority.ocsp,
  lookup: (serial) => register.get(serial) ?? { state: 'unknown' },
  now,
  ...more,
})
const nonce = new Uint8Array(randomBytes(16))
const request = (signer: TestSigner) => buildOcspRequest(signer.certificate, authority.issuing.certificate, nonce)
const judge = (response: Uint8Array, signer: TestSigner, more: Partial<OcspQuestion> = {}) =>
  revocationFromOcsp({
    response,
    certificate: signer.certificate,
    issuer: authority.issuing.certificate,
    at: now.toISOString(),
    nonce,
    ...more,
  })
const bad = { state: 'unknown', why: 'badAnswer' }

describe('answerOcsp', () => {
  test.each(['-sha1', '-sha256'])('OpenSSL asks with %s and believes the answer', (hash) => {
    workshop.openssl('ocsp', '-issuer', 'issuing.pem', hash, '-cert', 'kept.pem', hash, '-cert', 'lost.pem', '-reqout', 'request.der')
    workshop.write('response.der', answerOcsp(readFileSync(workshop.path('request.der')), responding({ now: new Date() })))
    const text = workshop.openssl(
      'ocsp',
      '-no_nonce',
      '-reqin',
      'request.der',
      '-respin',
      'response.der',
      '-issuer',
      'issuing.pem',
      hash,
      '-cert',
      'kept.pem',
      hash,
      '-cert',
      'lost.pem',
      '-CAfile',
      'root.pem',
      '-verify_other',
      'issuing.pem',
    )
    expect(text).toContain('Response verify OK')
    expect(text).toMatch(/kept\.pem: good/)
    expect(text).toMatch(/lost\.pem: revoked[\s\S]*Reason: keyCompromise/)
    expect(text).not.toContain('WARNING')
  })

  test('OpenSSL reads our request', () => {
    workshop.write('ours.der', request(kept))
    const text = workshop.openssl('ocsp', '-reqin', 'ours.der', '-req_text')
    expect(text).toContain('Hash Algorithm: sha256')
    expect(text).toContain(`Serial Number: ${parseCertificate(kept.certificate)?.serial.toUpperCase()}`)
    expect(text).toContain('OCSP Nonce')
  })

  test('what is no request is answered malformedRequest', () => {
    const malformed = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x01)
    expect(answerOcsp(Uint8Array.of(1, 2, 3), responding())).toEqual(malformed)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => Buffer.compare(answerOcsp(bytes, responding()), malformed) === 0),
      { numRuns: 200 },
    )
  })
})

describe('revocationFromOcsp', () => {
  test('good and revoked', () => {
    const producedAt = `${now.toISOString().slice(0, 19)}.000Z`
    expect(judge(answerOcsp(request(kept), responding()), kept)).toEqual({ state: 'good', source: 'ocsp', producedAt })
    expect(judge(answerOcsp(request(lost), responding()), lost)).toEqual({
      state: 'revoked',
      source: 'ocsp',
      producedAt,
      revokedAt,
      reason: 'keyCompromise',
    })
  })

  test('reads what OpenSSL answers, by a delegate and by the issuer itself', () => {
    const serial = parseCertificate(lost.certificate)?.serial.toUpperCase()
    workshop.write('index.txt', `R\t400101000000Z\t251201000000Z,superseded\t${serial}\tunknown\t/CN=x\n`)
    workshop.write('request.der', request(lost))
    const answer = (part: KeyAndCertificate): Uint8Array => {
      workshop.write('r.pem', certificatePem(part.certificate))
      workshop.write('r.key', toPem('PRIVATE KEY', part.privateKey))
      workshop.openssl(
        'ocsp',
        '-index',
        'index.txt',
        '-CA',
        'issuing.pem',
        '-rsigner',
        'r.pem',
        '-rkey',
        'r.key',
        '-reqin',
        'request.der',
        '-respout',
        'foreign.der',
        '-ndays',
        '1',
      )
      return new Uint8Array(readFileSync(workshop.path('foreign.der')))
    }
    const revoked = { state: 'revoked', source: 'ocsp', revokedAt: '2025-12-01T00:00:00.000Z', reason: 'superseded' }
    const at = new Date().toISOString()
    expect([judge(answer(authority.ocsp), lost, { at }), judge(answer(authority.issuing), lost, { at })]).toMatchObject([revoked, revoked])
  })

  test('a serial number never issued, another certificate, another nonce or none cannot say', async () => {
    const other = await newSigner(authority, {}, 'EC')
    expect(judge(answerOcsp(request(other), responding()), other)).toEqual(bad)
    const answer = answerOcsp(request(kept), responding())
    expect(judge(answer, lost)).toEqual(bad)
    expect(judge(answer, kept, { nonce: new Uint8Array(16) })).toEqual(bad)
    expect(judge(answerOcsp(buildOcspRequest(kept.certificate, authority.issuing.certificate), responding()), kept)).toEqual(bad)
  })

  test('an answer outlives its hour by nothing but the tolerance', () => {
    const answer = answerOcsp(request(kept), responding())
    expect(judge(answer, kept, { at: inDays(2 / 24) })).toEqual({ state: 'unknown', why: 'stale' })
    expect(judge(answer, kept, { at: inDays(-1 / 24) })).toEqual(bad)
  })

  test('only the issuer and whom it certified for it may answer', async () => {
    const person = await newSigner(authority)
    const stranger = await newTestAuthority()
    const by = (responder: KeyAndCertificate) =>
      judge(answerOcsp(request(lost), responding({ responder, lookup: () => ({ state: 'good' }) })), lost)
    expect([
      by(person),
      by(authority.timestamp),
      by(stranger.ocsp),
      by({ certificate: authority.ocsp.certificate, privateKey: person.privateKey }),
    ]).toEqual([bad, bad, bad, bad])
    expect(by(authority.issuing)).toMatchObject({ state: 'good' })
  })

  test('no flipped bit turns revoked into good, none throws', () => {
    const answer = answerOcsp(request(lost), responding())
    fc.assert(
      fc.property(fc.nat(answer.length - 1), fc.nat(7), (index, bit) => judge(flipped(answer, index, bit), lost).state !== 'good'),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => judge(bytes, lost).state === 'unknown'),
      { numRuns: 200 },
    )
  })
})
