import type { Instant } from '#core/domain/ids.ts'
import {
  type CertificateRole,
  type CertificateSummary,
  type Revocation,
  SignatureProblem,
  type SignatureReport,
} from '#core/domain/signature.ts'
import { rawOf, sameBytes } from './asn1.ts'
import { sha256Name, summaryOf } from './certificate.ts'
import { type Chain, findChain, type TrustStore } from './chain.ts'
import { oids } from './oids.ts'
import { readSignedData, type SignedDataParts } from './signed-data.ts'
import { checkSigner } from './signer-check.ts'
import { type ProvedTime, verifyTimestampToken } from './timestamp-token.ts'

export type RevocationOf = (certificate: Uint8Array, issuer: Uint8Array) => Promise<Revocation>

export interface VerifyCades {
  readonly cms: Uint8Array
  /** For a signature without its content. Given beside an encapsulated one, both must be equal. */
  readonly detachedContent?: Uint8Array
  readonly trust: TrustStore
  /** The time to judge validity at. A verified time stamp that is older takes its place. */
  readonly at: Instant
  /** Asked for every certificate below a root, and only once the chain to that root stands. */
  readonly revocationOf: RevocationOf
  readonly expected?: { readonly iin?: string; readonly bin?: string; readonly roles?: readonly CertificateRole[] }
}

export interface VerifiedCades {
  readonly report: SignatureReport
  /** The signed content, also of a signature that is not accepted: look at the report first. */
  readonly content?: Uint8Array
  /** DER. */
  readonly signerCertificate?: Uint8Array
}

const notAsked: Revocation = { state: 'unknown', why: 'notAsked' }

const isRevokedAt = (revocation: Revocation, at: Date): boolean => revocation.state === 'revoked' && new Date(revocation.revokedAt) <= at

/** Revocation of each certificate but the root, which nobody can revoke. The first is the leaf's. */
const askAll = (chain: Chain, revocationOf: RevocationOf): Promise<readonly Revocation[]> =>
  Promise.all(
    chain.slice(0, -1).map((certificate, index) => {
      const issuer = chain[index + 1]
      return issuer === undefined ? notAsked : revocationOf(certificate.der, issuer.der)
    }),
  )

/** The oldest time that a valid signature time stamp proves; one that does not verify proves nothing and changes nothing. */
async function provedTimeOf(signed: SignedDataParts, { trust, revocationOf }: VerifyCades): Promise<ProvedTime | undefined> {
  const [signer] = signed.signers
  const attributes = signer?.unsignedAttributes.filter(({ type }) => type === oids.attribute.signatureTimeStampToken) ?? []
  const proved: ProvedTime[] = []
  for (const token of attributes.flatMap(({ values }) => values).slice(0, 4)) {
    const verified = verifyTimestampToken(rawOf(token), { data: signer?.signature ?? new Uint8Array() }, trust)
    if (!verified.ok) continue
    const revocations = await askAll(verified.value.chain, revocationOf)
    if (revocations.every((revocation) => !isRevokedAt(revocation, new Date(verified.value.genTime)))) proved.push(verified.value)
  }
  return proved.toSorted((one, other) => one.genTime.localeCompare(other.genTime))[0]
}

const differences = (signer: CertificateSummary, expected: VerifyCades['expected']): SignatureProblem[] => [
  ...(expected?.iin !== undefined && signer.iin !== expected.iin ? (['iinDiffers'] as const) : []),
  ...(expected?.bin !== undefined && signer.bin !== expected.bin ? (['binDiffers'] as const) : []),
  ...(expected?.roles !== undefined && !expected.roles.includes(signer.role) ? (['roleDiffers'] as const) : []),
]

const contentOf = (signed: SignedDataParts, detached: Uint8Array | undefined): Uint8Array | undefined => {
  if (signed.content === undefined) return detached
  return detached === undefined || sameBytes(signed.content, detached) ? signed.content : undefined
}

const reportOf = (problems: ReadonlySet<SignatureProblem>, checkedAt: Instant, more: Partial<SignatureReport> = {}): SignatureReport => ({
  accepted: problems.size === 0,
  problems: SignatureProblem.options.filter((problem) => problems.has(problem)),
  revocation: notAsked,
  checkedAt,
  ...more,
})

/**
 * Verifies a CAdES signature and lists everything that is wrong with it. Any bytes give a report.
 *
 * Revocation that cannot be found out does not by itself refuse the signature: the report says so and the caller decides.
 * Levels B-B and B-T are told; revocation values inside the signature (B-LT) are not read.
 */
export async function verifyCades(request: VerifyCades): Promise<VerifiedCades> {
  const checkedAt = new Date().toISOString()
  const signed = readSignedData(request.cms)
  // ETSI EN 319 122-1, 5.1.1: the content of a signature of this level is id-data; a time stamp token is no signed document.
  if (signed === undefined || signed.contentType !== oids.content.data) return { report: reportOf(new Set(['malformed']), checkedAt) }
  const content = contentOf(signed, request.detachedContent)
  const check = checkSigner(signed, content)
  const problems = new Set<SignatureProblem>(check.problems)
  if (content === undefined) problems.add('contentAltered')
  const contentHash = content === undefined ? {} : { contentHash: sha256Name(content) }
  const { certificate } = check
  if (certificate === undefined)
    return { report: reportOf(problems, checkedAt, contentHash), ...(content === undefined ? {} : { content }) }

  const stamp = problems.size === 0 ? await provedTimeOf(signed, request) : undefined
  const requested = new Date(request.at)
  const stamped = stamp === undefined ? requested : new Date(stamp.genTime)
  const at = stamped < requested ? stamped : requested
  if (at < certificate.notBefore) problems.add('notYetValid')
  if (at > certificate.notAfter) problems.add('expired')

  const chain = findChain(certificate, check.others, request.trust, at)
  const revocations = chain === undefined ? [] : await askAll(chain, request.revocationOf)
  const [revocation = notAsked, ...ofAuthorities] = revocations
  if (chain === undefined || ofAuthorities.some((authority) => isRevokedAt(authority, at))) problems.add('chainUntrusted')
  if (isRevokedAt(revocation, at)) problems.add('revoked')

  const signer = summaryOf(certificate)
  if (!signer.forSignature) problems.add('notForSignature')
  for (const difference of differences(signer, request.expected)) problems.add(difference)

  const complete = !problems.has('attributesMissing') && !problems.has('certificateMismatch')
  const report = reportOf(problems, checkedAt, {
    ...(complete ? { level: stamp === undefined ? ('CAdES-B-B' as const) : ('CAdES-B-T' as const) } : {}),
    signer,
    ...(check.signingTime === undefined ? {} : { signingTime: check.signingTime.toISOString() }),
    ...(stamp === undefined ? {} : { timeStamp: stamp.genTime }),
    revocation,
    ...contentHash,
  })
  return { report, ...(content === undefined ? {} : { content }), signerCertificate: certificate.der }
}
