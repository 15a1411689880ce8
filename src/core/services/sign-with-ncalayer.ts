import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { hashOf } from '#core/domain/canonical.ts'
import { type CertificateUse, unfitReasons } from '#core/domain/certificate-fitness.ts'
import type { NcalayerFault, NcalayerRequest } from '#core/ports/ncalayer.ts'
import type { Desk, Session } from './desk.ts'
import type { NotSigned, SignedBytes } from './sign-bytes.ts'

/**
 * Has NCALayer sign exactly these bytes. Which key it took is known only from the signature: the certificate is judged then, as one on a token is
 * before, and the signature as any other.
 * @param language of its window
 */
export async function signWithNcalayer(
  deps: Pick<Desk, 'workplace' | 'ncalayer' | 'signing' | 'clock'>,
  { staff: { iin } }: Session,
  purpose: CertificateUse['purpose'],
  bytes: Uint8Array,
  language: NcalayerRequest['language'],
  signal: AbortSignalLike,
): Promise<Result<SignedBytes, NcalayerFault | NotSigned>> {
  const { bin } = deps.workplace
  const signed = await deps.ncalayer.sign({ content: bytes, iin, bin, language }, signal)
  if (!signed.ok) return signed
  const cms = signed.value
  const at = deps.clock.instant()
  const { report } = await deps.signing.verify(cms, at, { iin, bin })
  const [reason] = report.signer === undefined ? [] : unfitReasons(report.signer, true, { purpose, at, iin, bins: [bin] })
  if (reason !== undefined) return err(fault('signing/certificateUnfit', 'act', { reason }))
  const { revocation } = report
  if (revocation.state === 'revoked') return err(fault('signing/certificateUnfit', 'act', { reason: 'revoked' }))
  if (!report.accepted || report.contentHash !== hashOf(bytes))
    return err(fault('signing/notVerified', 'support', { problems: [...report.problems] }))
  return ok({ cms, report, revocation })
}
