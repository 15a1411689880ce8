import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { AsnType } from 'asn1js'
import type { KeyType } from '#core/domain/signature.ts'
import { bitsOf, childAt, childrenOf, isUniversal, oidOf, parseAsn1 } from './asn1.ts'
import { nullValue, objectIdentifier, sequence, unsignedInteger } from './der.ts'
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

const rsaEncryption = '1.2.840.113549.1.1.1'
const signatures: ReadonlyMap<string, { readonly keyType: KeyType; readonly hash: HashName }> = new Map([
  ['1.2.840.113549.1.1.11', { keyType: 'RSA', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { keyType: 'RSA', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { keyType: 'RSA', hash: 'sha512' }],
  ['1.2.840.10045.4.3.2', { keyType: 'EC', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { keyType: 'EC', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { keyType: 'EC', hash: 'sha512' }],
])

/** AlgorithmIdentifier of a hash; RFC 5754, 2: without parameters. */
export const hashIdentifier = (hash: HashName): Uint8Array => sequence(objectIdentifier(oidOfHash(hash)))

/**
 * AlgorithmIdentifier of sha256WithRSAEncryption (RFC 4055, 5: NULL), ecdsa-with-SHA256 (RFC 5758, 3.2: absent) or Kazakhstan's
 * GOST R 34.10-2015 of 512 bits with Streebog-512.
 */
export function signatureIdentifier(keyType: KeyType): Uint8Array {
  if (keyType === 'RSA') return sequence(objectIdentifier('1.2.840.113549.1.1.11'), nullValue())
  return sequence(objectIdentifier(keyType === 'EC' ? '1.2.840.10045.4.3.2' : '1.2.398.3.10.1.1.2.3.2'))
}

/** The object identifier of an AlgorithmIdentifier whose parameters are absent or NULL, as all those used here have them. */
export function plainAlgorithmOid(node: AsnType | undefined): string | undefined {
  const [oid, parameters, ...more] = childrenOf(node)
  const plain = isUniversal(node, 16) && (parameters === undefined || isUniversal(parameters, 5))
  return plain && more.length === 0 ? oidOf(oid) : undefined
}

export interface SignatureToCheck {
  /** Object identifier of the signature algorithm. */
  readonly algorithm: string | undefined
  /** The hash a CMS signer names beside a bare `rsaEncryption`. */
  readonly digest?: HashName | undefined
  readonly key: KeyObject | undefined
  readonly data: Uint8Array
  /** RSA: PKCS#1 v1.5; EC: DER of Ecdsa-Sig-Value. */
  readonly signature: Uint8Array
}

/** False also for algorithms that are not known or too weak (SHA-1, MD5, RSA under 2048 bits). */
export function isSignatureValid({ algorithm, digest: named, key, data, signature }: SignatureToCheck): boolean {
  if (algorithm === undefined || key === undefined) return false
  const known = algorithm === rsaEncryption && named !== undefined ? { keyType: 'RSA' as const, hash: named } : signatures.get(algorithm)
  if (known === undefined || known.hash === 'sha1' || (named !== undefined && named !== known.hash)) return false
  if (key.asymmetricKeyType !== (known.keyType === 'RSA' ? 'rsa' : 'ec')) return false
  if (known.keyType === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false
  try {
    return verify(known.hash, data, key, signature)
  } catch {
    return false
  }
}

/** @returns undefined for keys this machine has no arithmetic for (GOST) and for bytes that are no key */
export function publicKeyOf(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** @returns undefined for other kinds of keys */
export function keyTypeOfSpki(spki: Uint8Array): KeyType | undefined {
  const kind = publicKeyOf(spki)?.asymmetricKeyType
  if (kind === 'rsa') return 'RSA'
  return kind === 'ec' ? 'EC' : undefined
}

export interface Signer {
  readonly keyType: KeyType
  /** SHA-256 signature: PKCS#1 v1.5, or the DER of r and s. */
  readonly sign: (data: Uint8Array) => Uint8Array
}

/** @param privateKey DER of PKCS#8, RSA or EC; anything else is a bug of the caller and throws */
export function signerOf(privateKey: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return { keyType: key.asymmetricKeyType === 'ec' ? 'EC' : 'RSA', sign: (data) => new Uint8Array(sign('sha256', data, key)) }
}

/** From r‖s of equal length, as PKCS#11's CKM_ECDSA gives it, to the Ecdsa-Sig-Value of RFC 3279, 2.2.3. */
export function ecdsaSignatureOf(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2
  return sequence(unsignedInteger(raw.subarray(0, half)), unsignedInteger(raw.subarray(half)))
}

/** The SubjectPublicKeyInfo's key bits, without the unused-bits octet: what key identifiers and OCSP's issuerKeyHash are hashes of. */
export const keyBitsOf = (spki: Uint8Array): Uint8Array => bitsOf(childAt(parseAsn1(spki), 1)) ?? new Uint8Array()
