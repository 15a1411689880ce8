import type { Instant } from '#core/domain/ids.ts'
import { type CertificateRole, type CertificateSummary, SignatureProblem, type SignatureReport } from '#core/domain/signature.ts'
import { type SignerReport, type Verdict, verdictOfAll } from '#core/domain/verification.ts'
import { sameBytes } from './asn1.ts'
import type { TrustStore } from './chain.ts'
import { oids } from './oids.ts'
import { readSignedData, type SignedDataParts } from './signed-data.ts'
import { notAsked, type RevocationOf, type VerifiedSigner, verifySigner } from './verify-signer.ts'

export interface VerifySignatures {
  readonly cms: Uint8Array
  /** For a signature without its content. Given beside an encapsulated one, both must be equal. */
  readonly detachedContent?: Uint8Array
  readonly trust: TrustStore
  /** The time to judge validity at. A verified time stamp that is older takes its place. */
  readonly at: Instant
  /** Asked for every certificate below a root of which the signature itself does not tell, and only once the chain to that root stands. */
  readonly revocationOf: RevocationOf
}

export interface VerifyCades extends VerifySignatures {
  readonly expected?: { readonly iin?: string; readonly bin?: string; readonly roles?: readonly CertificateRole[] }
}

export interface VerifiedCades {
  readonly report: SignatureReport
  /** The signed content, also of a signature that is not accepted: look at the report first. */
  readonly content?: Uint8Array
  /** DER. */
  readonly signerCertificate?: Uint8Array
}

export interface VerifiedSignatures {
  /** Whether the content stays outside. */
  readonly detached: boolean
  readonly content: Uint8Array | undefined
  /** In the order of the SignedData, which says nothing of who came first. */
  readonly signers: readonly SignerReport[]
  readonly verdict: Verdict
}

const differences = (signer: CertificateSummary, expected: VerifyCades['expected']): SignatureProblem[] => [
  ...(expected?.iin !== undefined && signer.iin !== expected.iin ? (['iinDiffers'] as const) : []),
  ...(expected?.bin !== undefined && signer.bin !== expected.bin ? (['binDiffers'] as const) : []),
  ...(expected?.roles !== undefined && !expected.roles.includes(signer.role) ? (['roleDiffers'] as const) : []),
]

/** ETSI EN 319 122-1, 5.1.1: the content of a signature of these levels is id-data; a time stamp token is no signed document. */
function readCades(cms: Uint8Array): SignedDataParts | undefined {
  const signed = readSignedData(cms)
  return signed?.contentType === oids.content.data ? signed : undefined
}

const contentOf = (signed: SignedDataParts, detached: Uint8Array | undefined): Uint8Array | 'missing' | 'differs' => {
  if (signed.content === undefined) return detached ?? 'missing'
  return detached === undefined || sameBytes(signed.content, detached) ? signed.content : 'differs'
}

const bytesOf = (content: ReturnType<typeof contentOf>): Uint8Array | undefined => (typeof content === 'string' ? undefined : content)

/** So many signers are judged; a document with more is none of ours. */
export const mostSigners = 32

const verifyEach = (signed: SignedDataParts, request: VerifySignatures): Promise<readonly VerifiedSigner[]> => {
  const content = contentOf(signed, request.detachedContent)
  return Promise.all(signed.signers.slice(0, mostSigners).map((signer) => verifySigner({ ...request, signed, signer, content })))
}

/**
 * Verifies every signer of a CAdES signature, each with everything that is wrong with it.
 * @returns undefined where the bytes are no such signature, or have more than {@link mostSigners} signers
 */
export async function verifySignatures(request: VerifySignatures): Promise<VerifiedSignatures | undefined> {
  const signed = readCades(request.cms)
  if (signed === undefined || signed.signers.length > mostSigners) return undefined
  const signers = (await verifyEach(signed, request)).map(({ report }) => report)
  return {
    detached: signed.content === undefined,
    content: bytesOf(contentOf(signed, request.detachedContent)),
    signers,
    verdict: verdictOfAll(signers),
  }
}

const withProblems = (report: SignatureReport, more: readonly SignatureProblem[]): SignatureReport => {
  const problems = SignatureProblem.options.filter((problem) => report.problems.includes(problem) || more.includes(problem))
  return { ...report, problems, accepted: problems.length === 0 }
}

const unverified = (problems: SignatureProblem[]): SignatureReport =>
  withProblems({ accepted: false, problems: [], revocation: notAsked, checkedAt: new Date().toISOString() }, problems)

/**
 * Verifies a CAdES signature that must have one signer, and lists everything that is wrong with it. Any bytes give a report.
 *
 * Revocation that cannot be found out does not by itself refuse the signature: the report says so and the caller decides.
 */
export async function verifyCades(request: VerifyCades): Promise<VerifiedCades> {
  const signed = readCades(request.cms)
  if (signed === undefined) return { report: unverified(['malformed']) }
  const content = bytesOf(contentOf(signed, request.detachedContent))
  const withContent = content === undefined ? {} : { content }
  if (signed.signers.length > 1) return { report: unverified(['severalSigners']), ...withContent }
  const [verified] = await verifyEach(signed, request)
  if (verified === undefined) return { report: unverified(['noSigner']), ...withContent }
  const { chain: _chain, stamp: _stamp, stampProblems: _stampProblems, ...report } = verified.report
  const { certificate } = verified
  const judged = report.signer === undefined ? report : withProblems(report, differences(report.signer, request.expected))
  return { report: judged, ...withContent, ...(certificate === undefined ? {} : { signerCertificate: certificate.der }) }
}
