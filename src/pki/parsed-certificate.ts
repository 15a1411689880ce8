import { createHash } from 'node:crypto'
import { BasicConstraints, Certificate, ExtKeyUsage } from 'pkijs'
import type { AsnType } from 'asn1js'
import { isSignatureValid, plainAlgorithmOid, publicKeyOf } from './algorithms.ts'
import { bitsOf, childAt, childrenOf, contentsOf, dateOf, integerHex, isContext, parseAs, parseAsn1, rawOf, sameBytes } from './asn1.ts'
import { oids } from './oids.ts'

/** RFC 5280, 4.2.1.3, in the order of the bits. */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const
export type KeyUsage = (typeof keyUsages)[number]

/** What this layer reads from an X.509 certificate; the raw parts are the bytes as they came. */
export interface ParsedCertificate {
  readonly der: Uint8Array
  /** Hexadecimal without leading zeros. */
  readonly serial: string
  /** DER of the INTEGER. */
  readonly serialNumber: Uint8Array
  /** DER of the names and of the key. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly spki: Uint8Array
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly signatureAlgorithm: string | undefined
  readonly notBefore: Date
  readonly notAfter: Date
  /** Undefined where the extension is absent: then nothing is forbidden. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined
  readonly extendedKeyUsage: readonly string[]
  readonly extendedKeyUsageCritical: boolean
  readonly isAuthority: boolean
  readonly pathLength: number | undefined
  readonly subjectKeyIdentifier: Uint8Array | undefined
  /** A critical extension that is not understood: such a certificate must not be used (RFC 5280, 4.2). */
  readonly hasUnknownCritical: boolean
  /** First value of a subject's or issuer's attribute, by object identifier. */
  readonly subjectText: (oid: string) => readonly string[]
  readonly issuerText: (oid: string) => readonly string[]
}

const understood: ReadonlySet<string> = new Set([
  oids.extension.keyUsage,
  oids.extension.basicConstraints,
  oids.extension.extendedKeyUsage,
  oids.extension.certificatePolicies,
  oids.extension.subjectAltName,
  oids.extension.subjectKeyIdentifier,
  oids.extension.authorityKeyIdentifier,
])

const readKeyUsage = (bits: Uint8Array): ReadonlySet<KeyUsage> =>
  new Set(keyUsages.filter((_, bit) => ((bits[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0))

const textsOf = (name: Certificate['subject']) => {
  const pairs = name.typesAndValues.map(({ type, value }) => ({ type: String(type), text: String(value.valueBlock.value) }))
  return (oid: string): readonly string[] => pairs.filter((pair) => pair.type === oid).map((pair) => pair.text)
}

const readExtensions = (certificate: Certificate) => {
  const extensions = certificate.extensions ?? []
  const ids = extensions.map((extension) => extension.extnID)
  if (new Set(ids).size !== ids.length) return undefined
  const find = (oid: string) => extensions.find((extension) => extension.extnID === oid)
  const valueOf = (oid: string): AsnType | undefined => {
    const extension = find(oid)
    return extension === undefined ? undefined : parseAsn1(new Uint8Array(extension.extnValue.getValue()))
  }
  const usage = valueOf(oids.extension.keyUsage)
  const constraints = parseAs(valueOf(oids.extension.basicConstraints), BasicConstraints)
  const purposes = parseAs(valueOf(oids.extension.extendedKeyUsage), ExtKeyUsage)
  const identifier = valueOf(oids.extension.subjectKeyIdentifier)
  const broken = (oid: string, value: unknown): boolean => find(oid) !== undefined && value === undefined
  if (
    broken(oids.extension.keyUsage, usage) ||
    broken(oids.extension.basicConstraints, constraints) ||
    broken(oids.extension.extendedKeyUsage, purposes)
  )
    return undefined
  const pathLength = constraints?.pathLenConstraint
  return {
    keyUsage: usage === undefined ? undefined : readKeyUsage(contentsOf(usage)),
    extendedKeyUsage: purposes?.keyPurposes ?? [],
    extendedKeyUsageCritical: find(oids.extension.extendedKeyUsage)?.critical ?? false,
    isAuthority: constraints?.cA ?? false,
    pathLength: typeof pathLength === 'number' ? pathLength : undefined,
    subjectKeyIdentifier: identifier === undefined ? undefined : contentsOf(identifier),
    hasUnknownCritical: extensions.some((extension) => extension.critical && !understood.has(extension.extnID)),
  }
}

/**
 * The certificates read last, by SHA-256 of their bytes. One signature looks at the same three or four certificates a dozen times, and
 * reading one takes the ASN.1 library longer than a token takes to sign. What is kept is only what the bytes say, never whether to believe it.
 */
const recent = new Map<string, ParsedCertificate>()
const mostRecent = 64
/** A certificate is one or two kilobytes; longer ones are not kept. */
const longestKept = 16 * 1024

/** Reads the DER of one certificate; undefined where it is not one. Nothing is verified. */
export function parseCertificate(der: Uint8Array): ParsedCertificate | undefined {
  if (der.length > longestKept) return tryToParse(der)
  const name = createHash('sha256').update(der).digest('base64')
  const parsed = recent.get(name) ?? tryToParse(der)
  if (parsed === undefined) return undefined
  // The last one used goes to the end; the first of a Map is the one that was not used for longest.
  recent.delete(name)
  recent.set(name, parsed)
  const [oldest] = recent.keys()
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest)
  return parsed
}

function tryToParse(der: Uint8Array): ParsedCertificate | undefined {
  try {
    return parse(der)
  } catch {
    // The library's getters parse lazily and throw on hostile bytes.
    return undefined
  }
}

function parse(der: Uint8Array): ParsedCertificate | undefined {
  const root = parseAsn1(der)
  const certificate = parseAs(root, Certificate)
  if (root === undefined || certificate === undefined) return undefined
  const tbs = childAt(root, 0)
  const fields = childrenOf(tbs).slice(isContext(childAt(tbs, 0), 0) ? 1 : 0)
  const [serialNode, innerAlgorithm, issuer, validity, subject, spki] = fields
  const outerAlgorithm = childAt(root, 1)
  const serial = integerHex(serialNode)
  const signature = bitsOf(childAt(root, 2))
  const notBefore = dateOf(childAt(validity, 0))
  const notAfter = dateOf(childAt(validity, 1))
  const extensions = readExtensions(certificate)
  if (!tbs || !serialNode || !innerAlgorithm || !outerAlgorithm || !issuer || !subject || !spki) return undefined
  if (serial === undefined || signature === undefined || notBefore === undefined || notAfter === undefined || extensions === undefined)
    return undefined
  if (!sameBytes(rawOf(innerAlgorithm), rawOf(outerAlgorithm))) return undefined
  return {
    der: new Uint8Array(der),
    serial,
    serialNumber: rawOf(serialNode),
    issuer: rawOf(issuer),
    subject: rawOf(subject),
    spki: rawOf(spki),
    tbs: rawOf(tbs),
    signature,
    signatureAlgorithm: plainAlgorithmOid(outerAlgorithm),
    notBefore,
    notAfter,
    ...extensions,
    subjectText: textsOf(certificate.subject),
    issuerText: textsOf(certificate.issuer),
  }
}

/** Names match and the issuer's key made the signature; says nothing of the issuer's right to issue. */
export const isIssuedBy = (certificate: ParsedCertificate, issuer: ParsedCertificate): boolean =>
  sameBytes(certificate.issuer, issuer.subject) &&
  isSignatureValid({
    algorithm: certificate.signatureAlgorithm,
    key: publicKeyOf(issuer.spki),
    data: certificate.tbs,
    signature: certificate.signature,
  })

export const isWithinValidity = (certificate: ParsedCertificate, at: Date): boolean =>
  certificate.notBefore <= at && at <= certificate.notAfter
