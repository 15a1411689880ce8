// One authority per test file, a signer with its certificate, and OpenSSL as the independent judge.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Revocation } from '#core/domain/signature.ts'
import { type Authority, createAuthority, type KeyAndCertificate, newEcKey, newRsaKey, type NewKey } from '#pki/authority.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import type { TrustStore } from '#pki/chain.ts'
import { issueCrl, type RevokedEntry } from '#pki/crl.ts'
import { type PersonOrder, issueCertificate } from '#pki/issue-certificate.ts'
import { answerOcsp, type CertificateStatus } from '#pki/ocsp-answer.ts'
import { buildOcspRequest } from '#pki/ocsp.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { toPem } from '#pki/pem.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { addSignatureTimestamp, answerTimestamp, buildTimestampRequest, readTimestamp } from '#pki/timestamp.ts'
import type { ValidationData } from '#pki/validation-data.ts'

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

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest())
const serialOf = (der: Uint8Array): string => parseCertificate(der)?.serial ?? ''

/** Signature values of a CMS, in the order of their SignerInfos. */
export const signatureValues = (cms: Uint8Array): readonly Uint8Array[] =>
  (readSignedData(cms)?.signers ?? []).map(({ signature }) => signature)

/** The same CMS with a time stamp of the authority over one signature value; default the first. */
export function stampedBy(authority: Authority, cms: Uint8Array, at: Date = now, signature = signatureValues(cms)[0]): Uint8Array {
  if (signature === undefined) throw new Error('stampedBy: no signer')
  const imprint = sha256(signature)
  const response = answerTimestamp(buildTimestampRequest(imprint).der, authority.timestamp, at, [authority.issuing.certificate])
  const token = readTimestamp(response, { imprint, trust: trustOf(authority) })
  const stamped = token.ok ? addSignatureTimestamp(cms, signature, token.value.token) : token
  if (!stamped.ok) throw new Error(stamped.error.tag)
  return stamped.value
}

/** An OCSP answer of that time about one certificate of the issuing authority. */
export const ocspOf = (
  authority: Authority,
  certificate: Uint8Array,
  at: Date,
  status: CertificateStatus = { state: 'good' },
): Uint8Array =>
  answerOcsp(buildOcspRequest(certificate, authority.issuing.certificate), {
    issuer: authority.issuing.certificate,
    responder: authority.ocsp,
    lookup: () => status,
    now: at,
  })

/** A list of that time, of the issuing authority or of the root. */
export const crlOf = (by: KeyAndCertificate, at: Date, revoked: readonly RevokedEntry[] = []): Uint8Array =>
  issueCrl(by, {
    number: 7,
    thisUpdate: at.toISOString(),
    nextUpdate: new Date(at.getTime() + 86_400_000).toISOString(),
    revoked,
  })

/** Everything that makes a stamped signature of that signer long-lived; OCSP for signer and stamps, a list for the authority. */
export const validationDataFor = (authority: Authority, signer: TestSigner, at: Date): ValidationData => ({
  certificates: [authority.issuing.certificate, authority.root.certificate, authority.timestamp.certificate],
  crls: [crlOf(authority.root, at)],
  ocspResponses: [ocspOf(authority, signer.certificate, at), ocspOf(authority, authority.timestamp.certificate, at)],
})

export const revokedEntry = (certificate: Uint8Array, revokedAt: string): RevokedEntry => ({ serial: serialOf(certificate), revokedAt })
