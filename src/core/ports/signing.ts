import type { Fault } from '#core/base/fault.ts'
import type { Result } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { CertificateRole, KeyType, Revocation, SignatureLevel, SignatureReport } from '#core/domain/signature.ts'
import type { VerificationReport } from '#core/domain/verification.ts'

export interface SignatureExpectation {
  readonly iin?: string
  readonly bin?: string
  readonly roles?: readonly CertificateRole[]
}

export type ExtensionFault =
  /** The time stamping authority, or whoever tells of revocation, did not answer as it must. */
  | Fault<'signature/authorityAway', { service: 'timestamp' | 'revocation' }>
  /** `why` is the problem that makes lasting impossible: revoked or expired before any time was proved, most of all. */
  | Fault<'signature/notExtendable', { why: string }>

export interface ExtendedSignature {
  readonly cms: Uint8Array
  /** B-T where revocation could not be told yet. */
  readonly level: Extract<SignatureLevel, 'CAdES-B-T' | 'CAdES-B-LT'>
  readonly provedAt: Instant
  /** The stamp was made for this call, so that its time may be held beside the device's. */
  readonly stampedNow: boolean
}

/** CMS and certificates (CAdES, ETSI EN 319 122-1), without keys: the token signs. */
export interface SignatureFormat {
  /** First half of a CAdES-B-B: the bytes the token must sign, and how its signature becomes the CMS. */
  readonly prepare: (
    content: Uint8Array,
    certificate: Uint8Array,
    keyType: KeyType,
    signingTime: Instant,
  ) => { readonly toBeSigned: Uint8Array; readonly finish: (signature: Uint8Array) => Uint8Array }
  /** Never fails: whatever is wrong with the input is in the report. */
  readonly verify: (
    cms: Uint8Array,
    at: Instant,
    expected?: SignatureExpectation,
  ) => Promise<{ readonly report: SignatureReport; readonly content?: Uint8Array }>
  /**
   * Whatever a file holds: every signer's report, or what it is instead of a signature. Never fails.
   * @param content the document of a detached signature
   */
  readonly inspect: (file: Uint8Array, at: Instant, content?: Uint8Array) => Promise<VerificationReport>
  /** The longest-lived form of a signature with one signer that can be had now; content and signer stay byte for byte. */
  readonly extend: (cms: Uint8Array) => Promise<Result<ExtendedSignature, ExtensionFault>>
  /** Revocation of a certificate before it is used: OCSP, then CRL, then unknown. */
  readonly revocationOf: (certificate: Uint8Array) => Promise<Revocation>
  /** Whether the certificate leads to a trusted root at the instant. */
  readonly isTrusted: (certificate: Uint8Array, at: Instant) => Promise<Result<void, Fault<'certificate/untrusted'>>>
}
