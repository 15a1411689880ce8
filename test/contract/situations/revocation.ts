import type { RequestListener } from 'node:http'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import { issueCrl } from '#pki/crl.ts'
import { answerOcsp, type OcspResponder } from '#pki/ocsp-answer.ts'
import { startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'
import { inDays, newSigner, newTestAuthority, now } from '#test/unit/pki/fixture.ts'
import type { Said, Situation } from './situation.ts'

const authority = await newTestAuthority()
const stranger = await newTestAuthority()
const signer = await newSigner(authority, {}, 'EC')

const send =
  (type: string, body: Uint8Array, status = 200): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body)
const away: RequestListener = (request) => void request.socket.destroy()
const portal = send('text/html', Buffer.from('<html>Wi-Fi'))

const ocsp =
  (over: Partial<OcspResponder> = {}, request?: Uint8Array) =>
  (asked: Uint8Array): RequestListener =>
    send(
      'application/ocsp-response',
      answerOcsp(request ?? asked, {
        issuer: authority.issuing.certificate,
        responder: authority.ocsp,
        lookup: () => ({ state: 'good' }),
        now,
        ...over,
      }),
    )
const listUntil = (nextUpdate: string, by = authority): RequestListener =>
  send('application/pkix-crl', issueCrl(by.issuing, { number: 1, thisUpdate: inDays(-0.9), nextUpdate, revoked: [] }))

interface Services {
  readonly ocsp: (asked: Uint8Array) => RequestListener
  readonly list: RequestListener
}

/** What cannot be said of a certificate, and why. */
async function unknownFor(services: Services): Promise<Said> {
  const server = await startMisbehavingServer((request, response) => {
    const asked = server.requests.at(-1)?.body ?? new Uint8Array()
    const answer = request.url === '/ca/ocsp' ? services.ocsp(asked) : services.list
    answer(request, response)
  })
  try {
    const signing = createSignatureFormat({
      trustedRoots: [authority.root.certificate],
      intermediates: [authority.issuing.certificate],
      baseUrl: server.url,
      crlCache: { get: () => undefined, set: () => {} },
      clock: { now: () => now.getTime(), instant: () => now.toISOString(), after: () => () => {} },
    })
    const revocation = await signing.revocationOf(signer.certificate)
    if (revocation.state !== 'unknown') throw new Error(`it could be said: ${revocation.state}`)
    return { unknown: revocation.why }
  } finally {
    await server.close()
  }
}
const nothing = { ocsp: () => away, list: away }
const situation = (name: string, told: string, services: Partial<Services>): Situation => ({
  area: 'revocation',
  name,
  told,
  happen: () => unknownFor({ ...nothing, ...services }),
})

/** "Cannot say" is never "good" and never "revoked". */
export const revocationSituations: readonly Situation[] = [
  situation('neither OCSP nor the list can be reached', 'noAnswer', {}),
  situation('a Wi-Fi portal answers for both with its page', 'noAnswer', { ocsp: () => portal, list: portal }),
  situation('both say that they are overloaded', 'noAnswer', {
    ocsp: () => send('application/ocsp-response', new Uint8Array(), 503),
    list: send('application/pkix-crl', new Uint8Array(), 503),
  }),
  situation('OCSP sends garbage of the right type', 'badAnswer', { ocsp: () => send('application/ocsp-response', Buffer.from('жауап')) }),
  situation('OCSP’s answer is signed by somebody else', 'badAnswer', { ocsp: ocsp({ responder: stranger.ocsp }) }),
  situation('an old OCSP answer is played again', 'badAnswer', {
    ocsp: () => ocsp()(new Uint8Array()),
  }),
  situation('OCSP’s answer is of yesterday', 'stale', { ocsp: ocsp({ now: new Date(now.getTime() - 86_400_000) }) }),
  situation('the list ran out and there is no newer one', 'stale', { list: listUntil(inDays(-0.1)) }),
  situation('the list is of another authority', 'badAnswer', { list: listUntil(inDays(1), stranger) }),
  situation('the list is garbage of the right type', 'badAnswer', { list: send('application/pkix-crl', new Uint8Array(100)) }),
]
