import { describe, expect, it } from 'vitest'
import type { CertificateChoice, TokenChoice, UnfitReason } from '#core/contract/views.ts'
import { ContentHash } from '#core/domain/ids.ts'
import { chosenOf, isStillOpen, orderCertificates } from '#renderer/features/signing/certificate-order.ts'

const certificate = (certificateId: string, daysLeft: number, reasons: UnfitReason[] = []): CertificateChoice => ({
  certificateId,
  asksEachTime: false,
  daysLeft,
  reasons,
  fits: reasons.length === 0,
  summary: {
    fingerprint: ContentHash.parse('0'.repeat(64)),
    serial: '1',
    commonName: 'АХМЕТОВА АЙГҮЛ',
    issuer: 'ҰКО',
    role: 'employee',
    forSignature: true,
    forAuthentication: true,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
  },
})
const token = (tokenId: string, certificates: CertificateChoice[], pinState: TokenChoice['pinState'] = 'ok'): TokenChoice => ({
  tokenId,
  label: tokenId,
  kind: 'pkcs11',
  manufacturer: 'KAZTOKEN',
  pinState,
  login: 'none',
  certificates,
})
const ids = (candidates: readonly { readonly choice: CertificateChoice }[]) => candidates.map(({ choice }) => choice.certificateId)

describe('a token that is still logged in', () => {
  it('signs without a PIN, save with a key that asks each time', () => {
    const choice = certificate('c', 12)
    const open = { ...token('A', [choice]), login: 'kept' as const }
    expect(isStillOpen({ token: open, choice })).toBe(true)
    expect(isStillOpen({ token: open, choice: { ...choice, asksEachTime: true } })).toBe(false)
    expect(isStillOpen({ token: token('A', [choice]), choice })).toBe(false)
  })
})

describe('the order of certificates', () => {
  it('puts those that fit first, the longest valid before, and the least unfit of the others before', () => {
    const ordered = orderCertificates([
      token('A', [certificate('old', -3, ['expired', 'otherPerson']), certificate('short', 12)]),
      token('B', [certificate('long', 300), certificate('other', 90, ['otherPerson'])]),
    ])
    expect({ fitting: ids(ordered.fitting), others: ids(ordered.others) }).toEqual({ fitting: ['long', 'short'], others: ['other', 'old'] })
  })

  it('puts a locked token after those that can sign', () => {
    expect(
      ids(orderCertificates([token('A', [certificate('locked', 300)], 'locked'), token('B', [certificate('open', 5)])]).fitting),
    ).toEqual(['open', 'locked'])
  })
})

describe('the chosen certificate', () => {
  const two = orderCertificates([token('A', [certificate('one', 10), certificate('two', 20), certificate('bad', 30, ['revoked'])])])
  const one = orderCertificates([token('A', [certificate('one', 10), certificate('bad', 30, ['revoked'])])])

  it('is the only one that fits, without choosing', () => {
    expect(chosenOf(one, undefined)?.choice.certificateId).toBe('one')
    expect(chosenOf(two, undefined)).toBeUndefined()
  })

  it('stays chosen while it is there, and is forgotten with its token', () => {
    expect(chosenOf(two, 'one')?.choice.certificateId).toBe('one')
    expect(chosenOf(two, 'gone')).toBeUndefined()
    expect(chosenOf(orderCertificates([]), 'one')).toBeUndefined()
  })

  it('is never one that does not fit', () => {
    expect(chosenOf(two, 'bad')).toBeUndefined()
  })
})
