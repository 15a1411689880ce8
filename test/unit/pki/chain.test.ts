import { beforeAll, describe, expect, test } from 'vitest'
import { type Authority, newEcKey } from '#pki/authority.ts'
import { findChain } from '#pki/chain.ts'
import { sequence } from '#pki/der.ts'
import { distinguishedName } from '#pki/distinguished-name.ts'
import { basicConstraints, extension, keyUsageExtension } from '#pki/extensions.ts'
import { parseCertificate, type ParsedCertificate } from '#pki/parsed-certificate.ts'
import { signCertificate } from '#pki/sign-certificate.ts'
import { inDays, newTestAuthority, now, trustOf } from './fixture.ts'

let authority: Authority
beforeAll(async () => {
  authority = await newTestAuthority()
})

const parsed = (der: Uint8Array): ParsedCertificate => {
  const certificate = parseCertificate(der)
  if (certificate === undefined) throw new Error('not a certificate')
  return certificate
}

/** An authority below another with these extensions, and a leaf below it. */
const below = async (
  issuer: { readonly certificate: Uint8Array; readonly privateKey: Uint8Array },
  extensions: readonly Uint8Array[],
  notAfter = inDays(10),
) => {
  const above = parsed(issuer.certificate)
  const [key, leafKey] = [await newEcKey(), await newEcKey()]
  const name = distinguishedName([['commonName', 'Y']])
  const shared = { notBefore: new Date(inDays(-0.5)), notAfter: new Date(notAfter) }
  const middle = signCertificate(
    { ...shared, issuer: above.subject, issuerSpki: above.spki, subject: name, spki: key.spki, extensions },
    issuer.privateKey,
  )
  const leaf = signCertificate(
    {
      ...shared,
      notAfter: new Date(inDays(10)),
      issuer: name,
      issuerSpki: key.spki,
      subject: distinguishedName([['commonName', 'Z']]),
      spki: leafKey.spki,
      extensions: [],
    },
    key.privateKey,
  )
  return { middle: parsed(middle), leaf: parsed(leaf), key: { certificate: middle, privateKey: key.privateKey } }
}
const usage = () => keyUsageExtension(['keyCertSign', 'cRLSign'])
const found = (
  { middle, leaf }: { readonly middle: ParsedCertificate; readonly leaf: ParsedCertificate },
  more: readonly ParsedCertificate[] = [],
) => findChain(leaf, [middle, ...more], trustOf(authority), now)?.length

describe('findChain', () => {
  test('climbs from the leaf through what came along to the root', async () => {
    expect(found(await below(authority.root, [basicConstraints(undefined), usage()]))).toBe(3)
  })

  test.each([
    ['no basicConstraints', () => [usage()]],
    ['no keyCertSign', () => [basicConstraints(undefined), keyUsageExtension(['digitalSignature', 'cRLSign'])]],
    ['a critical extension that is not understood', () => [basicConstraints(undefined), usage(), extension('2.5.29.30', sequence(), true)]],
  ])('refuses an authority with %s', async (_, extensions) => {
    expect(found(await below(authority.root, extensions()))).toBeUndefined()
  })

  test('an extension that stands twice makes it no certificate', async () => {
    const twice = below(authority.root, [basicConstraints(undefined), usage(), usage()])
    await expect(twice).rejects.toThrow('not a certificate')
  })

  test('refuses an authority that has ended', async () => {
    expect(found(await below(authority.root, [basicConstraints(undefined), usage()], inDays(-0.1)))).toBeUndefined()
  })

  test('keeps to pathLenConstraint: the issuing authority may make no further authority', async () => {
    expect(
      found(await below(authority.issuing, [basicConstraints(undefined), usage()]), [parsed(authority.issuing.certificate)]),
    ).toBeUndefined()
    const allowed = await below(authority.root, [basicConstraints(1), usage()])
    expect(found(await below(allowed.key, [basicConstraints(0), usage()]), [allowed.middle])).toBe(4)
  })

  test('ends where authorities certify each other in a ring', async () => {
    const one = await below(authority.root, [basicConstraints(undefined), usage()])
    const loop = signCertificate(
      {
        issuer: one.middle.subject,
        issuerSpki: one.middle.spki,
        subject: one.middle.subject,
        spki: one.middle.spki,
        notBefore: one.middle.notBefore,
        notAfter: one.middle.notAfter,
        extensions: [basicConstraints(undefined), usage()],
      },
      one.key.privateKey,
    )
    expect(findChain(one.leaf, [parsed(loop)], trustOf(authority), now)).toBeUndefined()
    expect(findChain(one.leaf, [parsed(loop), one.middle], trustOf(authority), now)).toBeDefined()
  })
})
