import { z } from 'zod'
import { ContentHash, Instant } from '#core/domain/ids.ts'

/**
 * Roles by extended key usage, as the National Certification Authority's certificates name them:
 * person 1.2.398.3.3.4.1.1; first head …1.2.1; right of signature …1.2.2; employee …1.2.5; information system …1.2.6.
 */
export const CertificateRole = z.enum(['person', 'head', 'signatory', 'employee', 'system', 'other'])
export type CertificateRole = z.infer<typeof CertificateRole>

/** GOST is GOST R 34.10-2015 with a 512-bit key (ГОСТ Р 34.10-2015), all that the national authority issues since 28.04.2024. */
export const KeyType = z.enum(['RSA', 'EC', 'GOST'])
export type KeyType = z.infer<typeof KeyType>

/** What the program reads from a signing certificate. */
export const CertificateSummary = z.object({
  /** SHA-256 of the DER. */
  fingerprint: ContentHash,
  /** Hexadecimal, without leading zeros. */
  serial: z.string(),
  /** Subject's CN: surname and name. */
  commonName: z.string(),
  /** From subject `serialNumber = IIN…`; absent in certificates of authorities and services. */
  iin: z.string().optional(),
  /** From subject `OU = BIN…`. */
  bin: z.string().optional(),
  organisation: z.string().optional(),
  issuer: z.string(),
  role: CertificateRole,
  /** keyUsage digitalSignature or nonRepudiation, and extended key usage emailProtection. */
  forSignature: z.boolean(),
  /** Extended key usage clientAuth. */
  forAuthentication: z.boolean(),
  notBefore: Instant,
  notAfter: Instant,
})
export type CertificateSummary = z.infer<typeof CertificateSummary>

const answered = {
  source: z.enum(['ocsp', 'crl']),
  /** The answer stands in the signature itself (revocation-values), and was not asked for now. */
  embedded: z.literal(true).optional(),
}

/** Three-valued: "cannot say" is never shown as either of the others. `producedAt` is the moment as of which the answer speaks. */
export const Revocation = z.discriminatedUnion('state', [
  z.object({ state: z.literal('good'), ...answered, producedAt: Instant }),
  z.object({
    state: z.literal('revoked'),
    ...answered,
    producedAt: Instant.optional(),
    revokedAt: Instant,
    reason: z.string().optional(),
  }),
  z.object({ state: z.literal('unknown'), why: z.enum(['noAnswer', 'stale', 'notAsked', 'badAnswer']) }),
])
export type Revocation = z.infer<typeof Revocation>

/** One reason why a signature or its certificate is not accepted. */
export const SignatureProblem = z.enum([
  'malformed',
  'noSigner',
  /** Of several signers, where one was expected. */
  'severalSigners',
  /** A detached signature whose document was not given. */
  'contentMissing',
  'contentAltered',
  'signatureBroken',
  'attributesMissing',
  'certificateMismatch',
  'chainUntrusted',
  'notYetValid',
  'expired',
  'revoked',
  'notForSignature',
  'iinDiffers',
  'binDiffers',
  'roleDiffers',
])
export type SignatureProblem = z.infer<typeof SignatureProblem>

export const SignatureLevel = z.enum(['CAdES-B-B', 'CAdES-B-T', 'CAdES-B-LT'])
export type SignatureLevel = z.infer<typeof SignatureLevel>

/** The verification of one CMS signature, in data; the page makes sentences of it. */
export const SignatureReport = z.object({
  accepted: z.boolean(),
  problems: z.array(SignatureProblem),
  level: SignatureLevel.optional(),
  signer: CertificateSummary.optional(),
  /** The signer's own claim (signing-time attribute). */
  signingTime: Instant.optional(),
  /** Time proved by an RFC 3161 time stamp. */
  timeStamp: Instant.optional(),
  revocation: Revocation,
  /** SHA-256 of the signed content. */
  contentHash: ContentHash.optional(),
  checkedAt: Instant,
})
export type SignatureReport = z.infer<typeof SignatureReport>
