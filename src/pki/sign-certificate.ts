import { randomBytes } from 'node:crypto'
import { signatureIdentifier, signerOf } from './algorithms.ts'
import { bitString, integer, sequence, tagged, time, unsignedInteger } from './der.ts'
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.ts'

export interface CertificateContents {
  /** DER of the names and keys. */
  readonly issuer: Uint8Array
  readonly issuerSpki: Uint8Array
  readonly subject: Uint8Array
  readonly spki: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  /** Besides the two key identifiers, which every certificate gets. */
  readonly extensions: readonly Uint8Array[]
}

/** 160 bits at most, positive, and unpredictable (CA/B baseline requirements, 7.1). */
const randomSerial = (): Uint8Array => {
  const octets = randomBytes(19)
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40
  return unsignedInteger(octets)
}

/** An X.509 v3 certificate, SHA-256. @param privateKey the issuer's, PKCS#8 */
export function signCertificate(contents: CertificateContents, privateKey: Uint8Array): Uint8Array {
  const signer = signerOf(privateKey)
  const algorithm = signatureIdentifier(signer.keyType)
  const tbs = sequence(
    tagged(0, integer(2)),
    randomSerial(),
    algorithm,
    contents.issuer,
    sequence(time(contents.notBefore), time(contents.notAfter)),
    contents.subject,
    contents.spki,
    tagged(3, sequence(subjectKeyIdentifier(contents.spki), authorityKeyIdentifier(contents.issuerSpki), ...contents.extensions)),
  )
  return sequence(tbs, algorithm, bitString(signer.sign(tbs)))
}
