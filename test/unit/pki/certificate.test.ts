import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { flipped, inDays, newSigner, newTestAuthority, subject, type TestSigner } from './fixture.ts'

let authority: Authority
let signer: TestSigner
beforeAll(async () => {
  authority = await newTestAuthority()
  signer = await newSigner(authority, { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2051-01-01T00:00:00.000Z' })
})

describe('summariseCertificate', () => {
  test('given an employee, then everything is read', () => {
    expect(summariseCertificate(signer.certificate)).toEqual({
      ok: true,
      value: {
        fingerprint: createHash('sha256').update(signer.certificate).digest('hex'),
        serial: expect.stringMatching(/^[4-7][0-9a-f]{37}$/),
        commonName: 'ӘБІЛОВА ГҮЛНҰР',
        iin: subject.iin,
        bin: subject.bin,
        organisation: subject.organisation,
        issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)',
        role: 'employee',
        forSignature: true,
        forAuthentication: true,
        notBefore: '2026-01-01T00:00:00.000Z',
        notAfter: '2051-01-01T00:00:00.000Z',
      },
    })
  })

  test.each(['head', 'signatory', 'employee', 'person'] as const)('role %s is read back', async (role) => {
    const summary = summariseCertificate((await newSigner(authority, { role }, 'EC')).certificate)
    expect(summary.ok && summary.value.role).toBe(role)
  })

  test('given a natural person without organisation, then neither is there', async () => {
    const { surname, givenName, iin } = subject
    const summary = summariseCertificate(
      (await newSigner(authority, { role: 'person', subject: { surname, givenName, iin }, notAfter: inDays(1) }, 'EC')).certificate,
    )
    expect(summary.ok && Object.keys(summary.value)).not.toEqual(expect.arrayContaining(['bin']))
    expect(summary).toMatchObject({ ok: true, value: { iin, role: 'person' } })
  })

  test('given an authority, then it is no signer', () => {
    expect(summariseCertificate(authority.issuing.certificate)).toMatchObject({
      ok: true,
      value: { role: 'other', forSignature: false, forAuthentication: false },
    })
  })

  test('given any bytes, then never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => summariseCertificate(bytes).ok === false),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(
        fc.nat(signer.certificate.length - 1),
        fc.nat(7),
        (index, bit) => typeof summariseCertificate(flipped(signer.certificate, index, bit)).ok === 'boolean',
      ),
      { numRuns: 500 },
    )
  })
})
