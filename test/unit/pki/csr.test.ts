import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { newEcKey, newRsaKey } from '#pki/authority.ts'
import { prepareCsr, readCsr } from '#pki/csr.ts'
import { toPem } from '#pki/pem.ts'
import { flipped, openWorkshop, tokenSignature } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

describe.each(['RSA', 'EC'] as const)('a PKCS#10 request with %s', (keyType) => {
  const make = async () => {
    const key = keyType === 'RSA' ? await newRsaKey() : await newEcKey()
    const prepared = prepareCsr({ publicKeySpki: key.spki, commonName: 'ӘБІЛОВА ГҮЛНҰР' })
    return { key, der: prepared.finish(tokenSignature(keyType, key.privateKey, prepared.toBeSigned)) }
  }

  test('is verified by OpenSSL and read back', async () => {
    const { key, der } = await make()
    expect(workshop.openssl('req', '-inform', 'DER', '-in', workshop.write('r.der', der), '-verify', '-noout')).toContain('verify OK')
    expect(readCsr(der)).toEqual({ ok: true, value: { publicKeySpki: key.spki, commonName: 'ӘБІЛОВА ГҮЛНҰР' } })
  })

  test('without possession of the key proves nothing', async () => {
    const { der, key } = await make()
    const other = await newEcKey()
    const stolen = prepareCsr({ publicKeySpki: key.spki, commonName: 'x' })
    expect(readCsr(stolen.finish(tokenSignature('EC', other.privateKey, stolen.toBeSigned)))).toMatchObject({
      ok: false,
      error: { tag: 'csr/notProved' },
    })
    expect(readCsr(der.subarray(2))).toMatchObject({ ok: false, error: { tag: 'csr/malformed' } })
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(7), (index, bit) => !readCsr(flipped(der, index, bit)).ok),
      { numRuns: 200 },
    )
  })
})

test('readCsr reads the request OpenSSL makes', async () => {
  const key = await newEcKey()
  workshop.write('k.pem', toPem('PRIVATE KEY', key.privateKey))
  workshop.openssl('req', '-new', '-key', 'k.pem', '-subj', '/CN=test', '-outform', 'DER', '-out', 'f.der')
  expect(readCsr(new Uint8Array(readFileSync(workshop.path('f.der'))))).toEqual({
    ok: true,
    value: { publicKeySpki: key.spki, commonName: 'test' },
  })
})
