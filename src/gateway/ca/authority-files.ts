import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Authority, type AuthorityStart, createAuthority, type KeyAndCertificate } from '#pki/authority.ts'
import { fromPem, toPem } from '#pki/pem.ts'

const parts = ['root', 'issuing', 'ocsp', 'timestamp'] as const satisfies readonly (keyof Authority)[]

function writeDurably(file: string, text: string, mode: number): void {
  const handle = openSync(file, 'w', mode)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function readPart(folder: string, part: string): KeyAndCertificate {
  const certificates = fromPem('CERTIFICATE', readFileSync(join(folder, `${part}.cert.pem`), 'utf8'))
  const keys = fromPem('PRIVATE KEY', readFileSync(join(folder, `${part}.key.pem`), 'utf8'))
  const certificate = certificates.ok ? certificates.value[0] : undefined
  const privateKey = keys.ok ? keys.value[0] : undefined
  if (certificate === undefined || privateKey === undefined) throw new Error(`The authority's ${part} is damaged`)
  return { certificate, privateKey }
}

/**
 * The certification authority of a data folder, made at the first start: `ca/<part>.{cert,key}.pem`, keys with mode 0600.
 * The folder gets its name only when everything in it is on the disk, so a start that was cut off leaves no half authority.
 * @param keyType of one that is made now
 */
export async function openAuthority(dataFolder: string, now: Date, keyType: AuthorityStart['keyType'] = 'RSA'): Promise<Authority> {
  const folder = join(dataFolder, 'ca')
  if (!existsSync(folder)) {
    const unfinished = join(dataFolder, 'ca.unfinished')
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    const made = await createAuthority({ now: now.toISOString(), keyType })
    for (const part of parts) {
      writeDurably(join(unfinished, `${part}.cert.pem`), toPem('CERTIFICATE', made[part].certificate), 0o644)
      writeDurably(join(unfinished, `${part}.key.pem`), toPem('PRIVATE KEY', made[part].privateKey), 0o600)
    }
    flushFolder(unfinished)
    renameSync(unfinished, folder)
    flushFolder(dataFolder)
  }
  return {
    root: readPart(folder, 'root'),
    issuing: readPart(folder, 'issuing'),
    ocsp: readPart(folder, 'ocsp'),
    timestamp: readPart(folder, 'timestamp'),
  }
}
