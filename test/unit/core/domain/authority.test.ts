import { describe, expect, it } from 'vitest'
import { problemsOf, type RegisteredAuthority } from '#core/domain/authority.ts'
import type { ServiceId } from '#core/domain/ids.ts'
import { iinNumber } from '#test/builders/case-log.ts'

const authority: RegisteredAuthority = {
  number: 'БНАЖ-1',
  notary: 'Нотариус',
  issuedAt: '2026-01-10',
  expiresAt: '2027-01-10',
  principal: iinNumber(1),
  representative: iinNumber(3),
  representativeName: { surname: 'Ахметова', givenName: 'Дана' },
  scope: ['unemployed-cert'],
}
const use = { serviceId: 'unemployed-cert' as ServiceId, principal: iinNumber(1), representative: iinNumber(3), today: '2026-11-20' }

describe('problemsOf', () => {
  it.each<[string, Partial<RegisteredAuthority>, readonly string[]]>([
    ['a paper that serves', {}, []],
    ['a general one', { scope: 'all' }, []],
    ['its first and its last day', { issuedAt: '2026-11-20', expiresAt: '2026-11-20' }, []],
    ['the day after its last', { expiresAt: '2026-11-19' }, ['expired']],
    ['the day before its first', { issuedAt: '2026-11-21' }, ['notYetValid']],
    ['revoked today', { revokedAt: '2026-11-20' }, ['revoked']],
    ['revoked from tomorrow', { revokedAt: '2026-11-21' }, []],
    ['for other services', { scope: [] }, ['wrongScope']],
    [
      'everything at once',
      { revokedAt: '2026-02-01', expiresAt: '2026-03-01', scope: ['x'], principal: iinNumber(5), representative: iinNumber(6) },
      ['revoked', 'expired', 'wrongScope', 'wrongPrincipal', 'wrongRepresentative'],
    ],
  ])('%s', (_what, over, problems) => {
    expect(problemsOf({ ...authority, ...over }, use)).toEqual(problems)
  })
})
