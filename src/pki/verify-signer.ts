import type { Instant } from '#core/domain/ids.ts'
import { type Revocation, type SignatureLevel, SignatureProblem } from '#core/domain/signature.ts'
import type { ChainLink, SignerReport, StampProblem } from '#core/domain/verification.ts'
import { rawOf, sameBytes } from './asn1.ts'
import { sha256Name, summaryOf } from './certificate.ts'
import { type Chain, findChain, type TrustStore } from './chain.ts'
import { embeddedRevocation } from './embedded-revocation.ts'
import { oids } from './oids.ts'
import { parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'
import type { CmsSigner, SignedDataParts } from './signed-data.ts'
import { checkSigner } from './signer-check.ts'
import { type ProvedTime, type TimestampTokenFault, verifyTimestampToken } from './timestamp-token.ts'
import { type ValidationData, validationDataOf } from './validation-data.ts'

export type RevocationOf = (certificate: Uint8Array, issuer: Uint8Array) => Promise<Revocation>

export interface SignerQuestion {
  readonly signed: SignedDataParts
  readonly signer: CmsSigner
  /** `missing`: the signature is detached and nothing was given; `differs`: something else was given than it holds. */
  readonly content: Uint8Array | 'missing' | 'differs'
  readonly trust: TrustStore
  /** The time to judge validity at. A verified time stamp that is older takes its place. */
  readonly at: Instant
  /** Asked for every certificate below a root of which the signature itself does not tell, and only once the chain to that root stands. */
  readonly revocationOf: RevocationOf
}

export interface VerifiedSigner {
  readonly report: SignerReport
  readonly certificate: ParsedCertificate | undefined
  /** To the roots; undefined where none is reached, or no time is proved. */
  readonly chain?: Chain | undefined
  readonly stampChain?: Chain | undefined
}

/** A chain with what is known of each certificate but the root. */
interface JudgedChain {
  readonly chain: Chain
  readonly revocations: readonly Revocation[]
}
interface Stamp extends JudgedChain {
  readonly proved: ProvedTime
}

export const notAsked: Revocation = { state: 'unknown', why: 'notAsked' }
const isRevokedAt = (revocation: Revocation, at: Date): boolean => revocation.state === 'revoked' && new Date(revocation.revokedAt) <= at

/** A signature has one stamp, or two of different authorities; more only cost time. */
const mostStamps = 4

/**
 * Revocation of each certificate but the root, which nobody can revoke; the first is the leaf's. What the signature brings counts where it tells; the rest is
 * asked for.
 * @param provedAt absent where no time is proved: then nothing that the signature brings is late enough
 */
function judgeChain(
  chain: Chain,
  data: ValidationData,
  provedAt: Date | undefined,
  revocationOf: RevocationOf,
): Promise<readonly Revocation[]> {
  const now = new Date()
  return Promise.all(
    chain.slice(0, -1).map(async (certificate, index) => {
      const issuer = chain[index + 1]
      if (issuer === undefined) return notAsked
      const question = { data, certificate, issuer, now, saidLater: index === 0 }
      const embedded = provedAt === undefined ? undefined : embeddedRevocation({ ...question, provedAt })
      if (embedded !== undefined && embedded.state !== 'unknown') return embedded
      const asked = await revocationOf(certificate.der, issuer.der)
      return asked.state === 'unknown' && asked.why !== 'badAnswer' ? (embedded ?? asked) : asked
    }),
  )
}

const stampProblem = ({ tag }: TimestampTokenFault): StampProblem => {
  switch (tag) {
    case 'timestamp/malformed':
      return 'malformed'
    case 'timestamp/imprintDiffers':
      return 'imprintDiffers'
    case 'timestamp/signatureBroken':
      return 'signatureBroken'
    case 'timestamp/untrusted':
      return 'untrusted'
  }
}

/** The oldest time that a valid signature time stamp proves; one that does not verify proves nothing and changes nothing. */
async function findStamp({ signer, trust, revocationOf }: SignerQuestion, data: ValidationData) {
  const tokens = signer.unsignedAttributes.filter(({ type }) => type === oids.attribute.signatureTimeStampToken)
  const stamps: Stamp[] = []
  const problems: StampProblem[] = []
  const known = { ...trust, intermediates: [...(trust.intermediates ?? []), ...data.certificates.slice(0, mostStamps * 4)] }
  for (const token of tokens.flatMap(({ values }) => values).slice(0, mostStamps)) {
    const verified = verifyTimestampToken(rawOf(token), { data: signer.signature }, known)
    if (!verified.ok) {
      problems.push(stampProblem(verified.error))
      continue
    }
    const { chain, genTime } = verified.value
    const provedAt = new Date(genTime)
    const revocations = await judgeChain(chain, data, provedAt, revocationOf)
    if (revocations.some((revocation) => isRevokedAt(revocation, provedAt))) problems.push('revoked')
    else stamps.push({ proved: verified.value, chain, revocations })
  }
  const [stamp] = stamps.toSorted((one, other) => one.proved.genTime.localeCompare(other.proved.genTime))
  return { stamp, problems }
}

const linksOf = ({ chain, revocations }: JudgedChain): ChainLink[] =>
  chain.map((certificate, index) => {
    const { commonName, serial, notBefore, notAfter } = summaryOf(certificate)
    const revocation = revocations[index]
    return { commonName, serial, notBefore, notAfter, ...(revocation === undefined ? {} : { revocation }) }
  })

/** Every certificate below the root, and what there is to know of its revocation, came with the signature. */
function isCarried({ chain, revocations }: JudgedChain, certificates: readonly Uint8Array[]): boolean {
  const below = chain.slice(0, -1)
  const told = revocations.every((revocation) => revocation.state !== 'unknown' && revocation.embedded === true)
  return told && below.every(({ der }) => certificates.some((one) => sameBytes(one, der)))
}

function levelOf(judged: JudgedChain | undefined, stamp: Stamp | undefined, data: ValidationData): SignatureLevel {
  if (stamp === undefined) return 'CAdES-B-B'
  const carried = judged !== undefined && isCarried(judged, data.certificates)
  return carried && isCarried(stamp, [...data.certificates, ...stamp.proved.certificates]) ? 'CAdES-B-LT' : 'CAdES-B-T'
}

/** Verifies one signer and lists everything that is wrong with it: cryptography, proved time, chain, validity, revocation, purpose. */
export async function verifySigner(question: SignerQuestion): Promise<VerifiedSigner> {
  const { signed, signer, trust, revocationOf } = question
  const checkedAt = new Date().toISOString()
  const content = typeof question.content === 'string' ? undefined : question.content
  const check = checkSigner(signed, signer, content)
  const problems = new Set<SignatureProblem>(check.problems)
  if (question.content === 'missing') problems.add('contentMissing')
  if (question.content === 'differs') problems.add('contentAltered')
  const contentHash = content === undefined ? {} : { contentHash: sha256Name(content) }
  const { certificate } = check
  if (certificate === undefined) {
    const report = {
      accepted: false,
      problems: listed(problems),
      revocation: notAsked,
      checkedAt,
      chain: [],
      stampProblems: [],
      ...contentHash,
    }
    return { report, certificate }
  }
  const data = validationDataOf(signed, signer)
  const { stamp, problems: stampProblems } = [...problems].every((problem) => problem === 'contentMissing')
    ? await findStamp(question, data)
    : { stamp: undefined, problems: [] }
  const requested = new Date(question.at)
  const stamped = stamp === undefined ? requested : new Date(stamp.proved.genTime)
  const at = stamped < requested ? stamped : requested
  if (at < certificate.notBefore) problems.add('notYetValid')
  if (at > certificate.notAfter) problems.add('expired')

  const carried = data.certificates.slice(signed.certificates.length).map(parseCertificate)
  const others = [...check.others, ...carried.filter((one) => one !== undefined)]
  const chain = findChain(certificate, others, trust, at)
  const revocations = chain === undefined ? [] : await judgeChain(chain, data, stamp === undefined ? undefined : at, revocationOf)
  const judged = chain === undefined ? undefined : { chain, revocations }
  const [revocation = notAsked, ...ofAuthorities] = revocations
  if (chain === undefined || ofAuthorities.some((authority) => isRevokedAt(authority, at))) problems.add('chainUntrusted')
  if (isRevokedAt(revocation, at)) problems.add('revoked')
  const summary = summaryOf(certificate)
  if (!summary.forSignature) problems.add('notForSignature')

  const complete = !problems.has('attributesMissing') && !problems.has('certificateMismatch')
  const report: SignerReport = {
    accepted: problems.size === 0,
    problems: listed(problems),
    ...(complete ? { level: levelOf(judged, stamp, data) } : {}),
    signer: summary,
    ...(check.signingTime === undefined ? {} : { signingTime: check.signingTime.toISOString() }),
    ...(stamp === undefined ? {} : { timeStamp: stamp.proved.genTime }),
    revocation,
    ...contentHash,
    checkedAt,
    chain: judged === undefined ? [] : linksOf(judged),
    ...(stamp === undefined ? {} : { stamp: { authority: summaryOf(stamp.chain[0]).commonName, chain: linksOf(stamp) } }),
    stampProblems,
  }
  return { report, certificate, chain, stampChain: stamp?.chain }
}

/** In the order in which they are told: the gravest first. */
const listed = (problems: ReadonlySet<SignatureProblem>): SignatureProblem[] =>
  SignatureProblem.options.filter((problem) => problems.has(problem))
