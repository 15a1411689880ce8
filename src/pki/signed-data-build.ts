import type { KeyType } from '#core/domain/signature.ts'
import { digest, hashForKey, hashIdentifier, signatureIdentifier } from './algorithms.ts'
import { integer, objectIdentifier, octetString, sequence, setOf, tagged, time } from './der.ts'
import { oids } from './oids.ts'
import type { ParsedCertificate } from './parsed-certificate.ts'
import { attribute } from './signed-data-edit.ts'

export interface SignedDataPlan {
  /** The signer's: it decides the hash too. */
  readonly keyType: KeyType
  readonly contentType: string
  readonly content: Uint8Array
  readonly detached: boolean
  readonly certificate: ParsedCertificate
  /** DER of the certificates to embed. */
  readonly embedded: readonly Uint8Array[]
  readonly signingTime: Date
}

/** RFC 5035, 5.4.1: SHA-256 is the default and so left out; issuerSerial holds the issuer as the one directoryName of GeneralNames. */
const signingCertificateV2 = (certificate: ParsedCertificate): Uint8Array => {
  const issuerSerial = sequence(sequence(tagged(4, certificate.issuer)), certificate.serialNumber)
  return sequence(sequence(sequence(octetString(digest('sha256', certificate.der)), issuerSerial)))
}

/** The signed attributes of ETSI EN 319 122-1, 6.3 (B-B), as the SET OF that is signed. */
export const signedAttributesOf = (plan: SignedDataPlan): Uint8Array =>
  setOf(
    attribute(oids.attribute.contentType, objectIdentifier(plan.contentType)),
    attribute(oids.attribute.messageDigest, octetString(digest(hashForKey(plan.keyType), plan.content))),
    attribute(oids.attribute.signingTime, time(plan.signingTime)),
    attribute(oids.attribute.signingCertificateV2, signingCertificateV2(plan.certificate)),
  )

/** One SignerInfo, without unsigned attributes. @param signature as it stands there */
export function signerInfoOf(
  { certificate, keyType }: Pick<SignedDataPlan, 'certificate' | 'keyType'>,
  signedAttributes: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  const implicit = Uint8Array.from(signedAttributes)
  implicit[0] = 0xa0
  return sequence(
    integer(1),
    sequence(certificate.issuer, certificate.serialNumber),
    hashIdentifier(hashForKey(keyType)),
    implicit,
    signatureIdentifier(keyType),
    octetString(signature),
  )
}

/** RFC 5652, 5.1: version 1 for id-data and 3 for any other content. @param signature as it stands in the SignerInfo */
export function assembleSignedData(plan: SignedDataPlan, signedAttributes: Uint8Array, signature: Uint8Array): Uint8Array {
  const content = plan.detached ? [] : [tagged(0, octetString(plan.content))]
  const embedded = plan.embedded.toSorted((one, other) => Buffer.compare(one, other))
  const signedData = sequence(
    integer(plan.contentType === oids.content.data ? 1 : 3),
    setOf(hashIdentifier(hashForKey(plan.keyType))),
    sequence(objectIdentifier(plan.contentType), ...content),
    ...(embedded.length === 0 ? [] : [tagged(0, ...embedded)]),
    setOf(signerInfoOf(plan, signedAttributes, signature)),
  )
  return sequence(objectIdentifier(oids.content.signedData), tagged(0, signedData))
}
