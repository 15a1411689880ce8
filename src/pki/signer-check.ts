import type { SignatureProblem } from '#core/domain/signature.ts'
import { digest, isSignatureValid, publicKeyOf, strongHashOf } from './algorithms.ts'
import { childAt, childrenOf, dateOf, integerHex, isUniversal, octetsOf, oidOf, rawOf, sameBytes } from './asn1.ts'
import { oids } from './oids.ts'
import { parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'
import type { CmsAttribute, CmsSigner, SignedDataParts } from './signed-data.ts'

/** What the cryptography of one SignerInfo says, before any question of trust. */
export interface SignerCheck {
  readonly problems: readonly SignatureProblem[]
  readonly certificate: ParsedCertificate | undefined
  /** The other certificates that came along. */
  readonly others: readonly ParsedCertificate[]
  readonly signingTime: Date | undefined
}

const isSigner = (id: CmsSigner['id'], certificate: ParsedCertificate): boolean =>
  'keyIdentifier' in id
    ? certificate.subjectKeyIdentifier !== undefined && sameBytes(certificate.subjectKeyIdentifier, id.keyIdentifier)
    : certificate.serial === id.serial && sameBytes(certificate.issuer, id.issuer)

/** The one value of an attribute that stands exactly once (RFC 5652, 11). */
const onlyValue = (attributes: readonly CmsAttribute[], type: string) => {
  const [first, ...more] = attributes.filter((attribute) => attribute.type === type)
  return more.length === 0 && first?.values.length === 1 ? first.values[0] : undefined
}

/**
 * RFC 5035, 3: the first ESSCertID is of the signer's certificate, by hash and, where given, by issuer and serial number.
 * @param unnamed the hash where none is named: SHA-256 in version 2, SHA-1 in version 1
 */
const namesCertificate = (value: ReturnType<typeof onlyValue>, certificate: ParsedCertificate, unnamed: 'sha256' | 'sha1'): boolean => {
  const parts = childrenOf(childAt(value, 0, 0))
  const named = isUniversal(parts[0], 16) ? strongHashOf(oidOf(childAt(parts[0], 0))) : unnamed
  const [hashNode, issuerSerial] = parts.slice(isUniversal(parts[0], 16) ? 1 : 0)
  const hash = octetsOf(hashNode)
  if (named === undefined || hash === undefined || !sameBytes(hash, digest(named, certificate.der))) return false
  if (issuerSerial === undefined) return true
  const name = childAt(issuerSerial, 0, 0, 0)
  return name !== undefined && sameBytes(rawOf(name), certificate.issuer) && integerHex(childAt(issuerSerial, 1)) === certificate.serial
}

/**
 * CAdES-B-B wants a signing-time; a time stamp token has its genTime instead, and may name its certificate in the older way (RFC 3161, 2.4.2;
 * RFC 5816), as the national service does. Nothing rests on that SHA-1 alone: it only binds the certificate, which is in the token and verified.
 */
export type SignatureProfile = 'cades' | 'timestamp'

const checkAttributes = (
  data: SignedDataParts,
  signer: CmsSigner,
  content: Uint8Array | undefined,
  certificate: ParsedCertificate,
  profile: SignatureProfile,
): SignatureProblem[] => {
  const attributes = signer.signedAttributes ?? []
  const contentType = onlyValue(attributes, oids.attribute.contentType)
  const messageDigest = octetsOf(onlyValue(attributes, oids.attribute.messageDigest))
  const signingTime = dateOf(onlyValue(attributes, oids.attribute.signingTime))
  const version2 = onlyValue(attributes, oids.attribute.signingCertificateV2)
  const version1 = profile === 'timestamp' ? onlyValue(attributes, oids.attribute.signingCertificate) : undefined
  const signingCertificate = version2 ?? version1
  const found: SignatureProblem[] = []
  const isAltered = (whole: Uint8Array, hash: Uint8Array): boolean =>
    signer.digest === undefined || !sameBytes(hash, digest(signer.digest, whole))
  if (messageDigest !== undefined && content !== undefined && isAltered(content, messageDigest)) found.push('contentAltered')
  const timed = profile === 'timestamp' || signingTime !== undefined
  const complete = oidOf(contentType) === data.contentType && messageDigest !== undefined && timed && signingCertificate !== undefined
  if (!complete) found.push('attributesMissing')
  const isNamed = namesCertificate(signingCertificate, certificate, version2 === undefined ? 'sha1' : 'sha256')
  if (signingCertificate !== undefined && !isNamed) found.push('certificateMismatch')
  return found
}

/**
 * Message digest, signature, mandatory attributes and signing-certificate-v2 of one signer.
 * @param content undefined where there is none to compare with: what that means is the caller's to say
 */
export function checkSigner(
  data: SignedDataParts,
  signer: CmsSigner,
  content: Uint8Array | undefined,
  profile: SignatureProfile = 'cades',
): SignerCheck {
  const certificates = data.certificates.map(parseCertificate).filter((certificate) => certificate !== undefined)
  const certificate = certificates.find((candidate) => isSigner(signer.id, candidate))
  if (certificate === undefined) return { problems: ['noSigner'], certificate: undefined, others: certificates, signingTime: undefined }
  const signed = signer.signedAttributesDer ?? content
  const intact =
    signed !== undefined &&
    signer.digest !== undefined &&
    isSignatureValid({
      algorithm: signer.signatureAlgorithm,
      digest: signer.digest,
      key: publicKeyOf(certificate.spki),
      data: signed,
      signature: signer.signature,
    })
  return {
    problems: [...(intact ? [] : (['signatureBroken'] as const)), ...checkAttributes(data, signer, content, certificate, profile)],
    certificate,
    others: certificates.filter((other) => other !== certificate),
    signingTime: dateOf(onlyValue(signer.signedAttributes ?? [], oids.attribute.signingTime)),
  }
}
