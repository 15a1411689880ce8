import type { Revocation, SignatureProblem, SignatureReport } from '#core/domain/signature.ts'

/** What a person can do about a signature; the locales have a sentence for each under `signing:report.advice`. */
export type SignatureAdvice = 'again' | 'authority' | 'clock' | 'revoked' | 'purpose' | 'person' | 'document' | 'later' | 'support'

const ofProblem: Readonly<Record<SignatureProblem, SignatureAdvice>> = {
  malformed: 'again',
  noSigner: 'again',
  severalSigners: 'again',
  contentMissing: 'document',
  contentAltered: 'again',
  signatureBroken: 'again',
  attributesMissing: 'again',
  certificateMismatch: 'again',
  chainUntrusted: 'authority',
  notYetValid: 'clock',
  expired: 'clock',
  revoked: 'revoked',
  notForSignature: 'purpose',
  iinDiffers: 'person',
  binDiffers: 'person',
  roleDiffers: 'person',
}

type Unknown = Extract<Revocation, { state: 'unknown' }>

const ofUnknown: Readonly<Record<Unknown['why'], SignatureAdvice>> = {
  noAnswer: 'later',
  notAsked: 'later',
  stale: 'support',
  badAnswer: 'support',
}

export const adviceOnProblem = (problem: SignatureProblem): SignatureAdvice => ofProblem[problem]
export const adviceOnUnknown = (why: Unknown['why']): SignatureAdvice => ofUnknown[why]

/** The one that helps with the gravest problem; of a signature without problems, with what could not be found out. */
export function adviceOn({
  problems: [gravest],
  revocation,
}: Pick<SignatureReport, 'problems' | 'revocation'>): SignatureAdvice | undefined {
  if (gravest !== undefined) return adviceOnProblem(gravest)
  return revocation.state === 'unknown' ? adviceOnUnknown(revocation.why) : undefined
}
