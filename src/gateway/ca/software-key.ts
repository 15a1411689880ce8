import { signerOf } from '#pki/algorithms.ts'
import { newEcKey } from '#pki/authority.ts'
import { prepareSignature } from '#pki/cades-build.ts'

/** EC P-256: made in a millisecond, where RSA takes a tenth of a second. */
export const newSoftwareKey = newEcKey

export interface SoftwareSignature {
  readonly content: Uint8Array
  /** PKCS#8. */
  readonly privateKey: Uint8Array
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly now: Date
}

/** CAdES-B-B, encapsulated, with a key that lies in a file and not on a token. */
export function signInSoftware({ content, privateKey, certificate, chain, now }: SoftwareSignature): Uint8Array {
  const signer = signerOf(privateKey)
  const prepared = prepareSignature({ content, certificate, chain, signingTime: now.toISOString(), keyType: signer.keyType })
  return prepared.finish(signer.signAsToken(prepared.toBeSigned))
}
