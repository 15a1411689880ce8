import { ocspPath, timestampPath } from '#core/wire/routes.ts'
import type { FastifyInstance } from 'fastify'
import type { Authority } from '#pki/authority.ts'
import { answerOcsp, type CertificateStatus } from '#pki/ocsp-answer.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { answerTimestamp } from '#pki/timestamp.ts'
import type { CertificateStore } from '#gateway/ca/certificate-store.ts'
import { Refusal } from './problem.ts'

export const caPaths = { ocsp: ocspPath, timestamp: timestampPath, root: '/ca/root.cer', issuing: '/ca/issuing.cer' } as const

/** RFC 6960 and RFC 3161 questions are some hundred bytes. */
const bodyLimit = 64 * 1024

/** What the certification authority answers in DER: OCSP, time stamps, its certificates. The revocation list is in the table of routes. */
export function registerCa(app: FastifyInstance, authority: Authority, certificates: CertificateStore, clock: () => Date): void {
  for (const type of ['application/ocsp-request', 'application/timestamp-query']) {
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
  }
  const derOf = (body: unknown): Uint8Array => {
    if (!(body instanceof Uint8Array)) throw new Refusal('malformed')
    return new Uint8Array(body)
  }
  // The authority's own services stand in no register of staff; they are good as long as it has them.
  const ownSerials = new Set([authority.ocsp, authority.timestamp].map(({ certificate }) => parseCertificate(certificate)?.serial))
  const lookup = (serial: string): CertificateStatus => (ownSerials.has(serial) ? { state: 'good' } : certificates.statusOf(serial))
  app.post(caPaths.ocsp, async (request, reply) => {
    const responder = { issuer: authority.issuing.certificate, responder: authority.ocsp, lookup, now: clock() }
    return reply.type('application/ocsp-response').send(Buffer.from(answerOcsp(derOf(request.body), responder)))
  })
  app.post(caPaths.timestamp, async (request, reply) => {
    const answer = answerTimestamp(derOf(request.body), authority.timestamp, clock(), [authority.issuing.certificate])
    return reply.type('application/timestamp-reply').send(Buffer.from(answer))
  })
  app.get(caPaths.root, async (_request, reply) => reply.type('application/pkix-cert').send(Buffer.from(authority.root.certificate)))
  app.get(caPaths.issuing, async (_request, reply) => reply.type('application/pkix-cert').send(Buffer.from(authority.issuing.certificate)))
}
