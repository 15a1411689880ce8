import { Buffer } from 'node:buffer'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf, readJson } from '#core/domain/canonical.ts'
import { CertificateSummary, type Revocation, type SignatureProblem } from '#core/domain/signature.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import type { Token, TokenCertificate, TokenFault, TokenInfo } from '#core/ports/token.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

/** A certificate whose "DER" is its summary in canonical JSON. */
export function certificateOf(over: Partial<CertificateSummary> & { readonly hasPrivateKey?: boolean } = {}): TokenCertificate {
  const { hasPrivateKey = true, ...rest } = over
  const unnamed = {
    serial: '7f',
    commonName: 'СЕРІКОВА АЙГҮЛ',
    issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ',
    role: 'employee' as const,
    forSignature: true,
    forAuthentication: false,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    ...rest,
  }
  const summary = CertificateSummary.parse({ ...unnamed, fingerprint: hashOf(canonicalBytes(unnamed)) })
  return { certificateId: summary.fingerprint, der: canonicalBytes(summary), summary, keyType: 'RSA', hasPrivateKey, asksEachTime: false }
}

export interface FakeSigning extends SignatureFormat {
  /** What OCSP and CRL say from now on. */
  revocation: Revocation
  /** Roots that this certificate leads to are not known. */
  trusted: boolean
  /** Added to every report from now on. */
  problems: readonly SignatureProblem[]
  /** What making a signature last comes to; undefined: all that there is, at once. */
  extended: Awaited<ReturnType<SignatureFormat['extend']>> | undefined
}

/** Signatures without cryptography: the CMS is JSON of content, certificate and the token's signature, and is verified for real. */
export function createFakeSigning(now: () => string): FakeSigning {
  const signing: FakeSigning = {
    revocation: { state: 'good', source: 'ocsp', producedAt: '2026-11-20T05:00:00.000Z' },
    trusted: true,
    problems: [],
    extended: undefined,
    prepare: (content, certificate) => ({
      toBeSigned: content,
      finish: (signature) => canonicalBytes({ content: hex(content), certificate: hex(certificate), signature: hex(signature) }),
    }),
    verify: (cms, at, expected) => {
      const read = readJson(cms) as { content: string; certificate: string; signature: string } | undefined
      const unknown = { state: 'unknown', why: 'notAsked' } as const
      if (read === undefined)
        return Promise.resolve({ report: { accepted: false, problems: ['malformed'], revocation: unknown, checkedAt: now() } })
      const content = unhex(read.content)
      const signer = CertificateSummary.parse(readJson(unhex(read.certificate)))
      const problems: SignatureProblem[] = [...signing.problems]
      if (hex(signatureOf(content)) !== read.signature) problems.push('signatureBroken')
      if (expected?.iin !== undefined && signer.iin !== expected.iin) problems.push('iinDiffers')
      if (expected?.bin !== undefined && signer.bin !== expected.bin) problems.push('binDiffers')
      if (expected?.roles !== undefined && !expected.roles.includes(signer.role)) problems.push('roleDiffers')
      if (!signing.trusted) problems.push('chainUntrusted')
      const report = {
        accepted: problems.length === 0,
        problems,
        signer,
        revocation: unknown,
        contentHash: hashOf(content),
        signingTime: at,
        checkedAt: now(),
      }
      return Promise.resolve({ report, content })
    },
    extend: (cms) => Promise.resolve(signing.extended ?? ok({ cms, level: 'CAdES-B-LT', provedAt: now(), stampedNow: true })),
    inspect: async (file, at) => {
      const { report, content } = await signing.verify(file, at)
      const whole = { ...report, chain: [], stampProblems: [] }
      return {
        verdict: report.accepted ? 'accepted' : 'notAccepted',
        detached: false,
        ...(content === undefined ? {} : { content: { hash: hashOf(content), bytes: content.length } }),
        signers: content === undefined ? [] : [whole],
        ...(content === undefined ? { notSignature: 'other' as const } : {}),
        checkedAt: now(),
      }
    },
    revocationOf: () => Promise.resolve(signing.revocation),
    isTrusted: () => Promise.resolve(signing.trusted ? ok() : err(fault('certificate/untrusted', 'support'))),
  }
  return signing
}

const signatureOf = (toBeSigned: Uint8Array): Uint8Array => unhex(hashOf(toBeSigned))

/** A signature as somebody else made it. */
export const cmsOf = (content: Uint8Array, certificate: TokenCertificate): Uint8Array =>
  canonicalBytes({ content: hex(content), certificate: hex(certificate.der), signature: hex(signatureOf(content)) })

export interface FakeToken extends Token {
  certificates: readonly TokenCertificate[]
  /** What the next signatures come to. */
  fault: TokenFault | undefined
  /** Runs while the token signs: it takes seconds. */
  meanwhile: () => void
  readonly tickets: (string | undefined)[]
  /** Of every signature asked for: how long its login was to be kept. */
  readonly keptFor: (number | undefined)[]
  login: TokenInfo['login']
  diagnosis: TokenDiagnosis
}

export function createFakeToken(): FakeToken {
  const token: FakeToken = {
    certificates: [],
    fault: undefined,
    meanwhile: () => {},
    tickets: [],
    keptFor: [],
    login: 'none',
    list: () =>
      Promise.resolve(
        ok([
          {
            tokenId: 'slot-1',
            kind: 'pkcs11' as const,
            label: 'Kaztoken',
            manufacturer: 'Aktiv',
            model: 'EDS',
            serialNumber: '1',
            pinState: 'ok' as const,
            login: token.login,
            certificates: token.certificates,
          },
        ]),
      ),
    find: (certificateId) => {
      const found = token.certificates.find((certificate) => certificate.certificateId === certificateId)
      return Promise.resolve(found === undefined ? err(fault('token/certificateMissing', 'act')) : ok(found))
    },
    sign: ({ ticket, keepFor, toBeSigned }) => {
      token.tickets.push(ticket)
      token.keptFor.push(keepFor)
      if (ticket === undefined && token.login === 'none') return Promise.resolve(err(fault('token/noPin', 'retry')))
      token.login = (keepFor === undefined && ticket !== undefined) || token.fault !== undefined ? 'none' : 'kept'
      token.meanwhile()
      return Promise.resolve(token.fault === undefined ? ok(signatureOf(toBeSigned)) : err(token.fault))
    },
    diagnosis: { modules: [], service: { state: 'running', milliseconds: 0 }, readers: [], slots: [], otherTokens: 1 },
    diagnose: () => Promise.resolve(ok(token.diagnosis)),
    endLogins: () => {
      token.login = 'none'
      return Promise.resolve()
    },
    onDidChange: () => () => {},
  }
  return token
}
