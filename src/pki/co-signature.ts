import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { KeyType } from '#core/domain/signature.ts'
import { ecdsaSignatureOf, hashForKey, hashIdentifier } from './algorithms.ts'
import type { PreparedSignature } from './cades-build.ts'
import { oids } from './oids.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { readSignedData } from './signed-data.ts'
import { signedAttributesOf, signerInfoOf } from './signed-data-build.ts'
import { withAdditions } from './signed-data-edit.ts'

export interface CoSignatureRequest {
  /** DER of the signature that exists. */
  readonly cms: Uint8Array
  /** Of a detached one. Beside an encapsulated content it is not looked at. */
  readonly detachedContent?: Uint8Array
  /** DER of the new signer's certificate. */
  readonly certificate: Uint8Array
  readonly chain?: readonly Uint8Array[]
  /** The signer's own claim. Written to the second. */
  readonly signingTime: Instant
  readonly keyType: KeyType
}

/**
 * One more signature over the same content (RFC 5652, 5.1: parallel signers; the operator, then the head). Every SignerInfo that is there stays byte for
 * byte, and so do the stamps over it. Whether those signatures are good is for {@link verifyCades} to say, before.
 * @throws where the certificate is not one: it comes from a token that was read and checked before
 */
export function prepareCoSignature(request: CoSignatureRequest): Result<PreparedSignature, Fault<'cades/malformed' | 'cades/noContent'>> {
  const { cms, keyType } = request
  const certificate = parseCertificate(request.certificate)
  if (certificate === undefined) throw new Error('prepareCoSignature: not a certificate')
  const signed = readSignedData(cms)
  if (signed === undefined || signed.contentType !== oids.content.data || signed.signers.length === 0)
    return err(fault('cades/malformed', 'support'))
  const content = signed.content ?? request.detachedContent
  if (content === undefined) return err(fault('cades/noContent', 'act'))
  const toBeSigned = signedAttributesOf({
    keyType,
    contentType: oids.content.data,
    content,
    detached: signed.content === undefined,
    certificate,
    embedded: [],
    signingTime: new Date(request.signingTime),
  })
  return ok({
    toBeSigned,
    finish: (signature) => {
      const value = keyType === 'EC' ? ecdsaSignatureOf(signature) : signature
      const longer = withAdditions(cms, {
        certificates: [request.certificate, ...(request.chain ?? [])],
        digestAlgorithms: [hashIdentifier(hashForKey(keyType))],
        signers: [signerInfoOf({ certificate, keyType }, toBeSigned, value)],
      })
      if (longer === undefined) throw new Error('prepareCoSignature: what was read before')
      return longer
    },
  })
}
