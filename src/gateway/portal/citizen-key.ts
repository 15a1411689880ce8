import { newSoftwareKey, signInSoftware } from '#gateway/ca/software-key.ts'
import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import { caPaths } from '#gateway/http/register-ca.ts'
import { unknownBin, unknownIin } from '#gateway/population/well-known.ts'
import { routes } from '#core/wire/routes.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import type { Citizen } from './citizen.ts'

export type KeyFlaw = 'expired' | 'revoked' | 'otherIin'
const day = 86_400_000

/**
 * A key of the citizen's own with a certificate of this authority: of a person, or of the organisation's first head.
 * @returns what signs with it: CAdES, DER
 */
export async function makeCitizenKey(
  deps: GatewayDeps,
  { applicant: { name, iin }, organisation }: Citizen,
  flaw: KeyFlaw | undefined,
  now: Date,
): Promise<(content: Uint8Array) => Uint8Array> {
  const { authority, certificates, revocationLists, database } = deps
  const { spki, privateKey } = await newSoftwareKey()
  const at = (days: number): string => new Date(now.getTime() + days * day).toISOString()
  const [from, to] = flaw === 'expired' ? [-400, -35] : [-1, 365]
  const isOther = flaw === 'otherIin'
  const certificate = issueCertificate(authority, {
    publicKeySpki: spki,
    role: organisation === undefined ? 'person' : 'head',
    subject: {
      surname: name.surname,
      givenName: name.givenName,
      ...(name.patronymic === undefined ? {} : { patronymic: name.patronymic }),
      iin: isOther ? unknownIin : iin,
      ...(organisation === undefined ? {} : { bin: isOther ? unknownBin : organisation.bin, organisation: organisation.name.kk }),
    },
    notBefore: at(from),
    notAfter: at(to),
    crlUrl: deps.url() + routes.crl.path,
    ocspUrl: deps.url() + caPaths.ocsp,
  })
  database
    .transaction(() => {
      const { serial } = certificates.add(certificate, 'citizen', now)
      if (flaw !== 'revoked') return
      certificates.revoke(serial, now)
      revocationLists.renew(now)
    })
    .immediate()
  return (content) => signInSoftware({ content, privateKey, certificate, chain: [authority.issuing.certificate], now })
}
