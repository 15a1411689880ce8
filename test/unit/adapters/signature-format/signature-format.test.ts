import { createPrivateKey, sign } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import { type CrlCache, revocationLimit } from '#adapters/signature-format/revocation-client.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import { type Authority, createAuthority, newEcKey, newRsaKey, type NewKey } from '#pki/authority.ts'
import { issueCrl } from '#pki/crl.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import { answerOcsp, type CertificateStatus } from '#pki/ocsp-answer.ts'
import { type MisbehavingServer, startMisbehavingServer } from '#test/fakes/misbehaving-server.ts'

const iin = '900101300017'
const start = Date.now()
const instant = (offset: number) => new Date(start + offset).toISOString()
const day = 86_400_000

let authority: Authority
let stranger: Authority
let rsa: NewKey
let ec: NewKey
const certificateFor = (key: NewKey, by = authority): Uint8Array =>
  issueCertificate(by, {
    publicKeySpki: key.spki,
    subject: { surname: 'Әбілов', givenName: 'Ерлан', iin, bin: '160440007161' },
    role: 'employee',
    notBefore: instant(-day),
    notAfter: instant(30 * day),
  })
beforeAll(async () => {
  ;[authority, stranger, rsa, ec] = await Promise.all([
    createAuthority({ now: instant(0) }),
    createAuthority({ now: instant(0) }),
    newRsaKey(),
    newEcKey(),
  ])
}, 60_000)

let server: MisbehavingServer
let status: CertificateStatus
let ocsp: RequestListener
let list: RequestListener
let now: number
let away: boolean
let kept: ReturnType<CrlCache['get']>
let format: SignatureFormat
const asked = (path: string) => server.requests.filter(({ url }) => url === path).length
const crl = (revokedSerials: readonly string[] = [], by = authority, nextUpdate = instant(day)) =>
  issueCrl(by.issuing, {
    number: 1,
    thisUpdate: instant(-1_000),
    nextUpdate,
    revoked: revokedSerials.map((serial) => ({ serial, revokedAt: instant(-500), reason: 'keyCompromise' as const })),
  })
const sendCrl =
  (der: Uint8Array): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/pkix-crl' }).end(der)
const down: RequestListener = (request) => void request.socket.destroy()
const silent: RequestListener = () => {}

beforeEach(async () => {
  now = start
  away = false
  kept = undefined
  status = { state: 'good' }
  list = sendCrl(crl())
  ocsp = (_request, response) => {
    const answer = answerOcsp(server.requests.at(-1)!.body, {
      issuer: authority.issuing.certificate,
      responder: authority.ocsp,
      lookup: () => status,
      now: new Date(now),
    })
    response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answer)
  }
  server = await startMisbehavingServer((request, response) =>
    request.url === '/ca/ocsp' ? ocsp(request, response) : list(request, response),
  )
  format = createSignatureFormat({
    trustedRoots: [authority.root.certificate],
    intermediates: [authority.issuing.certificate],
    baseUrl: server.url,
    crlCache: {
      get: (name) => (name === 'issuing' ? kept : undefined),
      set: (name, der, fetchedAt) => {
        if (name === 'issuing') kept = { der, fetchedAt }
      },
    },
    isAway: () => away,
    clock: { now: () => now, instant: () => new Date(now).toISOString(), after: () => () => {} },
  })
})
afterEach(() => server.close())

const content = Buffer.from('сұрау салу')
const signWith = (key: NewKey, type: 'RSA' | 'EC', certificate: Uint8Array): Uint8Array => {
  const { toBeSigned, finish } = format.prepare(content, certificate, type, instant(0))
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' })
  return finish(new Uint8Array(sign('sha256', toBeSigned, type === 'RSA' ? privateKey : { key: privateKey, dsaEncoding: 'ieee-p1363' })))
}

describe('prepare and verify', () => {
  it.each(['RSA', 'EC'] as const)('a signature made with a key elsewhere (%s) is accepted', async (type) => {
    const key = type === 'RSA' ? rsa : ec
    const { report, content: signed } = await format.verify(signWith(key, type, certificateFor(key)), instant(0), {
      iin,
      roles: ['employee'],
    })
    expect(report).toMatchObject({
      accepted: true,
      problems: [],
      level: 'CAdES-B-B',
      signer: { iin },
      revocation: { state: 'good', source: 'ocsp' },
    })
    expect(Buffer.from(signed!).toString()).toBe('сұрау салу')
  })

  it('a revoked, an unexpected and an unknown signer are not', async () => {
    const cms = signWith(rsa, 'RSA', certificateFor(rsa))
    expect((await format.verify(cms, instant(0), { iin: '850505400028' })).report).toMatchObject({
      accepted: false,
      problems: ['iinDiffers'],
    })
    status = { state: 'revoked', revokedAt: instant(-100), reason: 'keyCompromise' }
    now += 6 * 60_000
    expect((await format.verify(cms, instant(0))).report).toMatchObject({ accepted: false, problems: ['revoked'] })
    expect((await format.verify(signWith(rsa, 'RSA', certificateFor(rsa, stranger)), instant(0))).report.problems).toContain(
      'chainUntrusted',
    )
    expect((await format.verify(new Uint8Array([1, 2, 3]), instant(0))).report).toMatchObject({ accepted: false, problems: ['malformed'] })
  })

  it('trusts what leads to the root and is in force', async () => {
    const certificate = certificateFor(rsa)
    expect(await format.isTrusted(certificate, instant(0))).toEqual({ ok: true, value: undefined })
    for (const [der, at] of [
      [certificate, instant(31 * day)],
      [certificateFor(rsa, stranger), instant(0)],
      [new Uint8Array([1]), instant(0)],
    ] as const) {
      expect(await format.isTrusted(der, at)).toMatchObject({ ok: false, error: { tag: 'certificate/untrusted' } })
    }
  })
})

describe('revocationOf', () => {
  it('asks OCSP once in five minutes, also when asked twice at once', async () => {
    const certificate = certificateFor(rsa)
    const [one, two] = await Promise.all([format.revocationOf(certificate), format.revocationOf(certificate)])
    expect([one.state, two]).toEqual(['good', one])
    now += 5 * 60_000 - 1
    await format.revocationOf(certificate)
    expect([asked('/ca/ocsp'), asked('/ca/issuing.crl')]).toEqual([1, 0])
    now += 2
    status = { state: 'revoked', revokedAt: instant(0) }
    expect(await format.revocationOf(certificate)).toMatchObject({ state: 'revoked', source: 'ocsp' })
    expect(asked('/ca/ocsp')).toBe(2)
  })

  it('without OCSP takes the list, and keeps it', async () => {
    ocsp = down
    const sent = crl()
    list = sendCrl(sent)
    expect(await format.revocationOf(certificateFor(rsa))).toMatchObject({ state: 'good', source: 'crl' })
    expect(kept).toEqual({ der: sent, fetchedAt: instant(0) })
    expect(await format.revocationOf(certificateFor(rsa))).toMatchObject({ state: 'good', source: 'crl' })
    expect(asked('/ca/issuing.crl')).toBe(1)
    now += 6 * 60_000
    await format.revocationOf(certificateFor(rsa))
    expect(asked('/ca/issuing.crl')).toBe(2)
  })

  it('with nobody there goes by the kept list until it is stale, and then cannot say', async () => {
    ocsp = down
    await format.revocationOf(certificateFor(rsa))
    list = down
    now += 6 * 60_000
    expect(await format.revocationOf(certificateFor(rsa))).toMatchObject({ state: 'good', source: 'crl' })
    now = start + 2 * day
    expect(await format.revocationOf(certificateFor(rsa))).toEqual({ state: 'unknown', why: 'stale' })
  })

  it('says revoked where the list says so', async () => {
    ocsp = down
    const certificate = certificateFor(rsa)
    const { report } = await format.verify(signWith(rsa, 'RSA', certificate), instant(0))
    list = sendCrl(crl([report.signer!.serial]))
    now += 6 * 60_000
    expect(await format.revocationOf(certificate)).toMatchObject({ state: 'revoked', source: 'crl', reason: 'keyCompromise' })
  })

  it.each<[string, () => Uint8Array]>([
    ['of another authority', () => crl([], stranger)],
    ['of garbage', () => new Uint8Array(100)],
  ])('a list %s neither answers nor pushes out the kept one', async (_name, der) => {
    ocsp = down
    await format.revocationOf(certificateFor(rsa))
    const before = kept
    list = sendCrl(der())
    now += 6 * 60_000
    expect(await format.revocationOf(certificateFor(rsa))).toMatchObject({ state: 'good', source: 'crl' })
    expect(kept).toBe(before)
    kept = undefined
    expect(await format.revocationOf(certificateFor(rsa))).toEqual({ state: 'unknown', why: 'badAnswer' })
  })

  it('a portal that answers everything in HTML is no answer', async () => {
    ocsp = list = (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    expect(await format.revocationOf(certificateFor(rsa))).toEqual({ state: 'unknown', why: 'noAnswer' })
  })

  it('a network that swallows everything holds nobody longer than the limit', async () => {
    ocsp = list = silent
    const began = performance.now()
    expect(await format.revocationOf(certificateFor(rsa))).toEqual({ state: 'unknown', why: 'noAnswer' })
    expect(performance.now() - began).toBeLessThan(revocationLimit + 500)
  })

  it('a gateway that is known to be away is not asked, and the kept list still speaks', async () => {
    away = true
    expect(await format.revocationOf(certificateFor(rsa))).toEqual({ state: 'unknown', why: 'noAnswer' })
    kept = { der: crl(), fetchedAt: instant(-day / 2) }
    expect(await format.revocationOf(certificateFor(rsa))).toMatchObject({ state: 'good', source: 'crl' })
    expect(server.requests).toEqual([])
  })

  it('of a certificate that leads to no trusted root is not asked', async () => {
    expect(await format.revocationOf(certificateFor(rsa, stranger))).toEqual({ state: 'unknown', why: 'notAsked' })
    expect(server.requests).toEqual([])
  })
})
