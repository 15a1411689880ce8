import { describe, expect, it } from 'vitest'
import { RegisteredAuthority } from '#core/domain/authority.ts'
import { TypedRepresentative } from '#core/domain/intake-draft.ts'
import { checkDigitOf } from '#core/domain/iin.ts'
import { type AuthorityAnswer, editRepresentative, takeAuthority } from '#renderer/features/intake/steps/applicant/register-authority.ts'

const iinOf = (eleven: string): string => `${eleven}${checkDigitOf(eleven)}`
const principal = iinOf('90030545012')
const representative = iinOf('85071230011')
const authority = RegisteredAuthority.parse({
  number: '2045',
  notary: 'Қасымова Ж. Т.',
  issuedAt: '2026-02-01',
  expiresAt: '2027-02-01',
  principal,
  representative,
  representativeName: { surname: 'Сейтқали', givenName: 'Ерлан' },
  scope: 'all',
})
const evidence = { outcome: 'confirmed', register: 'БНАЖ', answeredAt: '2026-11-20T05:00:00.000Z' } as const
const declared = { outcome: 'declared', register: 'БНАЖ', declaredAt: '2026-11-20T05:00:00.000Z', why: 'unavailable' } as const
const answer: AuthorityAnswer = { authority, problems: [], evidence, askedFor: { principal, representative, number: '2045' } }
const typed = TypedRepresentative.parse({ iin: representative, notarised: true, authorityNumber: '2045' })

describe('the notaries’ register beside the typed power of attorney', () => {
  it('takes over and confirms what nothing stands against', () => {
    expect(takeAuthority(typed, principal, answer)).toEqual({
      ...typed,
      surname: 'Сейтқали',
      givenName: 'Ерлан',
      patronymic: '',
      notary: 'Қасымова Ж. Т.',
      issuedAt: '2026-02-01',
      expiresAt: '2027-02-01',
      evidence,
    })
  })

  it('gives no evidence to a revoked one', () => {
    expect(takeAuthority(typed, principal, { ...answer, problems: ['revoked'] }).evidence).toBeUndefined()
  })

  it('gives no evidence where it was asked for another principal', () => {
    expect(takeAuthority(typed, representative, answer).evidence).toBeUndefined()
  })

  it('drops the evidence when the number, the person or the confirmed data are changed', () => {
    const taken = takeAuthority(typed, principal, answer)
    const left = (patch: Partial<TypedRepresentative>, kept: AuthorityAnswer | undefined) =>
      editRepresentative(taken, patch, principal, kept).evidence
    expect([
      left({ authorityNumber: '2046' }, answer),
      left({ iin: principal }, answer),
      left({ expiresAt: '2030-01-01' }, answer),
      left({ expiresAt: '2030-01-01' }, undefined),
    ]).toEqual([undefined, undefined, undefined, undefined])
    expect([left({ phone: '+77051234567' }, answer), left({ phone: '+77051234567' }, undefined)]).toEqual([evidence, evidence])
  })

  it('keeps a declaration while the paper is typed off, not with another number', () => {
    const at = { ...typed, evidence: declared }
    expect(editRepresentative(at, { notary: 'Қасымова' }, principal, undefined).evidence).toEqual(declared)
    expect(editRepresentative(at, { authorityNumber: '9' }, principal, undefined).evidence).toBeUndefined()
  })
})
