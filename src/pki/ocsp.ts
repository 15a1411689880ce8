import type { Instant } from '#core/domain/ids.ts'
import type { Revocation } from '#core/domain/signature.ts'
import type { AsnType } from 'asn1js'
import { BasicOCSPResponse, OCSPResponse } from 'pkijs'
import { digest, isSignatureValid, keyBitsOf, plainAlgorithmOid, publicKeyOf } from './algorithms.ts'
import {
  bitsOf,
  childAt,
  childrenOf,
  contentsOf,
  contextChild,
  dateOf,
  isContext,
  isUniversal,
  octetsOf,
  oidOf,
  parseAs,
  parseAsn1,
  rawOf,
  sameBytes,
} from './asn1.ts'
import { enumerated, objectIdentifier, octetString, sequence, tagged } from './der.ts'
import { extension } from './extensions.ts'
import { isOfIssuer, readCertId, writeCertId } from './ocsp-cert-id.ts'
import { oids } from './oids.ts'
import { isIssuedBy, isWithinValidity, parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'
import { reasonOfCode } from './revocation-reason.ts'

/**
 * DER of an OCSPRequest for one certificate, to be sent as application/ocsp-request.
 * @param nonce RFC 8954: 1 to 32 octets, random; none where a stored answer will do
 * @throws where one of the two is no certificate
 */
export function buildOcspRequest(certificate: Uint8Array, issuer: Uint8Array, nonce?: Uint8Array): Uint8Array {
  const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)]
  if (subject === undefined || authority === undefined) throw new Error('buildOcspRequest: not a certificate')
  const requests = sequence(sequence(writeCertId(subject, authority)))
  const extensions = nonce === undefined ? [] : [tagged(2, sequence(extension(oids.extension.ocspNonce, octetString(nonce))))]
  return sequence(sequence(requests, ...extensions))
}

export interface OcspQuestion {
  readonly response: Uint8Array
  /** DER of both. */
  readonly certificate: Uint8Array
  readonly issuer: Uint8Array
  /** Now: the answer must be current at it. */
  readonly at: Instant
  /** Of the request: the answer must repeat it. */
  readonly nonce?: Uint8Array
}

interface BasicResponse {
  readonly data: AsnType
  readonly fields: readonly AsnType[]
  readonly algorithm: string | undefined
  readonly signature: Uint8Array
  readonly certificates: readonly ParsedCertificate[]
}

/** The OCSPResponse around a BasicOCSPResponse (RFC 6960, 4.2.1); signatures keep only the latter. */
export const wrapBasicResponse = (basic: Uint8Array): Uint8Array =>
  sequence(enumerated(0), tagged(0, sequence(objectIdentifier(oids.ocspBasic), octetString(basic))))

/** DER of the BasicOCSPResponse in a successful OCSPResponse, as it came. */
export const findBasicResponse = (response: Uint8Array): Uint8Array | undefined => octetsOf(childAt(parseAsn1(response), 1, 0, 1))

const readBasicResponse = (response: Uint8Array): BasicResponse | undefined => {
  const root = parseAsn1(response)
  if (parseAs(root, OCSPResponse) === undefined) return undefined
  const bytes = childAt(root, 1, 0)
  const status = childAt(root, 0)
  const successful = status !== undefined && sameBytes(rawOf(status), Uint8Array.of(0x0a, 1, 0))
  const basic = parseAsn1(octetsOf(childAt(bytes, 1)) ?? new Uint8Array())
  const data = childAt(basic, 0)
  const signature = bitsOf(childAt(basic, 2))
  if (
    !successful ||
    oidOf(childAt(bytes, 0)) !== oids.ocspBasic ||
    parseAs(basic, BasicOCSPResponse) === undefined ||
    data === undefined ||
    signature === undefined
  )
    return undefined
  const certificates = childrenOf(childAt(contextChild(basic, 0), 0)).map((node) => parseCertificate(rawOf(node)))
  const fields = childrenOf(data)
  return {
    data,
    fields: isContext(fields[0], 0) ? fields.slice(1) : fields,
    algorithm: plainAlgorithmOid(childAt(basic, 1)),
    signature,
    certificates: certificates.filter((certificate) => certificate !== undefined),
  }
}

/** RFC 6960, 4.2.2.2: the issuer itself, or whom it certified for OCSPSigning; nobody else, however trusted. */
const isResponder = (candidate: ParsedCertificate, issuer: ParsedCertificate, at: Date): boolean =>
  sameBytes(candidate.der, issuer.der) ||
  (candidate.extendedKeyUsage.includes(oids.purpose.ocspSigning) &&
    !candidate.hasUnknownCritical &&
    (candidate.keyUsage?.has('digitalSignature') ?? true) &&
    isWithinValidity(candidate, at) &&
    isIssuedBy(candidate, issuer))

/** ResponderID: [1] the name, or [2] the SHA-1 of the key. */
const isNamedResponder = (id: AsnType | undefined, candidate: ParsedCertificate): boolean => {
  const inner = childAt(id, 0)
  if (inner === undefined) return false
  if (isContext(id, 1)) return sameBytes(rawOf(inner), candidate.subject)
  const hash = octetsOf(inner)
  return isContext(id, 2) && hash !== undefined && sameBytes(hash, digest('sha1', keyBitsOf(candidate.spki)))
}

const nonceOf = (fields: readonly AsnType[]): Uint8Array | undefined => {
  const extensions = childAt(
    fields.find((field) => isContext(field, 1) && field !== fields[0]),
    0,
  )
  const found = childrenOf(extensions).find((item) => oidOf(childAt(item, 0)) === oids.extension.ocspNonce)
  return octetsOf(parseAsn1(octetsOf(childAt(found, -1)) ?? new Uint8Array()))
}

const findSingle = (basic: BasicResponse, subject: ParsedCertificate, authority: ParsedCertificate): AsnType | undefined =>
  childrenOf(basic.fields[2]).find((answer) => {
    const id = readCertId(childAt(answer, 0))
    return id?.serial === subject.serial && isOfIssuer(id, authority)
  })

/** As of when a response speaks of the certificate (thisUpdate); undefined where it does not. Nothing is verified. */
export function statedAt(response: Uint8Array, subject: ParsedCertificate, authority: ParsedCertificate): Date | undefined {
  const basic = readBasicResponse(response)
  const single = basic === undefined ? undefined : findSingle(basic, subject, authority)
  return dateOf(childAt(single, 2))
}

const tolerance = 5 * 60_000
/** An answer that names no next update is of its moment (RFC 6960, 4.2.2.1); a day of it is more than kind. */
const longestWithoutNextUpdate = 86_400_000
const badAnswer: Revocation = { state: 'unknown', why: 'badAnswer' }

const readStatus = (single: AsnType, at: Date): Revocation => {
  const [, status, thisNode, ...rest] = childrenOf(single)
  const thisUpdate = dateOf(thisNode)
  if (status === undefined || thisUpdate === undefined || thisUpdate.getTime() > at.getTime() + tolerance) return badAnswer
  const nextNode = rest.find((node) => isContext(node, 0))
  const nextUpdate = nextNode === undefined ? new Date(thisUpdate.getTime() + longestWithoutNextUpdate) : dateOf(childAt(nextNode, 0))
  if (nextUpdate === undefined) return badAnswer
  if (nextUpdate.getTime() + tolerance < at.getTime()) return { state: 'unknown', why: 'stale' }
  if (isContext(status, 0)) return { state: 'good', source: 'ocsp', producedAt: thisUpdate.toISOString() }
  const revokedAt = isContext(status, 1) ? dateOf(childAt(status, 0)) : undefined
  if (revokedAt === undefined) return badAnswer
  const reasonNode = childAt(status, 1, 0)
  const reason = reasonNode !== undefined && isUniversal(reasonNode, 10) ? reasonOfCode(contentsOf(reasonNode)[0]) : undefined
  const stated = { producedAt: thisUpdate.toISOString(), revokedAt: revokedAt.toISOString() }
  return { state: 'revoked', source: 'ocsp', ...stated, ...(reason === undefined ? {} : { reason }) }
}

/** What a responder's answer says of a certificate, with its signature, its right to answer, its age and its nonce checked first. */
export function revocationFromOcsp({ response, certificate, issuer, at, nonce }: OcspQuestion): Revocation {
  const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)]
  const basic = readBasicResponse(response)
  if (subject === undefined || authority === undefined || basic === undefined) return badAnswer
  const now = new Date(at)
  const { fields, data, algorithm, signature } = basic
  const responder = [...basic.certificates, authority].find(
    (candidate) => isNamedResponder(fields[0], candidate) && isResponder(candidate, authority, now),
  )
  if (responder === undefined || !isSignatureValid({ algorithm, key: publicKeyOf(responder.spki), data: rawOf(data), signature }))
    return badAnswer
  const repeated = nonceOf(fields)
  if (nonce !== undefined && (repeated === undefined || !sameBytes(repeated, nonce))) return badAnswer
  const single = findSingle(basic, subject, authority)
  return single === undefined ? badAnswer : readStatus(single, now)
}
