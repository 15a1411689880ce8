import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import type { Instant } from '#core/domain/ids.ts'
import { TSTInfo } from 'pkijs'
import { digest, plainAlgorithmOid, strongHashOf } from './algorithms.ts'
import { childAt, childrenOf, dateOf, integerHex, isUniversal, octetsOf, parseAs, parseAsn1, sameBytes } from './asn1.ts'
import { type Chain, findChain, type TrustStore } from './chain.ts'
import { oids } from './oids.ts'
import { isWithinValidity, type ParsedCertificate } from './parsed-certificate.ts'
import { readSignedData } from './signed-data.ts'
import { checkSigner } from './signer-check.ts'

export interface ProvedTime {
  /** Proved by the time stamping authority. */
  readonly genTime: Instant
  /** Hexadecimal. */
  readonly serial: string
  /** Hexadecimal, where the request had one. */
  readonly nonce: string | undefined
  /** From the authority's certificate to the root: revocation is the caller's to ask. */
  readonly chain: Chain
  /** DER of the certificates that the token brought. */
  readonly certificates: readonly Uint8Array[]
}

export type TimestampTokenFault = Fault<
  'timestamp/malformed' | 'timestamp/imprintDiffers' | 'timestamp/signatureBroken' | 'timestamp/untrusted'
>

/** RFC 3161, 2.3: critical, and no other purpose beside it. */
const isTimestampAuthority = (certificate: ParsedCertificate): boolean =>
  certificate.extendedKeyUsageCritical &&
  certificate.extendedKeyUsage.length === 1 &&
  certificate.extendedKeyUsage[0] === oids.purpose.timeStamping

/**
 * Verifies an RFC 3161 token against the data it is of, and its authority against the roots at the time it states.
 * @param stamped the data itself, hashed here with the hash that the token names (SHA-256 or longer)
 */
export function verifyTimestampToken(
  token: Uint8Array,
  stamped: { readonly data: Uint8Array } | { readonly sha256: Uint8Array },
  trust: TrustStore,
): Result<ProvedTime, TimestampTokenFault> {
  const signed = readSignedData(token)
  const [signer, ...moreSigners] = signed?.signers ?? []
  if (signed?.content === undefined || signed.contentType !== oids.content.tstInfo || signer === undefined || moreSigners.length > 0)
    return err(fault('timestamp/malformed', 'retry'))
  const tree = parseAsn1(signed.content)
  if (parseAs(tree, TSTInfo) === undefined) return err(fault('timestamp/malformed', 'retry'))
  const imprint = childAt(tree, 2)
  const hash = strongHashOf(plainAlgorithmOid(childAt(imprint, 0)))
  const hashed = octetsOf(childAt(imprint, 1))
  const serial = integerHex(childAt(tree, 3))
  const genTime = dateOf(childAt(tree, 4))
  if (hash === undefined || hashed === undefined || serial === undefined || genTime === undefined)
    return err(fault('timestamp/malformed', 'retry'))
  const expected = 'data' in stamped ? digest(hash, stamped.data) : hash === 'sha256' ? stamped.sha256 : undefined
  if (expected === undefined || !sameBytes(expected, hashed)) return err(fault('timestamp/imprintDiffers', 'retry'))
  const check = checkSigner(signed, signer, signed.content, 'timestamp')
  if (check.certificate === undefined || check.problems.length > 0) return err(fault('timestamp/signatureBroken', 'retry'))
  const chain =
    isTimestampAuthority(check.certificate) && isWithinValidity(check.certificate, genTime)
      ? findChain(check.certificate, check.others, trust, genTime)
      : undefined
  if (chain === undefined) return err(fault('timestamp/untrusted', 'support'))
  const nonce = integerHex(
    childrenOf(tree)
      .slice(5)
      .find((node) => isUniversal(node, 2)),
  )
  return ok({ genTime: genTime.toISOString(), serial, nonce, chain, certificates: signed.certificates })
}
