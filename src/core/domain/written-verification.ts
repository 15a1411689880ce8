import { almatyDate, almatyTime } from '#core/domain/calendar.ts'
import type { Instant } from '#core/domain/ids.ts'
import { writeDate } from '#core/domain/printed-value.ts'
import { adviceOn } from '#core/domain/signature-advice.ts'
import type { Revocation } from '#core/domain/signature.ts'
import { type ChainLink, type SignerReport, type VerificationReport, type Verdict, verdictOf } from '#core/domain/verification.ts'

/** The sentence under a key of the locales, `namespace:path`, with its {{holes}} filled. */
export type Translate = (key: string, values?: Readonly<Record<string, string>>) => string

export interface Fact {
  readonly label: string
  readonly value: string
}

export interface WrittenSigner {
  readonly verdict: Verdict
  readonly headline: string
  readonly facts: readonly Fact[]
  /** What is wrong, then what could not be checked and why, then what to do; each a sentence. */
  readonly notes: readonly string[]
}

/** A verification report in the words of one language: the same for the screen, the PDF and the command line. */
export interface WrittenVerification {
  readonly title: string
  readonly verdict: Verdict
  readonly headline: string
  readonly facts: readonly Fact[]
  readonly notes: readonly string[]
  readonly signers: readonly WrittenSigner[]
}

const momentOf = (instant: Instant): string => `${writeDate(almatyDate(instant))}, ${almatyTime(instant)}`

const minute = 60_000
const units = [
  ['days', 24 * 60 * minute],
  ['hours', 60 * minute],
  ['minutes', minute],
] as const

/** How old an answer was when it was gone by, in its largest whole unit. */
function ageOf(producedAt: Instant, checkedAt: Instant, translate: Translate): string {
  const age = Date.parse(checkedAt) - Date.parse(producedAt)
  const unit = units.find(([, length]) => age >= length)
  return unit === undefined
    ? translate('verification:age.now')
    : translate(`verification:age.${unit[0]}`, { count: String(Math.floor(age / unit[1])) })
}

/** What is known of one certificate, by what, and how old that was. */
function revocationText(revocation: Revocation, checkedAt: Instant, translate: Translate): string {
  if (revocation.state === 'unknown')
    return translate('verification:revocation.unknown', { why: translate(`signing:report.why.${revocation.why}`) })
  const { source, embedded, producedAt, state } = revocation
  const by = translate(`verification:source.${source}${embedded === true ? 'Embedded' : ''}`)
  const told =
    producedAt === undefined
      ? by
      : translate('verification:told', { by, time: momentOf(producedAt), age: ageOf(producedAt, checkedAt, translate) })
  return state === 'good'
    ? translate('verification:revocation.good', { told })
    : translate('verification:revocation.revoked', { time: momentOf(revocation.revokedAt), told })
}

const namesOf = (chain: readonly ChainLink[]): string => chain.map(({ commonName }) => commonName).join(' → ')

function uncheckedNotes(
  { chain, stamp, stampProblems, timeStamp, signingTime, problems }: SignerReport,
  translate: Translate,
): readonly string[] {
  const links = [...chain, ...(stamp?.chain ?? [])].filter(
    (link, index, all) => all.findIndex(({ serial, commonName }) => serial === link.serial && commonName === link.commonName) === index,
  )
  const open = links.flatMap(({ commonName, revocation }) =>
    revocation?.state === 'unknown'
      ? [translate('verification:note.revocation', { name: commonName, why: translate(`signing:report.why.${revocation.why}`) })]
      : [],
  )
  const stamps = stampProblems.map((problem) => translate(`verification:stampProblem.${problem}`))
  const isClaimOnly = timeStamp === undefined && signingTime !== undefined && !problems.includes('signatureBroken')
  return [...open, ...stamps, ...(isClaimOnly ? [translate('verification:note.timeNotProved')] : [])]
}

/** The sentence that says it most plainly: the person, and whether to go by their signature. */
const headlineOf = (verdict: Verdict, name: string | undefined, translate: Translate): string =>
  name === undefined ? translate(`verification:signer.${verdict}Unnamed`) : translate(`verification:signer.${verdict}`, { name })

function writeSigner(report: SignerReport, translate: Translate): WrittenSigner {
  const { signer, signingTime, timeStamp, stamp, revocation, chain, level, checkedAt, problems } = report
  const verdict = verdictOf(report)
  const advice = adviceOn(report)
  const fact = (key: string, value: string | undefined): readonly Fact[] =>
    value === undefined || value === '' ? [] : [{ label: translate(`verification:label.${key}`), value }]
  const proved =
    timeStamp === undefined ? undefined : [momentOf(timeStamp), stamp?.authority ?? ''].filter((part) => part !== '').join(', ')
  return {
    verdict,
    headline: headlineOf(verdict, signer?.commonName, translate),
    facts: [
      ...fact('role', signer === undefined ? undefined : translate(`signing:role.${signer.role}`)),
      ...fact('iin', signer?.iin),
      ...fact('organisation', signer?.organisation),
      ...fact('bin', signer?.bin),
      ...fact('claimed', signingTime === undefined ? undefined : momentOf(signingTime)),
      ...fact('proved', signer === undefined ? undefined : (proved ?? translate('verification:notProved'))),
      ...fact('certificate', signer === undefined ? undefined : revocationText(revocation, checkedAt, translate)),
      ...fact('validity', signer === undefined ? undefined : `${momentOf(signer.notBefore)} – ${momentOf(signer.notAfter)}`),
      ...fact('chain', namesOf(chain)),
      ...fact('level', level === undefined ? undefined : translate(`verification:level.${level}`)),
    ],
    notes: [
      ...problems.map((problem) => translate(`signing:report.problem.${problem}`)),
      ...uncheckedNotes(report, translate),
      ...(advice === undefined ? [] : [translate(`signing:report.advice.${advice}`)]),
    ],
  }
}

/** A verification in plain words. What could not be found out is said, and never looks like an answer. */
export function writeVerification(report: VerificationReport, translate: Translate): WrittenVerification {
  const { verdict, notSignature, detached, content, signers, checkedAt } = report
  const fact = (key: string, value: string): Fact => ({ label: translate(`verification:label.${key}`), value })
  const headline =
    notSignature !== undefined
      ? translate('verification:verdict.notSignature')
      : translate(`verification:verdict.${verdict}`, { count: String(signers.length) })
  return {
    title: translate('verification:title'),
    verdict,
    headline,
    facts: [
      fact('checkedAt', momentOf(checkedAt)),
      ...(notSignature === undefined ? [fact('signers', String(signers.length))] : []),
      ...(detached ? [fact('kept', translate('verification:detached'))] : []),
      ...(content === undefined
        ? []
        : [fact('content', translate('verification:octets', { count: String(content.bytes), hash: content.hash }))]),
    ],
    notes: notSignature === undefined ? [] : [translate(`verification:fileKind.${notSignature}`)],
    signers: signers.map((signer) => writeSigner(signer, translate)),
  }
}
