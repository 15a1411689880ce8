import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'

export type PemLabel = 'CERTIFICATE' | 'PRIVATE KEY' | 'PUBLIC KEY' | 'X509 CRL' | 'CERTIFICATE REQUEST' | 'CMS'

/** RFC 7468: 64 characters a line, a newline at the end. */
export function toPem(label: PemLabel, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** Every block of that label, in the order of the text; text between blocks and blocks of other labels are passed over. */
export function fromPem(label: PemLabel, text: string): Result<readonly Uint8Array[], Fault<'pem/malformed'>> {
  const blocks = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g'))]
  const ders = blocks.map((block) => new Uint8Array(Buffer.from(block[1] ?? '', 'base64')))
  return ders.length > 0 && ders.every((der) => der.length > 0) ? ok(ders) : err(fault('pem/malformed', 'act'))
}
