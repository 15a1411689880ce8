// The X.509 v3 extensions this layer writes (RFC 5280, 4.2).
import { digest, keyBitsOf } from './algorithms.ts'
import {
  bitString,
  boolean,
  ia5String,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
} from './der.ts'
import { oids } from './oids.ts'
import { type KeyUsage, keyUsages } from './parsed-certificate.ts'

/** DEFAULT FALSE is left out, as DER demands. */
export const extension = (oid: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value))

/** Method 1 of 4.2.1.2: SHA-1 of the key's bits. A name and not a protection. */
const keyIdentifierOf = (spki: Uint8Array): Uint8Array => digest('sha1', keyBitsOf(spki))

export const subjectKeyIdentifier = (spki: Uint8Array): Uint8Array =>
  extension(oids.extension.subjectKeyIdentifier, octetString(keyIdentifierOf(spki)))
export const authorityKeyIdentifier = (issuerSpki: Uint8Array): Uint8Array =>
  extension(oids.extension.authorityKeyIdentifier, sequence(taggedPrimitive(0, keyIdentifierOf(issuerSpki))))

export const basicConstraints = (pathLength: number | undefined): Uint8Array =>
  extension(oids.extension.basicConstraints, sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])), true)

export function keyUsageExtension(usages: readonly KeyUsage[]): Uint8Array {
  const bits = usages.reduce((octet, usage) => octet | (0x80 >> keyUsages.indexOf(usage)), 0)
  // A named bit list drops its trailing zeros (X.690, 11.2.2).
  const unused = bits === 0 ? 0 : 31 - Math.clz32(bits & -bits)
  return extension(oids.extension.keyUsage, bitString(Uint8Array.of(bits), unused), true)
}

export const extendedKeyUsage = (purposes: readonly string[], critical = false): Uint8Array =>
  extension(oids.extension.extendedKeyUsage, sequence(...purposes.map(objectIdentifier)), critical)

export const certificatePolicies = (policy: string): Uint8Array =>
  extension(oids.extension.certificatePolicies, sequence(sequence(objectIdentifier(policy))))

const uri = (url: string): Uint8Array => {
  const text = ia5String(url)
  text[0] = 0x86
  return text
}

export const crlDistributionPoints = (url: string): Uint8Array =>
  extension(oids.extension.crlDistributionPoints, sequence(sequence(tagged(0, tagged(0, uri(url))))))

export const authorityInformationAccess = (ocspUrl: string): Uint8Array =>
  extension(oids.extension.authorityInformationAccess, sequence(sequence(objectIdentifier(oids.access.ocsp), uri(ocspUrl))))

/** RFC 6960, 4.2.2.2.1: the responder's own certificate need not be asked about. */
export const ocspNoCheck = (): Uint8Array => extension(oids.extension.ocspNoCheck, nullValue())
