import { ok } from '#core/base/result.ts'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import type { CertificateUse } from '#core/domain/certificate-fitness.ts'
import type { Token, TokenCertificate } from '#core/ports/token.ts'
import { certificateToSign, listCertificates } from '#core/services/choose-certificate.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import type { CertificateStatus } from '#pki/ocsp-answer.ts'
import { answerOcsp } from '#pki/ocsp-answer.ts'
import { startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'
import { inDays, newSigner, newTestAuthority, now, subject, type TestSigner } from '#test/unit/pki/fixture.ts'
import { faultIn, type Said, type Situation } from './situation.ts'

const authority = await newTestAuthority()
const stranger = await newTestAuthority()
const at = now.toISOString()
const use: CertificateUse = { purpose: 'request', at, iin: subject.iin, bins: [subject.bin] }

const onToken = ({ certificate, keyType }: TestSigner, hasPrivateKey = true): TokenCertificate => {
  const summary = summariseCertificate(certificate)
  if (!summary.ok) throw new Error(summary.error.tag)
  return { certificateId: summary.value.fingerprint, der: certificate, summary: summary.value, keyType, hasPrivateKey, asksEachTime: false }
}

/** A token with this one certificate; it need not sign here. */
const tokenWith = (certificate: TokenCertificate): Token =>
  ({
    list: () =>
      Promise.resolve(
        ok([
          {
            tokenId: 't',
            kind: 'pkcs11',
            label: 'operator1',
            manufacturer: '',
            model: '',
            serialNumber: '1',
            pinState: 'ok',
            certificates: [certificate],
          },
        ]),
      ),
    find: () => Promise.resolve(ok(certificate)),
  }) as unknown as Token

/** A desk that trusts the authority, whose OCSP says this of every certificate. */
async function withDesk<T>(status: CertificateStatus, work: (signing: ReturnType<typeof createSignatureFormat>) => Promise<T>): Promise<T> {
  const server = await startMisbehavingServer((_request, response) => {
    const answer = answerOcsp(server.requests.at(-1)?.body ?? new Uint8Array(), {
      issuer: authority.issuing.certificate,
      responder: authority.ocsp,
      lookup: () => status,
      now,
    })
    response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answer)
  })
  try {
    return await work(
      createSignatureFormat({
        trustedRoots: [authority.root.certificate],
        intermediates: [authority.issuing.certificate],
        baseUrl: server.url,
        crlCache: { get: () => undefined, set: () => {} },
        clock: { now: () => now.getTime(), instant: () => at, after: () => () => {} },
      }),
    )
  } finally {
    await server.close()
  }
}

/** Why the list greys it, where it greys it for one reason alone. */
const greyed = (certificate: TokenCertificate, more: Partial<CertificateUse> = {}): Promise<Said> =>
  withDesk({ state: 'good' }, async (signing) => {
    const listed = await listCertificates({ token: tokenWith(certificate), signing }, { ...use, ...more })
    if (!listed.ok) return faultIn(listed)
    const [unfit, ...others] = listed.value.tokens[0]?.certificates[0]?.reasons ?? []
    if (unfit === undefined || others.length > 0) throw new Error(`not for one reason: ${[unfit, ...others].join()}`)
    return { unfit }
  })

const chosen = (certificate: TokenCertificate, status: CertificateStatus, more: Partial<CertificateUse> = {}): Promise<Said> =>
  withDesk(status, async (signing) =>
    faultIn(await certificateToSign({ token: tokenWith(certificate), signing }, certificate.certificateId, { ...use, ...more })),
  )

const fitting = await newSigner(authority)
const certificate = onToken(fitting)
const issued = async (order: Parameters<typeof newSigner>[1]) => onToken(await newSigner(authority, order))

/** What a token may hold that does not serve. */
export const certificateSituations: readonly Situation[] = [
  {
    area: 'certificate',
    name: 'the token holds the certificate, its private key is elsewhere',
    told: 'noPrivateKey',
    happen: () => greyed(onToken(fitting, false)),
  },
  {
    area: 'certificate',
    name: 'the validity is over',
    told: 'expired',
    happen: async () => greyed(await issued({ notBefore: inDays(-0.5), notAfter: inDays(-0.1) })),
  },
  {
    area: 'certificate',
    name: 'the validity has not begun',
    told: 'notYetValid',
    happen: async () => greyed(await issued({ notBefore: inDays(1) })),
  },
  {
    area: 'certificate',
    name: 'a key that may agree on keys only, not sign',
    told: 'notForSignature',
    happen: async () => greyed(await issued({ keyUsage: ['keyAgreement'] })),
  },
  {
    area: 'certificate',
    name: 'a colleague’s token',
    told: 'otherPerson',
    happen: () => greyed(certificate, { iin: '900101300017' }),
  },
  {
    area: 'certificate',
    name: 'a key of another organisation',
    told: 'otherOrganisation',
    happen: () => greyed(certificate, { bins: ['160440007161'] }),
  },
  {
    area: 'certificate',
    name: 'a key for private matters, with the organisation’s BIN but no role in it',
    told: 'wrongRole',
    happen: async () => greyed(await issued({ role: 'person' })),
  },
  {
    area: 'chain',
    name: 'a certificate of an authority that is not trusted here',
    told: 'untrusted',
    happen: async () => greyed(onToken(await newSigner(stranger))),
  },
  {
    area: 'certificate',
    name: 'chosen from a list that is no longer true: the validity ended meanwhile',
    told: 'signing/certificateUnfit',
    happen: () => chosen(certificate, { state: 'good' }, { at: inDays(366) }),
  },
  {
    area: 'revocation',
    name: 'the operator’s certificate was revoked this morning',
    told: 'signing/certificateUnfit',
    happen: () => chosen(certificate, { state: 'revoked', revokedAt: inDays(-0.1), reason: 'keyCompromise' }),
  },
]
