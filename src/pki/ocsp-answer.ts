import type { Instant } from '#core/domain/ids.ts'
import type { AsnType } from 'asn1js'
import { signatureIdentifier, signerOf } from './algorithms.ts'
import { childAt, childrenOf, contextChild, isUniversal, oidOf, parseAsn1, rawOf } from './asn1.ts'
import type { KeyAndCertificate } from './authority.ts'
import { bitString, enumerated, generalizedTime, sequence, tagged, taggedPrimitive } from './der.ts'
import { wrapBasicResponse } from './ocsp.ts'
import { isOfIssuer, readCertId } from './ocsp-cert-id.ts'
import { oids } from './oids.ts'
import { parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'
import { codeOfReason, type RevocationReason } from './revocation-reason.ts'

/** What the authority's register says of a serial number; `unknown` where it never issued it. */
export type CertificateStatus =
  | { readonly state: 'good' }
  | { readonly state: 'revoked'; readonly revokedAt: Instant; readonly reason?: RevocationReason }
  | { readonly state: 'unknown' }

export interface OcspResponder {
  /** Whose certificates are asked about. DER. */
  readonly issuer: Uint8Array
  /** Delegated: certified by the issuer for OCSPSigning. */
  readonly responder: KeyAndCertificate
  /** @param serial hexadecimal without leading zeros, as in CertificateSummary */
  readonly lookup: (serial: string) => CertificateStatus
  readonly now: Date
  /** How long the answer may be used. Default: an hour. */
  readonly validFor?: number
}

/** RFC 6960, 4.2.1: malformedRequest 1; a response without bytes is not signed. */
const malformedRequest = (): Uint8Array => sequence(enumerated(1))
const mostRequests = 100

const statusOf = (status: CertificateStatus): Uint8Array => {
  if (status.state === 'good') return taggedPrimitive(0, new Uint8Array())
  if (status.state === 'unknown') return taggedPrimitive(2, new Uint8Array())
  const reason = status.reason === undefined ? [] : [tagged(0, enumerated(codeOfReason(status.reason)))]
  return tagged(1, generalizedTime(new Date(status.revokedAt)), ...reason)
}

const answerOne = (certId: AsnType, issuer: ParsedCertificate, { lookup, now, validFor = 3_600_000 }: OcspResponder): Uint8Array => {
  const id = readCertId(certId)
  const status: CertificateStatus = id !== undefined && isOfIssuer(id, issuer) ? lookup(id.serial) : { state: 'unknown' }
  return sequence(rawOf(certId), statusOf(status), generalizedTime(now), tagged(0, generalizedTime(new Date(now.getTime() + validFor))))
}

const nonceExtension = (request: AsnType | undefined): readonly Uint8Array[] => {
  const extensions = childrenOf(childAt(contextChild(request, 2), 0))
  const found = extensions.find((item) => oidOf(childAt(item, 0)) === oids.extension.ocspNonce)
  return found === undefined ? [] : [tagged(1, sequence(rawOf(found)))]
}

/** Answers an OCSPRequest (RFC 6960) with CertIDs by SHA-1 or SHA-2. @returns DER of an OCSPResponse, always */
export function answerOcsp(request: Uint8Array, answering: OcspResponder): Uint8Array {
  const [issuer, responder] = [parseCertificate(answering.issuer), parseCertificate(answering.responder.certificate)]
  if (issuer === undefined || responder === undefined) throw new Error('answerOcsp: not a certificate')
  const tbsRequest = childAt(parseAsn1(request), 0)
  const list = childrenOf(childrenOf(tbsRequest).find((node) => isUniversal(node, 16)))
  const certIds = list.map((item) => childAt(item, 0))
  if (certIds.length === 0 || certIds.length > mostRequests) return malformedRequest()
  if (!certIds.every((certId) => certId !== undefined && readCertId(certId) !== undefined)) return malformedRequest()
  const signer = signerOf(answering.responder.privateKey)
  const data = sequence(
    tagged(1, responder.subject),
    generalizedTime(answering.now),
    sequence(...certIds.flatMap((certId) => (certId === undefined ? [] : [answerOne(certId, issuer, answering)]))),
    ...nonceExtension(tbsRequest),
  )
  const basic = sequence(
    data,
    signatureIdentifier(signer.keyType),
    bitString(signer.sign(data)),
    tagged(0, sequence(answering.responder.certificate)),
  )
  return wrapBasicResponse(basic)
}
