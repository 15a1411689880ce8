import { randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import { digest, hashIdentifier, plainAlgorithmOid, signerOf, strongHashOf } from './algorithms.ts'
import { childAt, childrenOf, integerHex, isUniversal, octetsOf, oidOf, parseAsn1, rawOf, sameBytes } from './asn1.ts'
import type { KeyAndCertificate } from './authority.ts'
import type { TrustStore } from './chain.ts'
import { bitString, boolean, generalizedTime, integer, objectIdentifier, octetString, sequence, unsignedInteger } from './der.ts'
import { oids } from './oids.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { readSignedData } from './signed-data.ts'
import { assembleSignedData, signedAttributesOf } from './signed-data-build.ts'
import { attribute, withAdditions } from './signed-data-edit.ts'
import { type ProvedTime, type TimestampTokenFault, verifyTimestampToken } from './timestamp-token.ts'

export interface TimestampRequest {
  /** DER of TimeStampReq, to be sent as application/timestamp-query. */
  readonly der: Uint8Array
  /** Hexadecimal; the answer must repeat it. */
  readonly nonce: string
}

/** RFC 3161, 2.4.1, with a random nonce and the authority's certificate asked for. @param imprint SHA-256 of the data to be stamped */
export function buildTimestampRequest(imprint: Uint8Array): TimestampRequest {
  const nonce = unsignedInteger(randomBytes(8))
  const der = sequence(integer(1), sequence(hashIdentifier('sha256'), octetString(imprint)), nonce, boolean(true))
  return { der, nonce: integerHex(parseAsn1(nonce)) ?? '' }
}

export interface TimestampExpectation {
  /** SHA-256 of the stamped data. */
  readonly imprint: Uint8Array
  readonly trust: TrustStore
  /** Of the request; left out only where a stored answer is read again. */
  readonly nonce?: string
}

export interface ReadTimestamp extends ProvedTime {
  /** DER of the token: what a signature carries. */
  readonly token: Uint8Array
}

/** Reads and verifies a TimeStampResp (RFC 3161, 2.4.2). */
export function readTimestamp(
  response: Uint8Array,
  expected: TimestampExpectation,
): Result<ReadTimestamp, TimestampTokenFault | Fault<'timestamp/refused' | 'timestamp/nonceDiffers'>> {
  const root = parseAsn1(response)
  const status = integerHex(childAt(root, 0, 0))
  if (status === undefined) return err(fault('timestamp/malformed', 'retry'))
  // 0 granted, 1 granted with modifications; all other values refuse.
  if (status !== '0' && status !== '1') return err(fault('timestamp/refused', 'retry'))
  const tokenNode = childAt(root, 1)
  if (tokenNode === undefined) return err(fault('timestamp/malformed', 'retry'))
  const token = rawOf(tokenNode)
  const proved = verifyTimestampToken(token, { sha256: expected.imprint }, expected.trust)
  if (!proved.ok) return proved
  if (expected.nonce !== undefined && proved.value.nonce !== expected.nonce) return err(fault('timestamp/nonceDiffers', 'retry'))
  return ok({ ...proved.value, token })
}

/** PKIStatusInfo: rejection with one PKIFailureInfo bit (RFC 3161, 2.4.2). */
const rejection = (bit: number): Uint8Array => {
  const bits = new Uint8Array((bit >> 3) + 1)
  bits[bit >> 3] = 0x80 >> (bit & 7)
  return sequence(sequence(integer(2), bitString(bits, 7 - (bit & 7))))
}
const badAlgorithm = 0
const badDataFormat = 5
const unacceptedPolicy = 15

/**
 * What a time stamping authority answers: a TimeStampResp always, a rejection where the request is not one.
 * @param authority its certificate must have timeStamping as the only, critical extended key usage
 * @param chain certificates sent along where the request asks for the authority's
 */
export function answerTimestamp(
  request: Uint8Array,
  authority: KeyAndCertificate,
  now: Date,
  chain: readonly Uint8Array[] = [],
): Uint8Array {
  const root = parseAsn1(request)
  const imprint = childAt(root, 1)
  const hashed = octetsOf(childAt(imprint, 1))
  if (root === undefined || imprint === undefined || integerHex(childAt(root, 0)) !== '1' || hashed === undefined)
    return rejection(badDataFormat)
  const hash = strongHashOf(plainAlgorithmOid(childAt(imprint, 0)))
  if (hash === undefined) return rejection(badAlgorithm)
  if (hashed.length !== digest(hash, new Uint8Array()).length) return rejection(badDataFormat)
  const options = childrenOf(root).slice(2)
  const policy = oidOf(options.find((node) => isUniversal(node, 6)))
  const signer = signerOf(authority.privateKey)
  const own = signer.keyType === 'GOST' ? oids.policy.timeStampGost : oids.policy.timeStampRsa
  if (policy !== undefined && policy !== own) return rejection(unacceptedPolicy)
  const nonce = options.find((node) => isUniversal(node, 2))
  const certificateWanted = options.some((node) => sameBytes(rawOf(node), boolean(true)))
  const certificate = parseCertificate(authority.certificate)
  if (certificate === undefined) throw new Error('answerTimestamp: not a certificate')
  const content = sequence(
    integer(1),
    objectIdentifier(own),
    rawOf(imprint),
    unsignedInteger(randomBytes(16)),
    generalizedTime(now),
    sequence(integer(1)),
    ...(nonce === undefined ? [] : [rawOf(nonce)]),
  )
  const plan = {
    keyType: signer.keyType,
    contentType: oids.content.tstInfo,
    content,
    detached: false,
    certificate,
    embedded: certificateWanted ? [authority.certificate, ...chain] : [],
    signingTime: now,
  }
  const attributes = signedAttributesOf(plan)
  return sequence(sequence(integer(0)), assembleSignedData(plan, attributes, signer.sign(attributes)))
}

/** The octets that a signature's time stamp is of: the signature value of the only signer. */
export function signatureValueOf(cms: Uint8Array): Result<Uint8Array, Fault<'cades/malformed'>> {
  const [signer, ...more] = readSignedData(cms)?.signers ?? []
  return signer === undefined || more.length > 0 ? err(fault('cades/malformed', 'support')) : ok(signer.signature)
}

/**
 * CAdES-B-T: the token as unsigned attribute signatureTimeStampToken (ETSI EN 319 122-1, 5.3).
 * @param signature value of the signer that the token is of
 * @returns the longer CMS
 */
export function addSignatureTimestamp(
  cms: Uint8Array,
  signature: Uint8Array,
  token: Uint8Array,
): Result<Uint8Array, Fault<'cades/malformed'>> {
  const attributes = [attribute(oids.attribute.signatureTimeStampToken, token)]
  const stamped = withAdditions(cms, { unsigned: { signature, attributes } })
  return stamped === undefined ? err(fault('cades/malformed', 'support')) : ok(stamped)
}
