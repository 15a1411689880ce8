import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Revocation } from '#core/domain/signature.ts'
import type { AsnType } from 'asn1js'
import { isSignatureValid, plainAlgorithmOid, publicKeyOf, signatureIdentifier, signerOf } from './algorithms.ts'
import {
  bitsOf,
  childAt,
  childrenOf,
  contentsOf,
  contextChild,
  dateOf,
  integerHex,
  isUniversal,
  octetsOf,
  oidOf,
  parseAsn1,
  rawOf,
  sameBytes,
} from './asn1.ts'
import type { KeyAndCertificate } from './authority.ts'
import { bitString, enumerated, integer, sequence, tagged, time, unsignedInteger } from './der.ts'
import { authorityKeyIdentifier, extension } from './extensions.ts'
import { oids } from './oids.ts'
import { isWithinValidity, parseCertificate } from './parsed-certificate.ts'
import { codeOfReason, reasonOfCode, type RevocationReason } from './revocation-reason.ts'

export interface RevokedEntry {
  /** Hexadecimal. */
  readonly serial: string
  readonly revokedAt: Instant
  readonly reason?: RevocationReason
}

export interface CrlContents {
  /** Increases with every issue. */
  readonly number: number
  readonly thisUpdate: Instant
  readonly nextUpdate: Instant
  readonly revoked: readonly RevokedEntry[]
}

/** A read list: kept by whoever asks often, since a national list takes a while to parse. */
export interface Crl {
  /** DER of the issuer's name. */
  readonly issuer: Uint8Array
  readonly thisUpdate: Instant
  readonly nextUpdate: Instant | undefined
  /** By serial number, hexadecimal. */
  readonly revoked: ReadonlyMap<string, RevokedEntry>
  /** False for delta lists, partial lists and others with a critical extension: silence in those means nothing. */
  readonly isComplete: boolean
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: string | undefined
  readonly signature: Uint8Array
}

const entryOf = ({ serial, revokedAt, reason }: RevokedEntry): Uint8Array => {
  const extensions = reason === undefined ? [] : [sequence(extension(oids.extension.reasonCode, enumerated(codeOfReason(reason))))]
  return sequence(
    unsignedInteger(Buffer.from(serial.padStart(serial.length + (serial.length % 2), '0'), 'hex')),
    time(new Date(revokedAt)),
    ...extensions,
  )
}

/** A version 2 list with CRL number and authority key identifier (RFC 5280, 5). @returns DER */
export function issueCrl(issuer: KeyAndCertificate, contents: CrlContents): Uint8Array {
  const certificate = parseCertificate(issuer.certificate)
  if (certificate === undefined) throw new Error('issueCrl: not a certificate')
  const signer = signerOf(issuer.privateKey)
  const algorithm = signatureIdentifier(signer.keyType)
  const entries = contents.revoked.map(entryOf)
  const tbs = sequence(
    integer(1),
    algorithm,
    certificate.subject,
    time(new Date(contents.thisUpdate)),
    time(new Date(contents.nextUpdate)),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    tagged(0, sequence(authorityKeyIdentifier(certificate.spki), extension(oids.extension.crlNumber, integer(contents.number)))),
  )
  return sequence(tbs, algorithm, bitString(signer.sign(tbs)))
}

const isCritical = (node: AsnType): boolean => isUniversal(childAt(node, 1), 1)

const readEntry = (node: AsnType): RevokedEntry | undefined => {
  const serial = integerHex(childAt(node, 0))
  const revokedAt = dateOf(childAt(node, 1))
  if (serial === undefined || revokedAt === undefined) return undefined
  const reasonNode = childrenOf(childAt(node, 2)).find((item) => oidOf(childAt(item, 0)) === oids.extension.reasonCode)
  const value = parseAsn1(octetsOf(childAt(reasonNode, -1)) ?? new Uint8Array())
  const reason = value === undefined ? undefined : reasonOfCode(contentsOf(value)[0])
  return { serial, revokedAt: revokedAt.toISOString(), ...(reason === undefined ? {} : { reason }) }
}

/** Reads a list without verifying it: {@link revocationFromCrl} does that against the issuer. */
export function readCrl(der: Uint8Array): Result<Crl, Fault<'crl/malformed'>> {
  const malformed = err(fault('crl/malformed', 'retry'))
  const root = parseAsn1(der)
  const tbs = childAt(root, 0)
  const fields = childrenOf(tbs).slice(isUniversal(childAt(tbs, 0), 2) ? 1 : 0)
  const [inner, issuer, thisNode, ...rest] = fields
  const outer = childAt(root, 1)
  const signature = bitsOf(childAt(root, 2))
  const thisUpdate = dateOf(thisNode)
  if (!tbs || !inner || !outer || !issuer || signature === undefined || thisUpdate === undefined || !sameBytes(rawOf(inner), rawOf(outer)))
    return malformed
  const nextUpdate = dateOf(rest[0])
  const listNode = rest.find((node) => isUniversal(node, 16))
  const entries = childrenOf(listNode).map((node) => ({ entry: readEntry(node), critical: childrenOf(childAt(node, 2)).some(isCritical) }))
  const revoked = new Map<string, RevokedEntry>()
  for (const { entry } of entries) {
    if (entry === undefined) return malformed
    revoked.set(entry.serial, entry)
  }
  const criticals = childrenOf(childAt(contextChild(tbs, 0), 0)).some(isCritical)
  return ok({
    issuer: rawOf(issuer),
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString(),
    revoked,
    isComplete: !criticals && entries.every(({ critical }) => !critical),
    tbs: rawOf(tbs),
    signatureAlgorithm: plainAlgorithmOid(outer),
    signature,
  })
}

export interface CrlQuestion {
  /** DER, or what {@link readCrl} made of it. */
  readonly crl: Uint8Array | Crl
  /** DER of both. */
  readonly certificate: Uint8Array
  readonly issuer: Uint8Array
  /** Now: a list must be current at it. */
  readonly at: Instant
}

/** Clocks of authorities and desks differ by some minutes. */
const tolerance = 5 * 60_000
const badAnswer: Revocation = { state: 'unknown', why: 'badAnswer' }

/**
 * What a list says of a certificate, with the list's signature, issuer and currency checked first.
 * A stale list still proves a revocation that stands in it, for those are not taken back; of all others it cannot speak.
 */
export function revocationFromCrl({ crl, certificate, issuer, at }: CrlQuestion): Revocation {
  const read = crl instanceof Uint8Array ? readCrl(crl) : ok(crl)
  const [subject, authority] = [parseCertificate(certificate), parseCertificate(issuer)]
  if (!read.ok || subject === undefined || authority === undefined) return badAnswer
  const list = read.value
  if (!sameBytes(list.issuer, authority.subject) || !sameBytes(subject.issuer, authority.subject)) return badAnswer
  if (!(authority.keyUsage?.has('cRLSign') ?? true) || !isWithinValidity(authority, new Date(list.thisUpdate))) return badAnswer
  if (
    !isSignatureValid({ algorithm: list.signatureAlgorithm, key: publicKeyOf(authority.spki), data: list.tbs, signature: list.signature })
  )
    return badAnswer
  const now = new Date(at).getTime()
  if (new Date(list.thisUpdate).getTime() > now + tolerance) return badAnswer
  const entry = list.revoked.get(subject.serial)
  const reason = entry?.reason === undefined ? {} : { reason: entry.reason }
  const isStale = list.nextUpdate === undefined || new Date(list.nextUpdate).getTime() < now
  if (entry !== undefined && entry.reason !== 'certificateHold' && entry.reason !== 'removeFromCRL')
    return { state: 'revoked', source: 'crl', producedAt: list.thisUpdate, revokedAt: entry.revokedAt, ...reason }
  if (isStale) return { state: 'unknown', why: 'stale' }
  if (entry !== undefined)
    return entry.reason === 'removeFromCRL'
      ? badAnswer
      : { state: 'revoked', source: 'crl', producedAt: list.thisUpdate, revokedAt: entry.revokedAt, ...reason }
  return list.isComplete ? { state: 'good', source: 'crl', producedAt: list.thisUpdate } : badAnswer
}
