import type { AsnType } from 'asn1js'
import { digest, type HashName, hashOf, keyBitsOf, oidOfHash, plainAlgorithmOid } from './algorithms.ts'
import { childAt, integerHex, octetsOf, sameBytes } from './asn1.ts'
import { objectIdentifier, octetString, sequence } from './der.ts'
import type { ParsedCertificate } from './parsed-certificate.ts'

/** RFC 6960, 4.1.1: a certificate by its serial number and the hashes of its issuer's name and key. */
export interface CertId {
  readonly hash: HashName
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  /** Hexadecimal. */
  readonly serial: string
}

/** With SHA-256, as the National Certification Authority's responder has it. */
export const writeCertId = (certificate: ParsedCertificate, issuer: ParsedCertificate): Uint8Array =>
  sequence(
    sequence(objectIdentifier(oidOfHash('sha256'))),
    octetString(digest('sha256', issuer.subject)),
    octetString(digest('sha256', keyBitsOf(issuer.spki))),
    certificate.serialNumber,
  )

export function readCertId(node: AsnType | undefined): CertId | undefined {
  const hash = hashOf(plainAlgorithmOid(childAt(node, 0)))
  const issuerNameHash = octetsOf(childAt(node, 1))
  const issuerKeyHash = octetsOf(childAt(node, 2))
  const serial = integerHex(childAt(node, 3))
  if (hash === undefined || issuerNameHash === undefined || issuerKeyHash === undefined || serial === undefined) return undefined
  return { hash, issuerNameHash, issuerKeyHash, serial }
}

export const isOfIssuer = (id: CertId, issuer: ParsedCertificate): boolean =>
  sameBytes(id.issuerNameHash, digest(id.hash, issuer.subject)) && sameBytes(id.issuerKeyHash, digest(id.hash, keyBitsOf(issuer.spki)))
