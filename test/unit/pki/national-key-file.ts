// A PKCS#12 as НУЦ РК gives it out (files GOST512_*.p12): BER of indefinite lengths, octets in pieces, SHA-1 MAC of 1,024 rounds,
// the key in 3DES, the certificates in RC2-40. The ciphers are OpenSSL's.
import { execFileSync } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { digest } from '#pki/algorithms.ts'
import { integer, nullValue, objectIdentifier, octetString, sequence, setOf, tagged } from '#pki/der.ts'
import { derivePkcs12 } from '#pki/pkcs12-kdf.ts'
import type { Pkcs12Contents } from '#pki/pkcs12.ts'

const iterations = 1_024

/** A constructed element of indefinite length (X.690, 8.1.3.6). */
const indefinite = (identifier: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([Uint8Array.of(identifier, 0x80), ...parts, Uint8Array.of(0, 0)])
const berSequence = (...parts: readonly Uint8Array[]): Uint8Array => indefinite(0x30, ...parts)
const explicit = (...parts: readonly Uint8Array[]): Uint8Array => indefinite(0xa0, ...parts)
const pieces = (contents: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(contents.length / 1_000) }, (_, at) => octetString(contents.subarray(at * 1_000, (at + 1) * 1_000)))
const berOctets = (contents: Uint8Array): Uint8Array => indefinite(0x24, ...pieces(contents))

function encrypt(cipher: 'des-ede3-cbc' | 'rc2-40-cbc', oid: string, data: Uint8Array, password: string) {
  const salt = randomBytes(20)
  const material = { hash: 'sha1', password, salt, iterations } as const
  const key = derivePkcs12({ ...material, material: 'key', length: cipher === 'rc2-40-cbc' ? 5 : 24 })
  const iv = derivePkcs12({ ...material, material: 'iv', length: 8 })
  const providers = ['-provider', 'legacy', '-provider', 'default']
  const encrypted = execFileSync('openssl', ['enc', `-${cipher}`, ...providers, '-K', key.toString('hex'), '-iv', iv.toString('hex')], {
    input: data,
  })
  return { algorithm: sequence(objectIdentifier(oid), sequence(octetString(salt), integer(iterations))), encrypted }
}

const attributesOf = (certificate: Uint8Array): Uint8Array =>
  setOf(sequence(objectIdentifier('1.2.840.113549.1.9.21'), setOf(octetString(digest('sha1', certificate)))))

export function nationalKeyFile({ privateKeyPkcs8, certificate, chain }: Pkcs12Contents, password: string): Uint8Array {
  const key = encrypt('des-ede3-cbc', '1.2.840.113549.1.12.1.3', privateKeyPkcs8, password)
  const keyBag = sequence(
    objectIdentifier('1.2.840.113549.1.12.10.1.2'),
    tagged(0, sequence(key.algorithm, octetString(key.encrypted))),
    attributesOf(certificate),
  )
  const certificateBags = [certificate, ...chain].map((one) =>
    sequence(
      objectIdentifier('1.2.840.113549.1.12.10.1.3'),
      tagged(0, sequence(objectIdentifier('1.2.840.113549.1.9.22.1'), tagged(0, octetString(one)))),
      attributesOf(one),
    ),
  )
  const hidden = encrypt('rc2-40-cbc', '1.2.840.113549.1.12.1.6', berSequence(...certificateBags), password)
  const data = objectIdentifier('1.2.840.113549.1.7.1')
  const plainSafe = berSequence(data, explicit(berOctets(berSequence(keyBag))))
  const hiddenSafe = berSequence(
    objectIdentifier('1.2.840.113549.1.7.6'),
    explicit(berSequence(integer(0), berSequence(data, hidden.algorithm, explicit(...pieces(hidden.encrypted))))),
  )
  const authenticated = berSequence(plainSafe, hiddenSafe)
  const salt = randomBytes(20)
  const macKey = derivePkcs12({ hash: 'sha1', password, salt, iterations, material: 'mac', length: 20 })
  const mac = createHmac('sha1', macKey).update(authenticated).digest()
  const sha1 = sequence(objectIdentifier('1.3.14.3.2.26'), nullValue())
  return berSequence(
    integer(3),
    berSequence(data, explicit(berOctets(authenticated))),
    sequence(sequence(sha1, octetString(mac)), octetString(salt), integer(iterations)),
  )
}
