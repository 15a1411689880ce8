// One authority per test file, a signer with its certificate, and OpenSSL as the independent judge.
import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Revocation } from '#core/domain/signature.ts'
import { type Authority, createAuthority, newEcKey, newRsaKey, type NewKey } from '#pki/authority.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import type { TrustStore } from '#pki/chain.ts'
import { type PersonOrder, issueCertificate } from '#pki/issue-certificate.ts'
import { toPem } from '#pki/pem.ts'

export const now = new Date()
/** Days from now, as an instant. */
export const inDays = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString()

export interface TestSigner extends NewKey {
  readonly certificate: Uint8Array
  readonly keyType: 'RSA' | 'EC'
  /** As a token signs: PKCS#1 v1.5, or r‖s. */
  readonly sign: (data: Uint8Array) => Uint8Array
}

export const tokenSignature = (keyType: 'RSA' | 'EC', privateKey: Uint8Array, data: Uint8Array): Uint8Array => {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return new Uint8Array(sign('sha256', data, keyType === 'EC' ? { key, dsaEncoding: 'ieee-p1363' } : key))
}

export const subject = {
  surname: 'ӘБІЛОВА',
  givenName: 'ГҮЛНҰР',
  patronymic: 'ҚАЙРАТҚЫЗЫ',
  iin: '850101400013',
  bin: '000140000012',
  organisation: 'Халыққа қызмет көрсету орталығы',
} as const

export async function newSigner(
  authority: Authority,
  order: Partial<PersonOrder> = {},
  keyType: 'RSA' | 'EC' = 'RSA',
): Promise<TestSigner> {
  const key = keyType === 'RSA' ? await newRsaKey() : await newEcKey()
  const certificate = issueCertificate(authority, {
    publicKeySpki: key.spki,
    subject,
    role: 'employee',
    notBefore: inDays(-0.5),
    notAfter: inDays(365),
    ...order,
  })
  return { ...key, certificate, keyType, sign: (data) => tokenSignature(keyType, key.privateKey, data) }
}

export const newTestAuthority = (): Promise<Authority> => createAuthority({ now: now.toISOString() })
export const trustOf = (authority: Authority): TrustStore => ({ roots: [authority.root.certificate] })

export interface SignOptions {
  readonly content?: Uint8Array
  readonly detached?: boolean
  readonly signingTime?: string
}
export const content = Buffer.from('{"қызмет":"жер телімі","нөмірі":1}', 'utf8')

export function signContent(authority: Authority, signer: TestSigner, options: SignOptions = {}): Uint8Array {
  const prepared = prepareSignature({
    content: options.content ?? content,
    certificate: signer.certificate,
    chain: [authority.issuing.certificate],
    signingTime: options.signingTime ?? now.toISOString(),
    keyType: signer.keyType,
    ...(options.detached === undefined ? {} : { detached: options.detached }),
  })
  return prepared.finish(signer.sign(prepared.toBeSigned))
}

export const good: Revocation = { state: 'good', source: 'crl', producedAt: now.toISOString() }
export const saysGood = (): Promise<Revocation> => Promise.resolve(good)

export interface Workshop {
  readonly path: (name: string) => string
  readonly write: (name: string, contents: Uint8Array | string) => string
  /** Throws where OpenSSL refuses; gives what it wrote to both streams. */
  readonly openssl: (...parameters: readonly string[]) => string
  /** Whether OpenSSL accepts. */
  readonly accepts: (...parameters: readonly string[]) => boolean
  readonly close: () => void
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-pki-'))
  const path = (name: string) => join(folder, name)
  const run = (parameters: readonly string[]) => spawnSync('openssl', parameters, { cwd: folder, encoding: 'utf8' })
  execFileSync('openssl', ['version'])
  return {
    path,
    write: (name, contents) => {
      writeFileSync(path(name), contents)
      return path(name)
    },
    openssl: (...parameters) => {
      const { status, stdout, stderr } = run(parameters)
      if (status !== 0) throw new Error(`openssl ${parameters.join(' ')}: ${stderr}${stdout}`)
      return stdout + stderr
    },
    accepts: (...parameters) => run(parameters).status === 0,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const certificatePem = (...ders: readonly Uint8Array[]): string => ders.map((der) => toPem('CERTIFICATE', der)).join('')

/** A copy with one bit of one octet turned. */
export function flipped(bytes: Uint8Array, index: number, bit = 0): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[index] = (copy[index] ?? 0) ^ (1 << bit)
  return copy
}

/** Where the only occurrence of a part begins. */
export function placeOf(whole: Uint8Array, part: Uint8Array): number {
  const place = Buffer.from(whole).indexOf(part)
  if (place < 0) throw new Error('placeOf: not there')
  return place
}
