// No PKCS#11 module at hand signs with GOST: SoftHSM of Debian is built without. A module of this test's own, as far as reading and signing ask for one.
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCertificates } from '#adapters/pkcs11/read-token.ts'
import { signOnToken } from '#adapters/pkcs11/sign-on-token.ts'
import type { TokenSlot } from '#adapters/pkcs11/token-slots.ts'
import { isSignatureValid, publicKeyOf } from '#pki/algorithms.ts'
import { createAuthority } from '#pki/authority.ts'
import { newGostKey, readGostPrivateKey } from '#pki/gost-key.ts'
import { signNumbers, toLittleEndian } from '#pki/gost-signature.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'

const vendorMechanism = 0x8e000123
const { spki, privateKey } = newGostKey()
const toBeSigned = new TextEncoder().encode('сұрау салу')
let der: Uint8Array
beforeAll(async () => {
  const day = 86_400_000
  const at = (days: number): string => new Date(Date.now() + days * day).toISOString()
  const authority = await createAuthority({ now: at(0), keyType: 'GOST' })
  const subject = { surname: 'ӘБІЛОВ', givenName: 'ЕРЛАН', iin: '900101300017', bin: '160440007161' }
  der = issueCertificate(authority, { publicKeySpki: spki, subject, role: 'employee', notBefore: at(-1), notAfter: at(30) })
})

type Shape = (r: Uint8Array, s: Uint8Array) => readonly Uint8Array[]

/** Signs digests of 64 octets by its own mechanism and writes both numbers in its own order. */
function moduleThat(shape: Shape) {
  const begun: number[] = []
  let unread: Buffer[] = []
  const api = {
    C_FindObjectsInit: () => void (unread = [Buffer.from('object')]),
    C_FindObjects: () => unread.splice(0),
    C_FindObjectsFinal: () => {},
    C_GetAttributeValue: (_session: Buffer, _object: Buffer, template: { type: number }[]) =>
      template.map(({ type }) => ({
        type,
        value: type === pkcs11js.CKA_VALUE ? Buffer.from(der) : Buffer.of(1 & Number(type === pkcs11js.CKA_ID)),
      })),
    C_SignInit: (_session: Buffer, { mechanism }: { mechanism: number }) => void begun.push(mechanism),
    C_SignAsync: (_session: Buffer, input: Buffer) => {
      const key = readGostPrivateKey(privateKey)
      if (key === undefined || input.length !== 64) throw new Error('CKR_DATA_LEN_RANGE')
      const { r, s } = signNumbers(key.curve, key.d, input)
      return Promise.resolve(Buffer.concat(shape(toLittleEndian(r, 64), toLittleEndian(s, 64))))
    },
  }
  return { api: api as unknown as PKCS11, begun }
}
const state = { slot: Buffer.of(1), session: Buffer.of(1) } as unknown as TokenSlot

describe('a GOST key on a token', () => {
  it('whose module has no mechanism for it is listed as what it is', () => {
    const { api } = moduleThat((r, s) => [r, s])
    expect(readCertificates(api, state.session, [Buffer.of(1)])).toMatchObject([
      { certificate: { keyType: 'GOST', hasPrivateKey: true, noMechanism: true } },
    ])
  })

  it.each<[string, Shape]>([
    ['r‖s, least significant octet first', (r, s) => [r, s]],
    ['r‖s, most significant octet first', (r, s) => [r.toReversed(), s.toReversed()]],
    ['s‖r, most significant octet first', (r, s) => [s.toReversed(), r.toReversed()]],
    ['s‖r, least significant octet first', (r, s) => [s, r]],
  ])("signs the Streebog digest by the vendor's mechanism; what comes as %s stands in Kazakhstan's order", async (_, shape) => {
    const { api, begun } = moduleThat(shape)
    const [stored] = readCertificates(api, state.session, [Buffer.of(1)], vendorMechanism)
    if (stored === undefined) throw new Error('not listed')
    expect(stored.certificate).not.toHaveProperty('noMechanism')
    const made = await signOnToken(api, state, stored, '4821', toBeSigned, () => {})
    if (typeof made === 'string') throw new Error(made)
    expect(begun).toEqual([vendorMechanism])
    const check = { algorithm: '1.2.398.3.10.1.1.2.3.2', key: publicKeyOf(spki), data: toBeSigned, signature: made.signature }
    expect(isSignatureValid(check)).toBe(true)
  })

  it('gives what no order makes valid as it came: verifying is the core’s', async () => {
    const { api } = moduleThat((r) => [r, r])
    const [stored] = readCertificates(api, state.session, [Buffer.of(1)], vendorMechanism)
    if (stored === undefined) throw new Error('not listed')
    const made = await signOnToken(api, state, stored, '4821', toBeSigned, () => {})
    expect(typeof made === 'object' && made.signature.length).toBe(128)
  })
})
