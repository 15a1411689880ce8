import type { Instant } from '#core/domain/ids.ts'
import type { CertificateRole } from '#core/domain/signature.ts'
import type { Authority } from './authority.ts'
import { distinguishedName, type NameParts } from './distinguished-name.ts'
import {
  authorityInformationAccess,
  certificatePolicies,
  crlDistributionPoints,
  extendedKeyUsage,
  keyUsageExtension,
} from './extensions.ts'
import { oids } from './oids.ts'
import { type KeyUsage, parseCertificate } from './parsed-certificate.ts'
import { signCertificate } from './sign-certificate.ts'

export interface CertificateSubject {
  readonly surname: string
  readonly givenName: string
  readonly patronymic?: string
  /** Twelve digits. */
  readonly iin: string
  /** Twelve digits; of a legal entity, together with its name. */
  readonly bin?: string
  readonly organisation?: string
  readonly email?: string
}

/** An information system of a legal entity: no person stands behind its key. */
export interface SystemSubject {
  readonly systemName: string
  readonly bin: string
  readonly organisation: string
}

interface OrderBase {
  /** DER, as a checked PKCS#10 request gives it. */
  readonly publicKeySpki: Uint8Array
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly crlUrl?: string
  readonly ocspUrl?: string
  /** Default: digitalSignature and nonRepudiation, one key for signature and authentication as since 28.04.2024. */
  readonly keyUsage?: readonly KeyUsage[]
}
/** A person's certificate, of their own or as one of a legal entity's people. */
export interface PersonOrder extends OrderBase {
  readonly role: Exclude<CertificateRole, 'system' | 'other'>
  readonly subject: CertificateSubject
}
export interface SystemOrder extends OrderBase {
  readonly role: 'system'
  readonly subject: SystemSubject
}
export type CertificateOrder = PersonOrder | SystemOrder

const roleOids: Readonly<Record<CertificateOrder['role'], readonly string[]>> = {
  person: [oids.purpose.person],
  head: [oids.purpose.legalEntity, oids.purpose.head],
  signatory: [oids.purpose.legalEntity, oids.purpose.signatory],
  employee: [oids.purpose.legalEntity, oids.purpose.employee],
  system: [oids.purpose.legalEntity, oids.purpose.informationSystem],
}

/** The names as the National Certification Authority writes them: GN is the patronymic, and CN holds surname and name. */
const nameParts = ({ surname, givenName, patronymic, iin, bin, organisation, email }: CertificateSubject): NameParts => [
  ['commonName', `${surname} ${givenName}`],
  ['surname', surname],
  ['serialNumber', `IIN${iin}`],
  ['country', 'KZ'],
  ...(organisation === undefined ? [] : ([['organisation', organisation]] as const)),
  ...(bin === undefined ? [] : ([['organisationalUnit', `BIN${bin}`]] as const)),
  ...(patronymic === undefined ? [] : ([['givenName', patronymic]] as const)),
  ...(email === undefined ? [] : ([['email', email]] as const)),
]

const systemNameParts = ({ systemName, bin, organisation }: SystemSubject): NameParts => [
  ['commonName', systemName],
  ['country', 'KZ'],
  ['organisation', organisation],
  ['organisationalUnit', `BIN${bin}`],
]

/**
 * Issues a certificate by the issuing authority, with names, purposes and policies as the national ones have them.
 * The order is believed: whoever calls has checked the person and the possession of the key.
 * @returns DER
 */
export function issueCertificate(authority: Pick<Authority, 'issuing'>, order: CertificateOrder): Uint8Array {
  const issuer = parseCertificate(authority.issuing.certificate)
  if (issuer === undefined) throw new Error('issueCertificate: not a certificate')
  const purposes = [oids.purpose.emailProtection, oids.purpose.clientAuth, ...roleOids[order.role]]
  return signCertificate(
    {
      issuer: issuer.subject,
      issuerSpki: issuer.spki,
      subject: distinguishedName(order.role === 'system' ? systemNameParts(order.subject) : nameParts(order.subject)),
      spki: order.publicKeySpki,
      notBefore: new Date(order.notBefore),
      notAfter: new Date(order.notAfter),
      extensions: [
        keyUsageExtension(order.keyUsage ?? ['digitalSignature', 'nonRepudiation']),
        extendedKeyUsage(purposes),
        certificatePolicies(oids.policy.certificates),
        ...(order.crlUrl === undefined ? [] : [crlDistributionPoints(order.crlUrl)]),
        ...(order.ocspUrl === undefined ? [] : [authorityInformationAccess(order.ocspUrl)]),
      ],
    },
    authority.issuing.privateKey,
  )
}
