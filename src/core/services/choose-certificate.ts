import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { type CertificateUse, daysLeft, unfitReasons, type UnfitReason } from '#core/domain/certificate-fitness.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import type { Token, TokenCertificate } from '#core/ports/token.ts'

interface ChooseDeps {
  readonly token: Token
  readonly signing: SignatureFormat
}

async function reasonsFor(deps: ChooseDeps, certificate: TokenCertificate, use: CertificateUse): Promise<readonly UnfitReason[]> {
  const reasons = unfitReasons(certificate.summary, certificate.hasPrivateKey, use)
  if (certificate.noMechanism === true) return [...reasons, 'noMechanism']
  if (reasons.length > 0) return reasons
  return (await deps.signing.isTrusted(certificate.der, use.at)).ok ? [] : ['untrusted']
}

/** Tokens now in; of each certificate whether it serves the use, and every reason why not. */
export async function listCertificates(deps: ChooseDeps, use: CertificateUse) {
  const tokens = await deps.token.list()
  if (!tokens.ok) return tokens
  const judged = tokens.value.map(async (token) => {
    const certificates = await Promise.all(
      token.certificates.map(async (certificate) => {
        const reasons = [...(await reasonsFor(deps, certificate, use))]
        return {
          certificateId: certificate.certificateId,
          asksEachTime: certificate.asksEachTime,
          summary: certificate.summary,
          fits: reasons.length === 0,
          reasons,
          daysLeft: daysLeft(certificate.summary, use.at),
        }
      }),
    )
    const { tokenId, label, kind, manufacturer, pinState, login } = token
    return { tokenId, label, kind, manufacturer, pinState, login, certificates }
  })
  return ok({ tokens: await Promise.all(judged) })
}

/**
 * The certificate about to sign: fitting, trusted, and asked for at OCSP and CRL (regulation C2). Revoked stops here; "cannot say" does not,
 * and is written down as such.
 */
export async function certificateToSign(deps: ChooseDeps, certificateId: string, use: CertificateUse) {
  const found = await deps.token.find(certificateId)
  if (!found.ok) return found
  const certificate = found.value
  const [reason] = await reasonsFor(deps, certificate, use)
  if (reason !== undefined) return err(fault('signing/certificateUnfit', 'act', { reason }))
  const revocation = await deps.signing.revocationOf(certificate.der)
  if (revocation.state === 'revoked') return err(fault('signing/certificateUnfit', 'act', { reason: 'revoked' }))
  return ok({ certificate, revocation })
}
