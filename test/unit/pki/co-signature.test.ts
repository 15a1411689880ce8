import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childAt, parseAsn1, rawOf } from '#pki/asn1.ts'
import type { Authority } from '#pki/authority.ts'
import { verifyCades, verifySignatures } from '#pki/cades-verify.ts'
import { prepareCoSignature } from '#pki/co-signature.ts'
import { addValidationData } from '#pki/validation-data.ts'
import {
  certificatePem,
  content,
  flipped,
  newSigner,
  newTestAuthority,
  now,
  openWorkshop,
  placeOf,
  saysGood,
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
let operator: TestSigner
let head: TestSigner
let second: TestSigner
beforeAll(async () => {
  authority = await newTestAuthority()
  ;[operator, head, second] = await Promise.all([
    newSigner(authority, {}, 'EC'),
    newSigner(authority, { role: 'head', subject: { surname: 'ҚАСЫМОВА', givenName: 'ГҮЛНАР', iin: '850505400028', bin: '000140000012' } }),
    newSigner(authority, { role: 'signatory' }, 'EC'),
  ])
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('content', content)
})

const coSigned = (cms: Uint8Array, by: TestSigner, detachedContent?: Uint8Array): Uint8Array => {
  const prepared = prepareCoSignature({
    cms,
    certificate: by.certificate,
    chain: [authority.issuing.certificate],
    signingTime: now.toISOString(),
    keyType: by.keyType,
    ...(detachedContent === undefined ? {} : { detachedContent }),
  })
  if (!prepared.ok) throw new Error(prepared.error.tag)
  return prepared.value.finish(by.sign(prepared.value.toBeSigned))
}
const verifyAll = async (cms: Uint8Array, detachedContent?: Uint8Array) =>
  (
    await verifySignatures({
      cms,
      trust: trustOf(authority),
      at: now.toISOString(),
      revocationOf: saysGood,
      ...(detachedContent === undefined ? {} : { detachedContent }),
    })
  )?.signers
const rolesOf = (signers: Awaited<ReturnType<typeof verifyAll>>) =>
  signers?.map(({ signer, problems, level }) => `${signer?.role} ${level} ${problems.join()}`.trim()).toSorted()
const openssl = (cms: Uint8Array, ...more: readonly string[]) =>
  workshop.accepts(
    ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', workshop.write('co.cms', cms)],
    ...['-CAfile', 'root.pem', '-out', 'out', ...more],
  )

/** DER of the only SignerInfo. */
function signerInfoIn(cms: Uint8Array): Uint8Array {
  const node = childAt(parseAsn1(cms), 1, 0, -1, 0)
  if (node === undefined) throw new Error('no signer')
  return rawOf(node)
}

describe('a signature of several', () => {
  test('operator, head and a third: each is verified, by us and by OpenSSL', async () => {
    const cms = coSigned(coSigned(signContent(authority, operator), head), second)
    expect(openssl(cms)).toBe(true)
    expect(rolesOf(await verifyAll(cms))).toEqual(['employee CAdES-B-B', 'head CAdES-B-B', 'signatory CAdES-B-B'])
    const printed = workshop.openssl('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', 'co.cms')
    expect(printed.match(/\bsignedAttrs:/g)).toHaveLength(3)
  })

  test('the first one stays byte for byte, with its stamp', () => {
    const first = stampedBy(authority, signContent(authority, operator))
    const both = coSigned(first, head)
    expect(placeOf(both, signerInfoIn(first))).toBeGreaterThan(0)
    expect(placeOf(both, content)).toBeGreaterThan(0)
  })

  test('detached: with its content, and with no other', async () => {
    const cms = coSigned(signContent(authority, operator, { detached: true }), head, content)
    expect(openssl(cms, '-content', 'content')).toBe(true)
    expect(rolesOf(await verifyAll(cms, content))).toEqual(['employee CAdES-B-B', 'head CAdES-B-B'])
    expect(rolesOf(await verifyAll(cms, Buffer.from('other')))).toEqual([
      'employee CAdES-B-B contentAltered',
      'head CAdES-B-B contentAltered',
    ])
    const prepared = prepareCoSignature({ cms, certificate: second.certificate, signingTime: now.toISOString(), keyType: 'EC' })
    expect(prepared).toMatchObject({ ok: false, error: { tag: 'cades/noContent' } })
  })

  test('one broken signature does not touch the report of the other', async () => {
    const cms = coSigned(signContent(authority, operator), head)
    const [one = new Uint8Array()] = signatureValues(cms)
    const broken = flipped(cms, placeOf(cms, one) + one.length - 3)
    expect(openssl(broken)).toBe(false)
    const reports = await verifyAll(broken)
    expect(reports?.map(({ accepted }) => accepted).toSorted()).toEqual([false, true])
    expect(reports?.find(({ accepted }) => !accepted)?.problems).toEqual(['signatureBroken'])
  })

  test('each can be stamped and made long-lived by itself', async () => {
    const both = coSigned(signContent(authority, operator), head)
    const ofHead = signatureValues(both).find((value) => value.length === 256)
    const stamped = stampedBy(authority, both, now, ofHead)
    expect(openssl(stamped)).toBe(true)
    expect(rolesOf(await verifyAll(stamped))).toEqual(['employee CAdES-B-B', 'head CAdES-B-T'])
    const longer = addValidationData(stamped, ofHead ?? new Uint8Array(), validationDataFor(authority, head, now))
    expect(longer.ok && openssl(longer.value)).toBe(true)
    expect(rolesOf(longer.ok ? await verifyAll(longer.value) : undefined)).toEqual(['employee CAdES-B-B', 'head CAdES-B-LT'])
  })

  test('where one signer is expected, several are refused', async () => {
    const cms = coSigned(signContent(authority, operator), head)
    const { report } = await verifyCades({ cms, trust: trustOf(authority), at: now.toISOString(), revocationOf: saysGood })
    expect(report).toMatchObject({ accepted: false, problems: ['severalSigners'] })
  })

  test('nothing is added to what is no signature', () => {
    const request = { certificate: head.certificate, signingTime: now.toISOString(), keyType: 'RSA' } as const
    expect(prepareCoSignature({ ...request, cms: Uint8Array.of(1, 2, 3) })).toMatchObject({ ok: false, error: { tag: 'cades/malformed' } })
  })
})
