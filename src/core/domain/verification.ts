import { z } from 'zod'
import { ContentHash, Instant } from '#core/domain/ids.ts'
import { Revocation, SignatureReport } from '#core/domain/signature.ts'

/** One certificate on the way from a signer, or from a time stamping authority, to a root that is trusted. */
export const ChainLink = z.object({
  commonName: z.string(),
  /** Hexadecimal. */
  serial: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** Absent for the root, which nobody can revoke. */
  revocation: Revocation.optional(),
})
export type ChainLink = z.infer<typeof ChainLink>

/** Why a time stamp in a signature proves nothing. */
export const StampProblem = z.enum(['malformed', 'imprintDiffers', 'signatureBroken', 'untrusted', 'revoked'])
export type StampProblem = z.infer<typeof StampProblem>

/** Everything that was found out about one signer of a signature. */
export const SignerReport = z.object({
  ...SignatureReport.shape,
  /** From the signer's certificate to the root; empty where no root was reached. */
  chain: z.array(ChainLink),
  /** Whose stamp proves `timeStamp`. */
  stamp: z.object({ authority: z.string(), chain: z.array(ChainLink) }).optional(),
  /** Of stamps that are there and prove nothing. */
  stampProblems: z.array(StampProblem),
})
export type SignerReport = z.infer<typeof SignerReport>

/** Whether to go by a file: `uncertain` where nothing speaks against it and something could not be checked. */
export const Verdict = z.enum(['accepted', 'uncertain', 'notAccepted'])
export type Verdict = z.infer<typeof Verdict>

/** What a file is that holds no signature. */
export const FileKind = z.enum(['pdf', 'certificate', 'timestamp', 'xml', 'other'])
export type FileKind = z.infer<typeof FileKind>

/** The verification of a whole file with all its signers, in data. */
export const VerificationReport = z.object({
  verdict: Verdict,
  /** Absent where the file is a signature. */
  notSignature: FileKind.optional(),
  /** The signature holds no content: its document is a file of its own. */
  detached: z.boolean(),
  /** SHA-256 and length in octets of the signed content, where it is at hand. */
  content: z.object({ hash: ContentHash, bytes: z.int().nonnegative() }).optional(),
  signers: z.array(SignerReport),
  checkedAt: Instant,
})
export type VerificationReport = z.infer<typeof VerificationReport>

/** Certificates of which nobody could say whether they were revoked. */
const isOpen = ({ revocation }: ChainLink): boolean => revocation?.state === 'unknown'

/** What one signer's report comes to. */
export function verdictOf({ accepted, problems, chain, stamp }: SignerReport): Verdict {
  // Without the document nothing speaks against the signature yet.
  if (!accepted) return problems.every((problem) => problem === 'contentMissing') ? 'uncertain' : 'notAccepted'
  return [...chain, ...(stamp?.chain ?? [])].some(isOpen) ? 'uncertain' : 'accepted'
}

/** The worst of them; a file without signers is not accepted. */
export function verdictOfAll(signers: readonly SignerReport[]): Verdict {
  const verdicts = signers.map(verdictOf)
  if (verdicts.length === 0 || verdicts.includes('notAccepted')) return 'notAccepted'
  return verdicts.includes('uncertain') ? 'uncertain' : 'accepted'
}
