import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { digest, isSignatureValid, keyTypeOfSpki, publicKeyOf, signerOf } from '#pki/algorithms.ts'
import { bitString, integer, objectIdentifier, octetString, sequence, unsignedInteger } from '#pki/der.ts'
import { newGostKey, readGostPrivateKey, readGostPublicKey } from '#pki/gost-key.ts'
import { toLittleEndian } from '#pki/gost-signature.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { checkSigner } from '#pki/signer-check.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { flipped, openWorkshop, placeOf } from './fixture.ts'
import { nationalTimestamp } from './national-timestamp.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

const message = Buffer.from('Сенім білдірілген қол', 'utf8')
const kazakh = { signature: '1.2.398.3.10.1.1.2.3.2' }
const russian = {
  key: objectIdentifier('1.2.643.7.1.1.1.2'),
  parameters: objectIdentifier('1.2.643.7.1.2.1.2.1'),
  hash: objectIdentifier('1.2.643.7.1.1.2.3'),
  signature: '1.2.643.7.1.1.3.3',
}
const russianAlgorithm = sequence(russian.key, sequence(russian.parameters, russian.hash))

/** The same public key under the names that OpenSSL's engine knows: x and y stand at the end of both. */
const asRussian = (spki: Uint8Array): Uint8Array => sequence(russianAlgorithm, bitString(octetString(spki.slice(-128))))

describe('a signature of ours', () => {
  test('is valid for the GOST engine of OpenSSL, under its names of the same key and in its order of octets', () => {
    const key = newGostKey()
    const signature = signerOf(key.privateKey).sign(message)
    workshop.write('public.pem', toPem('PUBLIC KEY', asRussian(key.spki)))
    workshop.write('message', message)
    workshop.write('good.sig', signature.toReversed())
    workshop.write('bad.sig', flipped(signature, 3).toReversed())
    const verify = (file: string) =>
      workshop.accepts('dgst', '-engine', 'gost', '-md_gost12_512', '-verify', 'public.pem', '-signature', file, 'message')
    expect([verify('good.sig'), verify('bad.sig')]).toEqual([true, false])
  })

  test('is valid under the name of its own order only', () => {
    const key = newGostKey()
    const signature = signerOf(key.privateKey).sign(message)
    const check = (algorithm: string, octets: Uint8Array) =>
      isSignatureValid({ algorithm, key: publicKeyOf(key.spki), data: message, signature: octets })
    expect([
      check(kazakh.signature, signature),
      check(russian.signature, signature.toReversed()),
      check(kazakh.signature, signature.toReversed()),
      check(russian.signature, signature),
      check(kazakh.signature, signature.subarray(1)),
      check('1.2.398.3.10.1.1.2.3.1', signature),
      check('1.2.840.10045.4.3.2', signature),
    ]).toEqual([true, true, false, false, false, false, false])
  })
})

test.each([
  ['512', 'A', '1.2.643.7.1.1.3.3'],
  ['256', 'TCA', '1.2.643.7.1.1.3.2'],
])('a signature of the engine with %s bits is valid here, and its changed ones are not', (bits, set, algorithm) => {
  const gost = (...parameters: readonly string[]) => workshop.openssl(...parameters.toSpliced(1, 0, '-engine', 'gost'))
  gost('genpkey', '-algorithm', `gost2012_${bits}`, '-pkeyopt', `paramset:${set}`, '-outform', 'DER', '-out', 'key.der')
  gost('pkey', '-inform', 'DER', '-in', 'key.der', '-pubout', '-outform', 'DER', '-out', 'public.der')
  workshop.write('message', message)
  gost('dgst', `-md_gost12_${bits}`, '-sign', 'key.der', '-keyform', 'DER', '-out', 'signature', 'message')
  const [spki, pkcs8, signature] = ['public.der', 'key.der', 'signature'].map((file) => new Uint8Array(readFileSync(workshop.path(file))))
  if (!spki || !pkcs8 || !signature) throw new Error('OpenSSL wrote nothing')
  const key = publicKeyOf(spki)
  const check = (data: Uint8Array, octets: Uint8Array) => isSignatureValid({ algorithm, key, data, signature: octets })
  expect([
    check(message, signature),
    check(message.subarray(1), signature),
    check(message, flipped(signature, 70 % signature.length)),
  ]).toEqual([true, false, false])
  const own = readGostPrivateKey(pkcs8)
  expect(own?.curve.points.BASE.multiply(own.d).equals(readGostPublicKey(spki)?.point ?? own.curve.points.ZERO)).toBe(true)
  expect(keyTypeOfSpki(spki)).toBe(bits === '512' ? 'GOST' : undefined)
})

test('what the national time stamping service signed is valid here: names, hash and order of octets are its own', () => {
  const signed = readSignedData(nationalTimestamp)
  const [signer] = signed?.signers ?? []
  const [der] = signed?.certificates ?? []
  if (signed?.content === undefined || signer?.signedAttributesDer === undefined || der === undefined) throw new Error('not read')
  const certificate = parseCertificate(der)
  const check = (data: Uint8Array) =>
    isSignatureValid({
      algorithm: signer.signatureAlgorithm,
      digest: signer.digest,
      key: publicKeyOf(certificate?.spki ?? new Uint8Array()),
      data,
      signature: signer.signature,
    })
  expect({ name: signer.signatureAlgorithm, hash: signer.digest, subject: certificate?.subjectText('2.5.4.3') }).toEqual({
    name: kazakh.signature,
    hash: 'streebog512',
    subject: ['TIME-STAMPING AUTHORITY\t'],
  })
  expect([check(signer.signedAttributesDer), check(flipped(signer.signedAttributesDer, 40))]).toEqual([true, false])
  // messageDigest is the last attribute: the hash of the stamped data's description.
  expect(placeOf(signer.signedAttributesDer, digest('streebog512', signed.content))).toBeGreaterThan(0)
})

test('the time that the national service proves is read, though it names its certificate in the older way', () => {
  const signed = readSignedData(nationalTimestamp)
  const [signer] = signed?.signers ?? []
  if (signed === undefined || signer === undefined) throw new Error('not read')
  expect(checkSigner(signed, signer, signed.content, 'timestamp').problems).toEqual([])
  // A signature of a document must name it in the newer way, and have a time of signing.
  expect(checkSigner(signed, signer, signed.content).problems).toEqual(['attributesMissing'])
  const other = { ...signed, certificates: signed.certificates.map((der) => flipped(der, der.length - 1)) }
  expect(checkSigner(other, signer, signed.content, 'timestamp').problems).toEqual(['certificateMismatch'])
})

describe('keys', () => {
  test('are read in each form that a PKCS#8 holds them in', () => {
    const { spki, privateKey } = newGostKey()
    const key = readGostPrivateKey(privateKey)
    if (key === undefined) throw new Error('not read')
    const forms = [
      octetString(toLittleEndian(key.d, 64)),
      toLittleEndian(key.d, 64),
      unsignedInteger(toLittleEndian(key.d, 64).toReversed()),
    ]
    const read = forms.map((form) => readGostPrivateKey(sequence(integer(0), russianAlgorithm, octetString(form)))?.d)
    expect(read).toEqual([key.d, key.d, key.d])
    expect(keyTypeOfSpki(spki)).toBe('GOST')
    expect(signerOf(privateKey).keyType).toBe('GOST')
  })

  test('that are none are refused: a point beside the curve, nought, the order, another length, another parameter set', () => {
    const { spki, privateKey } = newGostKey()
    const { order } = readGostPrivateKey(privateKey)?.curve ?? { order: 0n }
    const holding = (octets: Uint8Array) => sequence(integer(0), russianAlgorithm, octetString(octetString(octets)))
    const privates = [
      holding(toLittleEndian(0n, 64)),
      holding(toLittleEndian(order, 64)),
      holding(toLittleEndian(5n, 63)),
      sequence(integer(0), sequence(russian.key, sequence(russian.hash)), octetString(octetString(toLittleEndian(5n, 64)))),
      new Uint8Array(),
    ]
    expect(privates.map(readGostPrivateKey)).toEqual(privates.map(() => undefined))
    const publics = [
      flipped(spki, spki.length - 1),
      sequence(russianAlgorithm, bitString(octetString(new Uint8Array(128)))),
      sequence(russianAlgorithm, bitString(octetString(new Uint8Array(126)))),
      sequence(sequence(russian.key), bitString(octetString(spki.slice(-128)))),
    ]
    expect(publics.map((octets) => publicKeyOf(octets))).toEqual(publics.map(() => undefined))
  })
})
