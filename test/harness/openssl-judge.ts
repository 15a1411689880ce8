import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkplaceEnrolment } from '#core/wire/messages.ts'
import { toPem } from '#pki/pem.ts'

/**
 * The content of a signature as OpenSSL verifies it: by a certificate that leads to the workplace's root, CAdES.
 * @throws where OpenSSL does not accept it
 */
export function verifiedByOpenssl(cms: Uint8Array, { trustedRoots, intermediates }: WorkplaceEnrolment): string {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-openssl-'))
  const certificates = [...trustedRoots, ...intermediates].map((der) => toPem('CERTIFICATE', new Uint8Array(Buffer.from(der, 'base64'))))
  const files = { cms: join(folder, 'signed.cms'), chain: join(folder, 'chain.pem') }
  try {
    writeFileSync(files.cms, cms)
    writeFileSync(files.chain, certificates.join(''))
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', files.cms, '-CAfile', files.chain, '-purpose', 'any']
    const { status, stdout, stderr } = spawnSync('openssl', args)
    if (status !== 0) throw new Error(`OpenSSL: ${stderr.toString()}`)
    return stdout.toString()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
