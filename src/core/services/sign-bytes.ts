import { fault, type Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { CertificateUse, UnfitReason } from '#core/domain/certificate-fitness.ts'
import { keepFor } from '#core/domain/pin-policy.ts'
import type { Revocation, SignatureProblem, SignatureReport } from '#core/domain/signature.ts'
import type { TokenFault, TokenSignRequest } from '#core/ports/token.ts'
import { certificateToSign } from './choose-certificate.ts'
import type { Desk, Session } from './desk.ts'

/** A signature that was verified as the gateway will verify it. */
export interface SignedBytes {
  /** CAdES, the content in it, DER. */
  readonly cms: Uint8Array
  readonly report: SignatureReport
  /** Of the signer's certificate. */
  readonly revocation: Revocation
}

/** The certificate does not serve, or what came back is no signature of these bytes by this person. */
export type NotSigned =
  | Fault<'signing/certificateUnfit', { readonly reason: UnfitReason }>
  | Fault<'signing/notVerified', { readonly problems: readonly SignatureProblem[] }>

export interface SigningKey {
  readonly certificateId: string
  /** Under which the page left the PIN; missing where the token's login is kept. */
  readonly ticket?: string | undefined
  /** Milliseconds for which the login is kept at least, whatever the workplace's policy: more is about to be signed. */
  readonly keepFor?: number
}

/** The PIN's ticket, and how long the workplace, or what is still to be signed, lets the login it makes live. */
export function withLogin(
  { workplace }: Pick<Desk, 'workplace'>,
  ticket: string | undefined,
  atLeast?: number,
): Pick<TokenSignRequest, 'ticket' | 'keepFor'> {
  const policy = keepFor(workplace.pinPolicy)
  const milliseconds = policy === undefined || atLeast === undefined ? (policy ?? atLeast) : Math.max(policy, atLeast)
  return { ...(ticket === undefined ? {} : { ticket }), ...(milliseconds === undefined ? {} : { keepFor: milliseconds }) }
}

/**
 * Signs exactly these bytes (CAdES-B-B) with a certificate that fits its use and its holder, and verifies the signature as the gateway will.
 */
export async function signBytes(
  deps: Pick<Desk, 'workplace' | 'token' | 'signing' | 'clock'>,
  { staff }: Session,
  purpose: CertificateUse['purpose'],
  bytes: Uint8Array,
  { certificateId, ticket, keepFor: atLeast }: SigningKey,
  signal: AbortSignalLike,
): Promise<Result<SignedBytes, TokenFault | NotSigned>> {
  const chosen = await certificateToSign(deps, certificateId, {
    purpose,
    at: deps.clock.instant(),
    iin: staff.iin,
    bins: [deps.workplace.bin],
  })
  if (!chosen.ok) return chosen
  const { certificate, revocation } = chosen.value
  const { toBeSigned, finish } = deps.signing.prepare(bytes, certificate.der, certificate.keyType, deps.clock.instant())
  const signature = await deps.token.sign({ certificateId, ...withLogin(deps, ticket, atLeast), toBeSigned }, signal)
  if (!signature.ok) return signature
  const cms = finish(signature.value)
  const { report } = await deps.signing.verify(cms, deps.clock.instant(), { iin: staff.iin, bin: deps.workplace.bin })
  if (!report.accepted || report.contentHash !== hashOf(bytes))
    return err(fault('signing/notVerified', 'support', { problems: [...report.problems] }))
  return ok({ cms, report, revocation })
}
