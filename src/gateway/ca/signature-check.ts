import type { Revocation, SignatureProblem } from '#core/domain/signature.ts'
import type { ProblemCode } from '#core/wire/problem.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { Authority } from '#pki/authority.ts'
import { verifyCades, type VerifiedCades, type VerifyCades } from '#pki/cades-verify.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import type { CertificateStore } from './certificate-store.ts'

const codes: Readonly<Record<SignatureProblem, ProblemCode>> = {
  malformed: 'signature/malformed',
  noSigner: 'signature/other',
  severalSigners: 'signature/other',
  contentMissing: 'signature/contentAltered',
  contentAltered: 'signature/contentAltered',
  signatureBroken: 'signature/signatureBroken',
  attributesMissing: 'signature/other',
  certificateMismatch: 'signature/other',
  chainUntrusted: 'signature/chainUntrusted',
  notYetValid: 'signature/notYetValid',
  expired: 'signature/expired',
  revoked: 'signature/revoked',
  notForSignature: 'signature/notForSignature',
  iinDiffers: 'signature/iinDiffers',
  binDiffers: 'signature/binDiffers',
  roleDiffers: 'signature/roleDiffers',
}

/** A desk may have been without a connection for this long before what it signed arrives. */
const longestQueueMilliseconds = 30 * 86_400_000
/** Clocks of desks differ; more than this and the time of signing is not believed. */
const clockToleranceMilliseconds = 5 * 60_000

export type SignatureExpectation = NonNullable<VerifyCades['expected']>

export interface AcceptedSignature {
  readonly content: Uint8Array
  readonly signerIin: string | undefined
  readonly signerBin: string | undefined
}

/**
 * Checks one signature: cryptography, chain, validity, revocation, time of signing, and whose it is.
 * @param expected whose signature it must be; called with the signed content, once the signature over it stands
 * @throws Refusal with the gravest problem
 */
export type CheckSignature = (cms: Uint8Array, expected: (content: Uint8Array) => SignatureExpectation) => Promise<AcceptedSignature>

export function createSignatureCheck(authority: Authority, certificates: CertificateStore, clock: () => Date): CheckSignature {
  const trust = { roots: [authority.root.certificate], intermediates: [authority.issuing.certificate] }
  /** This gateway is the authority: it asks its own register and no list. A certificate that it never issued is nobody's. */
  const revocationOf = async (der: Uint8Array): Promise<Revocation> => {
    const producedAt = clock().toISOString()
    if (Buffer.compare(der, authority.issuing.certificate) === 0) return { state: 'good', source: 'crl', producedAt }
    const summary = summariseCertificate(der)
    const status = summary.ok ? certificates.statusOf(summary.value.serial) : { state: 'unknown' as const }
    if (status.state === 'revoked') return { state: 'revoked', source: 'crl', revokedAt: status.revokedAt }
    return status.state === 'good' ? { state: 'good', source: 'crl', producedAt } : { state: 'unknown', why: 'badAnswer' }
  }

  return async (cms, expectedFor) => {
    const now = clock()
    const verify = (at: string, expected: SignatureExpectation): Promise<VerifiedCades> =>
      verifyCades({ cms, trust, at, revocationOf, expected })
    const first = await verify(now.toISOString(), {})
    const broken = first.report.problems.find((problem) => problem !== 'expired')
    if (broken !== undefined) throw new Refusal(codes[broken])
    if (first.content === undefined) throw new Refusal('signature/malformed')

    // A certificate that ran out while the request waited for a connection was good when it was used. Revocation is judged as of now all
    // the same (above), since the time of signing is the signer's own claim.
    const { signingTime } = first.report
    const at = first.report.problems.includes('expired') && signingTime !== undefined ? signingTime : now.toISOString()
    const verified = await verify(at, expectedFor(first.content))
    const problem = verified.report.problems[0]
    if (problem !== undefined) throw new Refusal(codes[problem])
    if (verified.report.revocation.state !== 'good') throw new Refusal('signature/other', { reason: 'revocationUnknown' })
    const age = signingTime === undefined ? Number.NaN : now.getTime() - Date.parse(signingTime)
    if (!(age >= -clockToleranceMilliseconds && age <= longestQueueMilliseconds))
      throw new Refusal('signature/other', { reason: 'signingTime' })
    return { content: first.content, signerIin: verified.report.signer?.iin, signerBin: verified.report.signer?.bin }
  }
}
