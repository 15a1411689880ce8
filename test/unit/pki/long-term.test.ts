import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { verifyCades, verifySignatures, type VerifyCades } from '#pki/cades-verify.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { addValidationData, type ValidationData } from '#pki/validation-data.ts'
import {
  certificatePem,
  content,
  crlOf,
  inDays,
  newSigner,
  newTestAuthority,
  now,
  ocspOf,
  openWorkshop,
  placeOf,
  revokedEntry,
  signatureValues,
  signContent,
  stampedBy,
  type TestSigner,
  trustOf,
  validationDataFor,
} from './fixture.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let stranger: Authority
let signer: TestSigner
let stamped: Uint8Array
/** The time stamp's own time. */
const proved = new Date(Math.floor(now.getTime() / 1000) * 1000)
const after = (seconds: number) => new Date(proved.getTime() + seconds * 1000)
beforeAll(async () => {
  ;[authority, stranger] = await Promise.all([newTestAuthority(), newTestAuthority()])
  signer = await newSigner(authority, { notAfter: inDays(30) }, 'EC')
  stamped = stampedBy(authority, signContent(authority, signer))
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('content', content)
})

const extended = (data: ValidationData, cms = stamped): Uint8Array => {
  const [value = new Uint8Array()] = signatureValues(cms)
  const longer = addValidationData(cms, value, data)
  if (!longer.ok) throw new Error(longer.error.tag)
  return longer.value
}
const whole = (): ValidationData => validationDataFor(authority, signer, proved)
/** Nobody is there to be asked. */
const offline: VerifyCades['revocationOf'] = () => Promise.resolve({ state: 'unknown', why: 'noAnswer' })
const verify = async (cms: Uint8Array, more: Partial<VerifyCades> = {}) =>
  (await verifyCades({ cms, trust: trustOf(authority), at: now.toISOString(), revocationOf: offline, ...more })).report
const openssl = (cms: Uint8Array, ...more: readonly string[]) =>
  workshop.accepts(
    ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', workshop.write('lt.cms', cms)],
    ...['-CAfile', 'root.pem', '-out', 'out', ...more],
  )

describe('CAdES-B-LT', () => {
  test('is told where everything is inside, and verifies without anybody to ask', async () => {
    const cms = extended(whole())
    expect(openssl(cms)).toBe(true)
    expect(await verify(cms)).toMatchObject({
      accepted: true,
      level: 'CAdES-B-LT',
      timeStamp: proved.toISOString(),
      revocation: { state: 'good', source: 'ocsp', embedded: true, producedAt: proved.toISOString() },
    })
  })

  test('still verifies years later, when certificate, answers and lists have run out', async () => {
    expect(await verify(extended(whole()), { at: inDays(3_000) })).toMatchObject({ accepted: true, level: 'CAdES-B-LT' })
    expect(await verify(signContent(authority, signer), { at: inDays(3_000) })).toMatchObject({ accepted: false, problems: ['expired'] })
  })

  test('changes nothing that was there', () => {
    const plain = signContent(authority, signer)
    const [before, then] = [readSignedData(plain), readSignedData(extended(whole(), stampedBy(authority, plain)))]
    const signed = (parts: typeof before) => parts?.signers.map(({ unsignedAttributes: _added, signedAttributes: _nodes, ...kept }) => kept)
    expect(signed(then)).toEqual(signed(before))
    expect([then?.content, then?.certificates]).toEqual([before?.content, before?.certificates])
  })

  test('holds the attributes that TS 101 733 names, each once and in DER', () => {
    workshop.write('lt.cms', extended(whole()))
    const printed = workshop.openssl('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', 'lt.cms')
    const names = [...printed.matchAll(/object: (id-smime-aa-\S+|\S+) \(1\.2\.840\.113549\.1\.9\.16\.2\.(\d+)\)/g)].map((match) => match[2])
    expect(names.toSorted()).toEqual(['14', '23', '24', '47'])
    const shape = workshop.openssl('asn1parse', '-inform', 'DER', '-in', 'lt.cms', '-i')
    // RevocationValues: crlVals [0] before ocspVals [1], both explicit.
    expect(shape).toMatch(/id-smime-aa-ets-revocationValues[\s\S]*?cont \[ 0 \][\s\S]*?cont \[ 1 \]/)
  })

  test('with lists instead of OCSP, OpenSSL checks revocation of the whole chain from the signature alone', async () => {
    const lists: ValidationData = { ...whole(), crls: [crlOf(authority.root, proved), crlOf(authority.issuing, proved)], ocspResponses: [] }
    const cms = extended(lists)
    expect(openssl(cms, '-crl_check_all')).toBe(true)
    expect(await verify(cms)).toMatchObject({ accepted: true, level: 'CAdES-B-LT', revocation: { source: 'crl', embedded: true } })
    const revoked = {
      ...lists,
      crls: [crlOf(authority.root, proved), crlOf(authority.issuing, proved, [revokedEntry(signer.certificate, inDays(-0.2))])],
    }
    expect(openssl(extended(revoked), '-crl_check_all')).toBe(false)
    expect(await verify(extended(revoked))).toMatchObject({ accepted: false, problems: ['revoked'], revocation: { embedded: true } })
    expect(openssl(stamped, '-crl_check_all')).toBe(false)
  })

  test('detached', async () => {
    const detached = extended(whole(), stampedBy(authority, signContent(authority, signer, { detached: true })))
    // OpenSSL's own words for it.
    expect(openssl(detached, '-content', 'content')).toBe(true)
    expect(openssl(detached, '-content', workshop.write('other', 'other'))).toBe(false)
    // The stamp is of another signature value: the whole data is made anew for it.
    expect(await verify(detached, { detachedContent: content })).toMatchObject({ accepted: true, level: 'CAdES-B-LT' })
    expect((await verify(detached, { detachedContent: Buffer.from('other') })).problems).toEqual(['contentAltered'])
  })
})

describe('what is inside must cover everything', () => {
  const missing: readonly (readonly [string, (data: ValidationData) => ValidationData])[] = [
    ['the answer about the signer', (data) => ({ ...data, ocspResponses: data.ocspResponses.slice(1) })],
    ['the answer about the time stamping authority', (data) => ({ ...data, ocspResponses: data.ocspResponses.slice(0, 1) })],
    ['the list of the root', (data) => ({ ...data, crls: [] })],
    [
      'an answer from after the stamp',
      (data) => ({ ...data, ocspResponses: [ocspOf(authority, signer.certificate, after(-1)), ...data.ocspResponses.slice(1)] }),
    ],
    [
      'an answer of the right responder',
      (data) => ({
        ...data,
        ocspResponses: [ocspOf({ ...authority, ocsp: stranger.ocsp }, signer.certificate, proved), ...data.ocspResponses.slice(1)],
      }),
    ],
    [
      'an answer that is not from the future',
      (data) => ({ ...data, ocspResponses: [ocspOf(authority, signer.certificate, after(3_600)), ...data.ocspResponses.slice(1)] }),
    ],
    ['a list that was current', (data) => ({ ...data, crls: [crlOf(authority.root, after(-2 * 86_400))] })],
    ['a list of the right authority', (data) => ({ ...data, crls: [crlOf(stranger.root, proved)] })],
  ]
  test.each(missing)('without %s it is B-T, and "cannot say" stays that', async (_what, change) => {
    const cms = extended(change(whole()))
    const report = await verify(cms)
    expect(report).toMatchObject({ accepted: true, level: 'CAdES-B-T' })
    const all = await verifySignatures({ cms, trust: trustOf(authority), at: now.toISOString(), revocationOf: offline })
    expect(all?.verdict).toBe('uncertain')
    const links = all?.signers.flatMap(({ chain, stamp }) => [...chain, ...(stamp?.chain ?? [])]) ?? []
    expect(links.filter(({ revocation }) => revocation?.state === 'unknown').length).toBeGreaterThan(0)
  })

  test('an answer from minutes after the stamp serves as well', async () => {
    const data = {
      ...whole(),
      ocspResponses: [ocspOf(authority, signer.certificate, after(60)), ocspOf(authority, authority.timestamp.certificate, after(60))],
    }
    expect((await verify(extended(data))).level).toBe('CAdES-B-LT')
  })

  test('without a time stamp nothing that is inside proves a time', async () => {
    const cms = extended(whole(), signContent(authority, signer))
    expect(await verify(cms)).toMatchObject({ level: 'CAdES-B-B', revocation: { state: 'unknown' } })
  })

  test('a revocation after the proved time leaves the signature good, one before does not', async () => {
    const told = (revokedAt: string) => ({
      ...whole(),
      ocspResponses: [
        ocspOf(authority, signer.certificate, after(60), { state: 'revoked', revokedAt }),
        ocspOf(authority, authority.timestamp.certificate, after(60)),
      ],
    })
    expect(await verify(extended(told(after(30).toISOString())))).toMatchObject({
      accepted: true,
      level: 'CAdES-B-LT',
      revocation: { state: 'revoked' },
    })
    expect(await verify(extended(told(after(-30).toISOString())))).toMatchObject({ accepted: false, problems: ['revoked'] })
  })

  test('a revoked time stamping authority proves nothing, and is told', async () => {
    const status = { state: 'revoked', revokedAt: after(-30).toISOString() } as const
    const data = {
      ...whole(),
      ocspResponses: [ocspOf(authority, signer.certificate, proved), ocspOf(authority, authority.timestamp.certificate, proved, status)],
    }
    const all = await verifySignatures({ cms: extended(data), trust: trustOf(authority), at: now.toISOString(), revocationOf: offline })
    expect(all?.signers).toMatchObject([{ level: 'CAdES-B-B', stampProblems: ['revoked'] }])
    expect(all?.signers[0]?.timeStamp).toBeUndefined()
  })

  test('what is inside is asked of nobody', async () => {
    const asked: string[] = []
    const noting: VerifyCades['revocationOf'] = (certificate) => {
      asked.push(Buffer.from(certificate).toString('base64'))
      return Promise.resolve({ state: 'unknown', why: 'noAnswer' })
    }
    await verify(extended(whole()), { revocationOf: noting })
    expect(asked).toEqual([])
  })

  test('one octet of an embedded answer changed, and it does not count', async () => {
    const data = whole()
    const cms = extended(data)
    const [answer = new Uint8Array()] = data.ocspResponses
    const place = placeOf(cms, answer.subarray(-40))
    const broken = Uint8Array.from(cms)
    broken[place + 20] = (broken[place + 20] ?? 0) ^ 1
    expect((await verify(broken)).level).not.toBe('CAdES-B-LT')
  })
})
