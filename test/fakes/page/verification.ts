import { CertificateSummary, type Revocation } from '#core/domain/signature.ts'
import { type SignerReport, type VerificationReport, verdictOfAll } from '#core/domain/verification.ts'

const fingerprint = 'ab'.repeat(32)

/** A head's signature with everything inside; what is not said is good. */
export function signerReportOf(now: string, over: Partial<SignerReport> = {}): SignerReport {
  const signer = CertificateSummary.parse({
    fingerprint,
    serial: '7f',
    commonName: 'ҚАСЫМОВА ГҮЛНАР',
    iin: '850505400028',
    bin: '050540004455',
    organisation: 'Ақтөбе облысының мемлекеттік архиві',
    issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ',
    role: 'head',
    forSignature: true,
    forAuthentication: false,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
  })
  const revocation: Revocation = { state: 'good', source: 'ocsp', embedded: true, producedAt: '2026-11-20T05:00:02.000Z' }
  const link = { serial: '1', notBefore: signer.notBefore, notAfter: signer.notAfter }
  return {
    accepted: true,
    problems: [],
    level: 'CAdES-B-LT',
    signer,
    signingTime: '2026-11-20T04:59:58.000Z',
    timeStamp: '2026-11-20T05:00:01.000Z',
    revocation,
    checkedAt: now,
    chain: [
      { ...link, commonName: signer.commonName, serial: signer.serial, revocation },
      { ...link, commonName: signer.issuer, revocation: { ...revocation, source: 'crl' } },
      { ...link, commonName: 'НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ', serial: '2' },
    ],
    stamp: { authority: 'УАҚЫТ БЕЛГІСІ ҚЫЗМЕТІ', chain: [{ ...link, commonName: 'УАҚЫТ БЕЛГІСІ ҚЫЗМЕТІ', serial: '3', revocation }] },
    stampProblems: [],
    ...over,
  }
}

/** A detached signature of a head, with its document or without. */
export function verificationOf(now: string, hasContent: boolean): VerificationReport {
  const signers = [signerReportOf(now, hasContent ? {} : { accepted: false, problems: ['contentMissing'] })]
  return {
    verdict: verdictOfAll(signers),
    detached: true,
    ...(hasContent ? { content: { hash: signers[0]!.signer!.fingerprint, bytes: 2_048 } } : {}),
    signers,
    checkedAt: now,
  }
}
