import type { Settings } from '#gateway/database/settings.ts'
import type { Authority } from '#pki/authority.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import type { CertificateStore } from './certificate-store.ts'
import { newSoftwareKey } from './software-key.ts'

const day = 86_400_000
const lifetimeMilliseconds = 3 * 365 * day
const renewBeforeMilliseconds = 30 * day
const settingName = 'systemCertificate'

/** The embedded gateway is run by nobody in particular: its operator is as fictitious as its authority («ОҚУ»). */
const subject = {
  systemName: 'ЭЛЕКТРОНДЫҚ ҮКІМЕТТІҢ АЙМАҚТЫҚ ШЛЮЗІ (ОҚУ)',
  organisation: '«Аймақтық шлюз операторы» (ОҚУ)',
  bin: '160140040112',
} as const

export interface SystemCertificate {
  readonly certificate: Uint8Array
  readonly privateKey: Uint8Array
}

export interface SystemCertificateDeps {
  readonly settings: Settings
  readonly authority: Authority
  readonly certificates: CertificateStore
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const decode = (text: string | undefined): Uint8Array => new Uint8Array(Buffer.from(text ?? '', 'base64'))

function findGood({ settings, authority }: SystemCertificateDeps, now: Date): SystemCertificate | undefined {
  const [certificate, privateKey] = (settings.find(settingName) ?? '').split('.').map(decode)
  const parsed = certificate === undefined ? undefined : parseCertificate(certificate)
  const issuer = parseCertificate(authority.issuing.certificate)
  if (certificate === undefined || privateKey === undefined || parsed === undefined || issuer === undefined) return undefined
  const isOurs = Buffer.compare(parsed.issuer, issuer.subject) === 0
  return isOurs && parsed.notAfter.getTime() - now.getTime() > renewBeforeMilliseconds ? { certificate, privateKey } : undefined
}

/** The gateway's own certificate as an information system, issued at the first start and when it is running out; key and certificate are kept. */
export async function openSystemCertificate(
  deps: SystemCertificateDeps,
  urls: { readonly crlUrl: string; readonly ocspUrl: string },
  now: Date,
): Promise<SystemCertificate> {
  const known = findGood(deps, now)
  if (known !== undefined) return known
  const { spki, privateKey } = await newSoftwareKey()
  const certificate = issueCertificate(deps.authority, {
    publicKeySpki: spki,
    role: 'system',
    subject,
    notBefore: new Date(now.getTime() - day).toISOString(),
    notAfter: new Date(now.getTime() + lifetimeMilliseconds).toISOString(),
    ...urls,
  })
  deps.certificates.add(certificate, 'gateway', now)
  deps.settings.put(settingName, `${encode(certificate)}.${encode(privateKey)}`)
  return { certificate, privateKey }
}
