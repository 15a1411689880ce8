import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { fromPem, toPem } from '#pki/pem.ts'
import { type Pkcs12Contents, readPkcs12, writePkcs12 } from '#pki/pkcs12.ts'
import { certificatePem, flipped, newSigner, newTestAuthority, openWorkshop } from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let contents: Pkcs12Contents
const password = 'Құпия-сөз 1'
beforeAll(async () => {
  authority = await newTestAuthority()
  const signer = await newSigner(authority)
  contents = {
    privateKeyPkcs8: signer.privateKey,
    certificate: signer.certificate,
    chain: [authority.issuing.certificate, authority.root.certificate],
  }
  workshop.write('k.pem', toPem('PRIVATE KEY', contents.privateKeyPkcs8))
  workshop.write('c.pem', certificatePem(contents.certificate))
  workshop.write('chain.pem', certificatePem(...contents.chain))
})

const made = (...options: readonly string[]): Uint8Array => {
  workshop.openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'k.pem',
    '-in',
    'c.pem',
    '-certfile',
    'chain.pem',
    '-passout',
    `pass:${password}`,
    '-out',
    'f.p12',
    ...options,
  )
  return new Uint8Array(readFileSync(workshop.path('f.p12')))
}

describe('readPkcs12', () => {
  test.each([
    ['AES-256 and SHA-256', []],
    ['3DES and SHA-1', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['AES-128 and SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512', '-iter', '1']],
    ['3DES, certificates in RC2-40, SHA-1', ['-legacy']],
    ['nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
  ])('reads a file of OpenSSL: %s', async (_, options) => {
    const read = await readPkcs12(made(...options), password)
    expect(read).toMatchObject({ ok: true, value: { certificate: contents.certificate, privateKeyPkcs8: contents.privateKeyPkcs8 } })
    expect(read.ok && read.value.chain.map((der) => Buffer.from(der).toString('hex')).toSorted()).toEqual(
      contents.chain.map((der) => Buffer.from(der).toString('hex')).toSorted(),
    )
  })

  test('tells a wrong password from a broken file', async () => {
    const file = made()
    expect(await readPkcs12(file, 'other')).toMatchObject({ ok: false, error: { tag: 'pkcs12/wrongPassword', remedy: 'act' } })
    expect(await readPkcs12(file, '')).toMatchObject({ ok: false, error: { tag: 'pkcs12/wrongPassword' } })
    expect(await readPkcs12(file.subarray(0, 100), password)).toMatchObject({ ok: false, error: { tag: 'pkcs12/malformed' } })
  })

  test('given any bytes, then never an exception and never another key', async () => {
    const file = made('-iter', '1')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => !(await readPkcs12(bytes, password)).ok),
      { numRuns: 100 },
    )
    // Past the length octets, which could ask for millions of rounds.
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: file.length - 90 }),
        fc.nat(7),
        async (index, bit) => !(await readPkcs12(flipped(file, index, bit), password)).ok,
      ),
      { numRuns: 100 },
    )
  })
})

describe('writePkcs12', () => {
  test('OpenSSL opens it with the password only', async () => {
    workshop.write('ours.p12', await writePkcs12(contents, password))
    const text = workshop.openssl('pkcs12', '-in', 'ours.p12', '-passin', `pass:${password}`, '-nodes')
    expect(fromPem('PRIVATE KEY', text)).toEqual({ ok: true, value: [contents.privateKeyPkcs8] })
    expect(fromPem('CERTIFICATE', text)).toEqual({ ok: true, value: [contents.certificate, ...contents.chain] })
    expect(workshop.accepts('pkcs12', '-in', 'ours.p12', '-passin', 'pass:other', '-noout')).toBe(false)
  })

  test('is read back', async () => {
    expect(await readPkcs12(await writePkcs12(contents, password), password)).toEqual({ ok: true, value: contents })
  })
})
