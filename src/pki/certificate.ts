import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import type { CertificateRole, CertificateSummary } from '#core/domain/signature.ts'
import { ContentHash } from '#core/domain/ids.ts'
import { digest } from './algorithms.ts'
import { oids } from './oids.ts'
import { parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'

/** SHA-256 as 64 hexadecimal digits. */
export const sha256Name = (data: Uint8Array): ContentHash => ContentHash.parse(Buffer.from(digest('sha256', data)).toString('hex'))

// A head may sign too: the wider right wins where a certificate names several.
const roles: readonly (readonly [string, CertificateRole])[] = [
  [oids.purpose.head, 'head'],
  [oids.purpose.signatory, 'signatory'],
  [oids.purpose.employee, 'employee'],
  [oids.purpose.informationSystem, 'system'],
  [oids.purpose.person, 'person'],
  [oids.purpose.personInSystem, 'person'],
]

const numberAfter = (prefix: string, texts: readonly string[]): string | undefined =>
  texts.map((text) => new RegExp(`^${prefix}(\\d{12})$`).exec(text)?.[1]).find((number) => number !== undefined)

/** From a parsed certificate; {@link summariseCertificate} from bytes. */
export function summaryOf(certificate: ParsedCertificate): CertificateSummary {
  const { extendedKeyUsage: purposes, keyUsage } = certificate
  const iin = numberAfter('IIN', certificate.subjectText(oids.name.serialNumber))
  const bin = numberAfter('BIN', certificate.subjectText(oids.name.organisationalUnit))
  const organisation = certificate.subjectText(oids.name.organisation)[0]
  const maySign = keyUsage !== undefined && (keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation'))
  return {
    fingerprint: sha256Name(certificate.der),
    serial: certificate.serial,
    commonName: certificate.subjectText(oids.name.commonName)[0] ?? '',
    ...(iin === undefined ? {} : { iin }),
    ...(bin === undefined ? {} : { bin }),
    ...(organisation === undefined ? {} : { organisation }),
    issuer: certificate.issuerText(oids.name.commonName)[0] ?? '',
    role: roles.find(([oid]) => purposes.includes(oid))?.[1] ?? 'other',
    forSignature: maySign && purposes.includes(oids.purpose.emailProtection),
    forAuthentication: purposes.includes(oids.purpose.clientAuth),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  }
}

/**
 * What the program shows and checks of a certificate, read from its DER; nothing is verified here.
 * Reads certificates with GOST keys too, which are all the National Certification Authority issues since 28.04.2024.
 */
export function summariseCertificate(der: Uint8Array): Result<CertificateSummary, Fault<'certificate/malformed'>> {
  const certificate = parseCertificate(der)
  return certificate === undefined ? err(fault('certificate/malformed', 'act')) : ok(summaryOf(certificate))
}
