import type { Instant } from '#core/domain/ids.ts'
import type { KeyType } from '#core/domain/signature.ts'
import { ecdsaSignatureOf } from './algorithms.ts'
import { oids } from './oids.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { assembleSignedData, signedAttributesOf } from './signed-data-build.ts'

export interface SignatureRequest {
  readonly content: Uint8Array
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array
  /** DER of the issuing authorities, embedded beside it; a root needs no place there. */
  readonly chain?: readonly Uint8Array[]
  /** The signer's own claim. Written to the second. */
  readonly signingTime: Instant
  readonly keyType: KeyType
  /** The content stays outside. Default: encapsulated. */
  readonly detached?: boolean
}

export interface PreparedSignature {
  /** DER of the signed attributes as SET OF: what the token signs, with the hash of its key (`hashForKey`). */
  readonly toBeSigned: Uint8Array
  /**
   * @param signature RSA: PKCS#1 v1.5; EC: r‖s as PKCS#11 gives it; GOST: as it stands in the CMS
   * @returns the CMS, DER
   */
  readonly finish: (signature: Uint8Array) => Uint8Array
}

/**
 * CAdES-B-B (ETSI EN 319 122-1, 6) with a signer that lives elsewhere: the token gets `toBeSigned` and gives the signature.
 * @throws where the certificate is not one: it comes from a token that was read and checked before
 */
export function prepareSignature(request: SignatureRequest): PreparedSignature {
  const certificate = parseCertificate(request.certificate)
  if (certificate === undefined) throw new Error('prepareSignature: not a certificate')
  const plan = {
    keyType: request.keyType,
    contentType: oids.content.data,
    content: request.content,
    detached: request.detached ?? false,
    certificate,
    embedded: [request.certificate, ...(request.chain ?? [])],
    signingTime: new Date(request.signingTime),
  }
  const toBeSigned = signedAttributesOf(plan)
  return {
    toBeSigned,
    finish: (signature) => assembleSignedData(plan, toBeSigned, request.keyType === 'EC' ? ecdsaSignatureOf(signature) : signature),
  }
}
