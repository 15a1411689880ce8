import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Instant } from '#core/domain/ids.ts'
import type { KeyType } from '#core/domain/signature.ts'
import { distinguishedName } from './distinguished-name.ts'
import { basicConstraints, certificatePolicies, extendedKeyUsage, keyUsageExtension, ocspNoCheck } from './extensions.ts'
import { newGostKey } from './gost-key.ts'
import { oids } from './oids.ts'
import { signCertificate } from './sign-certificate.ts'

/** DER of a certificate and of its key as PKCS#8: plain bytes, so that they can be stored anywhere. */
export interface KeyAndCertificate {
  readonly certificate: Uint8Array
  readonly privateKey: Uint8Array
}

/** A certification authority with everything it answers with. */
export interface Authority {
  /** Негізгі куәландырушы орталық (НКО; КУЦ РК): what others trust. */
  readonly root: KeyAndCertificate
  /** Ұлттық куәландырушы орталық (ҰКО; НУЦ РК): issues the certificates and signs the list of revoked ones. */
  readonly issuing: KeyAndCertificate
  /** Delegated OCSP responder. */
  readonly ocsp: KeyAndCertificate
  /** Time stamping authority. */
  readonly timestamp: KeyAndCertificate
}

export interface NewKey {
  /** DER. */
  readonly spki: Uint8Array
  readonly privateKey: Uint8Array
}

const generate = promisify(generateKeyPair)

export async function newRsaKey(bits: 2048 | 3072 | 4096 = 2048): Promise<NewKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: bits })
  return {
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })),
  }
}

export async function newEcKey(): Promise<NewKey> {
  const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' })
  return {
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })),
  }
}

const nameOf = (commonName: string): Uint8Array =>
  distinguishedName([
    ['country', 'KZ'],
    ['commonName', commonName],
  ])
const rootName = nameOf('НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)')
const issuingName = nameOf('ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)')

const yearsAfter = (start: Date, years: number): Date => {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end
}

export interface AuthorityStart {
  readonly now: Instant
  readonly keyType?: Extract<KeyType, 'RSA' | 'GOST'> | undefined
}

/**
 * Makes a whole authority for training and pilots («ОҚУ», so that no paper can be taken for a real one):
 * root for 20 years, issuing authority for 15, OCSP responder and time stamps for 10.
 * @param start.now certificates are valid from a day before it, since clocks at desks differ
 * @param start.keyType RSA (2048 bits, SHA-256) or GOST, as the national authority has both. Default: RSA
 */
export async function createAuthority({ now, keyType = 'RSA' }: AuthorityStart): Promise<Authority> {
  const newKey = () => (keyType === 'GOST' ? newGostKey() : newRsaKey())
  const notBefore = new Date(new Date(now).getTime() - 86_400_000)
  const [rootKey, issuingKey, ocspKey, timestampKey] = await Promise.all([newKey(), newKey(), newKey(), newKey()])
  const certify = (
    subject: Uint8Array,
    key: NewKey,
    years: number,
    issuer: Uint8Array,
    issuerKey: NewKey,
    extensions: readonly Uint8Array[],
  ): KeyAndCertificate => ({
    privateKey: key.privateKey,
    certificate: signCertificate(
      { issuer, issuerSpki: issuerKey.spki, subject, spki: key.spki, notBefore, notAfter: yearsAfter(notBefore, years), extensions },
      issuerKey.privateKey,
    ),
  })
  const authorityUsage = keyUsageExtension(['keyCertSign', 'cRLSign'])
  const serviceUsage = keyUsageExtension(['digitalSignature', 'nonRepudiation'])
  return {
    root: certify(rootName, rootKey, 20, rootName, rootKey, [basicConstraints(undefined), authorityUsage]),
    issuing: certify(issuingName, issuingKey, 15, rootName, rootKey, [
      basicConstraints(0),
      authorityUsage,
      certificatePolicies(oids.policy.certificates),
    ]),
    ocsp: certify(nameOf('OCSP RESPONDER (ОҚУ)'), ocspKey, 10, issuingName, issuingKey, [
      serviceUsage,
      extendedKeyUsage([oids.purpose.ocspSigning]),
      ocspNoCheck(),
    ]),
    timestamp: certify(nameOf('TIME-STAMPING AUTHORITY (ОҚУ)'), timestampKey, 10, issuingName, issuingKey, [
      serviceUsage,
      extendedKeyUsage([oids.purpose.timeStamping], true),
    ]),
  }
}
