import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { AsnType } from 'asn1js'
import type { KeyType } from '#core/domain/signature.ts'
import { bitsOf, childAt, childrenOf, isUniversal, oidOf, parseAsn1 } from './asn1.ts'
import { nullValue, objectIdentifier, sequence, unsignedInteger } from './der.ts'
import { type GostArc, type GostPublicKey, isGostSignatureValid, readGostPrivateKey, readGostPublicKey, signGost } from './gost-key.ts'
import { streebog } from './streebog.ts'

/** What OpenSSL hashes. */
export type Sha = 'sha1' | 'sha256' | 'sha384' | 'sha512'
export type HashName = Sha | 'streebog256' | 'streebog512'

const hashes: ReadonlyMap<string, HashName> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  // Kazakhstan's names of Streebog first: those are written. The Russian ones (RFC 9215, 2) name the same functions.
  ['1.2.398.3.10.1.3.3', 'streebog512'],
  ['1.2.398.3.10.1.3.2', 'streebog256'],
  ['1.2.643.7.1.1.2.3', 'streebog512'],
  ['1.2.643.7.1.1.2.2', 'streebog256'],
])

/** Hash by its object identifier; SHA-1 is there for OCSP's CertID only. */
export const hashOf = (oid: string | undefined): HashName | undefined => (oid === undefined ? undefined : hashes.get(oid))
/** As {@link hashOf}, without SHA-1: what a signature may rest on. */
export const strongHashOf = (oid: string | undefined): HashName | undefined => {
  const hash = hashOf(oid)
  return hash === 'sha1' ? undefined : hash
}

export const oidOfHash = (hash: HashName): string => {
  for (const [oid, name] of hashes) if (name === hash) return oid
  throw new Error(`no object identifier for ${hash}`)
}

export function digest(hash: HashName, data: Uint8Array): Uint8Array {
  if (hash === 'streebog512') return streebog(512, data)
  if (hash === 'streebog256') return streebog(256, data)
  return new Uint8Array(createHash(hash).update(data).digest())
}

/** The hash of every signature this program makes with such a key. */
export const hashForKey = (keyType: KeyType): HashName => (keyType === 'GOST' ? 'streebog512' : 'sha256')

interface SignatureAlgorithm {
  readonly keyType: KeyType
  readonly hash: HashName
  /** Of GOST signatures. */
  readonly arc?: GostArc
}

const signatures: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  ['1.2.840.113549.1.1.11', { keyType: 'RSA', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { keyType: 'RSA', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { keyType: 'RSA', hash: 'sha512' }],
  ['1.2.840.10045.4.3.2', { keyType: 'EC', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { keyType: 'EC', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { keyType: 'EC', hash: 'sha512' }],
  ['1.2.398.3.10.1.1.2.3.2', { keyType: 'GOST', hash: 'streebog512', arc: 'kazakh' }],
  ['1.2.398.3.10.1.1.2.3.1', { keyType: 'GOST', hash: 'streebog256', arc: 'kazakh' }],
  ['1.2.643.7.1.1.3.3', { keyType: 'GOST', hash: 'streebog512', arc: 'russian' }],
  ['1.2.643.7.1.1.3.2', { keyType: 'GOST', hash: 'streebog256', arc: 'russian' }],
])

/** A CMS signer may name the key's algorithm alone and the hash beside it: OpenSSL does so for RSA, and for GOST by RFC 9215's names. */
const bareKeys: ReadonlyMap<string, Omit<SignatureAlgorithm, 'hash'>> = new Map<string, Omit<SignatureAlgorithm, 'hash'>>([
  ['1.2.840.113549.1.1.1', { keyType: 'RSA' }],
  ['1.2.643.7.1.1.1.2', { keyType: 'GOST', arc: 'russian' }],
  ['1.2.643.7.1.1.1.1', { keyType: 'GOST', arc: 'russian' }],
])

function algorithmOf(oid: string, named: HashName | undefined): SignatureAlgorithm | undefined {
  const bare = bareKeys.get(oid)
  const known = bare === undefined || named === undefined ? signatures.get(oid) : { ...bare, hash: named }
  return named === undefined || known?.hash === named ? known : undefined
}

/** AlgorithmIdentifier of a hash. SHA-2: without parameters (RFC 5754, 2); Streebog: NULL, as in signatures of НУЦ РК. */
export const hashIdentifier = (hash: HashName): Uint8Array =>
  sequence(objectIdentifier(oidOfHash(hash)), ...(hash === 'streebog512' || hash === 'streebog256' ? [nullValue()] : []))

/**
 * AlgorithmIdentifier of sha256WithRSAEncryption (RFC 4055, 5: NULL), ecdsa-with-SHA256 (RFC 5758, 3.2: absent) or Kazakhstan's
 * GOST R 34.10-2015 of 512 bits with Streebog-512 (NULL, as in certificates of НУЦ РК).
 */
export function signatureIdentifier(keyType: KeyType): Uint8Array {
  if (keyType === 'EC') return sequence(objectIdentifier('1.2.840.10045.4.3.2'))
  return sequence(objectIdentifier(keyType === 'RSA' ? '1.2.840.113549.1.1.11' : '1.2.398.3.10.1.1.2.3.2'), nullValue())
}

/** The object identifier of an AlgorithmIdentifier whose parameters are absent or NULL, as all those used here have them. */
export function plainAlgorithmOid(node: AsnType | undefined): string | undefined {
  const [oid, parameters, ...more] = childrenOf(node)
  const plain = isUniversal(node, 16) && (parameters === undefined || isUniversal(parameters, 5))
  return plain && more.length === 0 ? oidOf(oid) : undefined
}

export type PublicKey = KeyObject | GostPublicKey

const isGost = (key: PublicKey): key is GostPublicKey => 'curve' in key

export interface SignatureToCheck {
  /** Object identifier of the signature algorithm. */
  readonly algorithm: string | undefined
  /** The hash a CMS signer names. */
  readonly digest?: HashName | undefined
  readonly key: PublicKey | undefined
  readonly data: Uint8Array
  /** RSA: PKCS#1 v1.5; EC: DER of Ecdsa-Sig-Value; GOST: both numbers in the order of who names the algorithm. */
  readonly signature: Uint8Array
}

/** False also for algorithms that are not known or too weak (SHA-1, MD5, RSA under 2048 bits). */
export function isSignatureValid({ algorithm, digest: named, key, data, signature }: SignatureToCheck): boolean {
  if (algorithm === undefined || key === undefined) return false
  const known = algorithmOf(algorithm, named)
  if (known === undefined || known.hash === 'sha1') return false
  if (known.keyType === 'GOST' || isGost(key))
    return known.arc !== undefined && isGost(key) && known.hash === `streebog${key.curve.bits}`
      ? isGostSignatureValid(key, data, signature, known.arc)
      : false
  if (key.asymmetricKeyType !== (known.keyType === 'RSA' ? 'rsa' : 'ec')) return false
  if (known.keyType === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false
  try {
    return verify(known.hash, data, key, signature)
  } catch {
    return false
  }
}

/** @returns undefined for keys of other kinds or curves, and for bytes that are no key */
export function publicKeyOf(spki: Uint8Array): PublicKey | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return readGostPublicKey(spki)
  }
}

/** @returns undefined for other kinds of keys: this program makes no signatures with them */
export function keyTypeOfSpki(spki: Uint8Array): KeyType | undefined {
  const key = publicKeyOf(spki)
  if (key !== undefined && isGost(key)) return key.curve.bits === 512 ? 'GOST' : undefined
  const kind = key?.asymmetricKeyType
  if (kind === 'rsa') return 'RSA'
  return kind === 'ec' ? 'EC' : undefined
}

export interface Signer {
  readonly keyType: KeyType
  /** As it stands in a certificate or CMS: PKCS#1 v1.5, the DER of r and s, or GOST's both numbers. Hashed by `hashForKey`. */
  readonly sign: (data: Uint8Array) => Uint8Array
  /** As a token gives it: the same, but r‖s of an EC key. */
  readonly signAsToken: (data: Uint8Array) => Uint8Array
}

/** @param privateKey DER of PKCS#8: RSA, EC or GOST of 512 bits; throws for anything else */
export function signerOf(privateKey: Uint8Array): Signer {
  const gost = readGostPrivateKey(privateKey)
  if (gost?.curve.bits === 512) {
    const signGostly = (data: Uint8Array) => signGost(gost, data)
    return { keyType: 'GOST', sign: signGostly, signAsToken: signGostly }
  }
  // The bytes themselves and no copy: whoever opened the key overwrites it.
  const octets = Buffer.from(privateKey.buffer, privateKey.byteOffset, privateKey.length)
  const key = createPrivateKey({ key: octets, format: 'der', type: 'pkcs8' })
  return {
    keyType: key.asymmetricKeyType === 'ec' ? 'EC' : 'RSA',
    sign: (data) => new Uint8Array(sign('sha256', data, key)),
    signAsToken: (data) => new Uint8Array(sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })),
  }
}

/** From r‖s of equal length, as PKCS#11's CKM_ECDSA gives it, to the Ecdsa-Sig-Value of RFC 3279, 2.2.3. */
export function ecdsaSignatureOf(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2
  return sequence(unsignedInteger(raw.subarray(0, half)), unsignedInteger(raw.subarray(half)))
}

/** The SubjectPublicKeyInfo's key bits, without the unused-bits octet: what key identifiers and OCSP's issuerKeyHash are hashes of. */
export const keyBitsOf = (spki: Uint8Array): Uint8Array => bitsOf(childAt(parseAsn1(spki), 1)) ?? new Uint8Array()
