import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { openAuthority } from '#gateway/ca/authority-files.ts'
import { createCertificateStore } from '#gateway/ca/certificate-store.ts'
import { newSoftwareKey, signInSoftware } from '#gateway/ca/software-key.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'

/** A citizen with a certificate of the gateway's own authority, entered into its register from beside it. @returns what signs: CAdES, DER */
export async function createCitizenSigner(
  dataFolder: string,
  { iin, name }: Pick<RegisteredPerson, 'iin' | 'name'>,
): Promise<(content: Uint8Array) => Uint8Array> {
  const now = new Date()
  const authority = await openAuthority(dataFolder, now)
  const { spki, privateKey } = await newSoftwareKey()
  const { surname, givenName } = name
  const certificate = issueCertificate(authority, {
    publicKeySpki: spki,
    role: 'person',
    subject: { surname, givenName, iin },
    notBefore: new Date(now.getTime() - 86_400_000).toISOString(),
    notAfter: new Date(now.getTime() + 86_400_000).toISOString(),
  })
  const database = new Database(join(dataFolder, 'gateway.sqlite'), { timeout: 5_000 })
  createCertificateStore(database).add(certificate, 'citizen', now)
  database.close()
  return (content) => signInSoftware({ content, privateKey, certificate, chain: [authority.issuing.certificate], now: new Date() })
}
