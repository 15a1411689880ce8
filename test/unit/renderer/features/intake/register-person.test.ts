import { describe, expect, it } from 'vitest'
import { TypedPerson } from '#core/domain/intake-draft.ts'
import { RegisteredPerson } from '#core/domain/person.ts'
import { differencesOf, hasDifference } from '#renderer/features/intake/steps/applicant/differences.ts'
import { editPerson, emptyFilled, personDifferences, takePerson } from '#renderer/features/intake/steps/applicant/register-person.ts'
import { checkDigitOf } from '#core/domain/iin.ts'

const iinOf = (eleven: string): string => `${eleven}${checkDigitOf(eleven)}`
const iin = iinOf('90030545012')
const otherIin = iinOf('85071230011')
const person = RegisteredPerson.parse({
  iin,
  name: { surname: 'Әбдірахманова', givenName: 'Гүлнәр', patronymic: 'Серікқызы' },
  birthDate: '1990-03-05',
  sex: 'female',
  address: { kk: 'Өскемен қ., Қазақстан к-сі, 12', ru: 'г. Усть-Каменогорск, ул. Казахстан, 12' },
  identityDocument: { kind: 'idCard', number: '045123456', issuedAt: '2020-01-10', expiresAt: '2030-01-09' },
})
const evidence = { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: '2026-11-20T05:00:00.000Z', reference: 'r-1' } as const
const declared = { outcome: 'declared', register: 'ЖТ МДҚ', declaredAt: '2026-11-20T05:00:00.000Z', why: 'unavailable' } as const
const answer = { person, evidence }
const typed = TypedPerson.parse({ iin })
const taken = takePerson(typed, answer, 'kk')

describe('differences', () => {
  it('does not mind case, ё, spaces at the ends and between', () => {
    expect(
      hasDifference(
        differencesOf([
          ['surname', ' ӘБДІРАХМАНОВА ', 'Әбдірахманова'],
          ['givenName', 'Артём', 'Артем'],
          ['address', 'а  б', 'а б'],
        ]),
      ),
    ).toBe(false)
  })

  it('marks another letter, also Latin і for Cyrillic, and an empty field', () => {
    expect(
      differencesOf([
        ['surname', 'Әбд\u0069рахманова', 'Әбдірахманова'],
        ['givenName', '', 'Гүлнәр'],
        ['sex', 'female', 'female'],
      ]).map(({ differs }) => differs),
    ).toEqual([true, true, false])
  })
})

describe('the register’s person beside the typed one', () => {
  it('fills what is still empty and leaves what was typed', () => {
    expect(emptyFilled({ ...typed, surname: 'Абдрахманова', sex: 'male' }, answer, 'kk')).toEqual({
      givenName: 'Гүлнәр',
      patronymic: 'Серікқызы',
      identityDocument: { number: '045123456', issuedAt: '2020-01-10' },
      birthDate: '1990-03-05',
      address: 'Өскемен қ., Қазақстан к-сі, 12',
    })
    expect(emptyFilled(typed, { ...answer, person: { ...person, diedAt: '2020-01-01' } }, 'kk')).toEqual({})
  })

  it('takes over what the register knows, in the case’s language, and leaves phone and e-mail', () => {
    expect(takePerson({ ...typed, phone: '+77051234567', surname: 'Абдрахманова' }, answer, 'ru')).toEqual({
      ...typed,
      surname: 'Әбдірахманова',
      givenName: 'Гүлнәр',
      patronymic: 'Серікқызы',
      birthDate: '1990-03-05',
      sex: 'female',
      address: 'г. Усть-Каменогорск, ул. Казахстан, 12',
      phone: '+77051234567',
      identityDocument: { number: '045123456', issuedAt: '2020-01-10' },
      evidence,
    })
    expect(hasDifference(personDifferences(taken, person, 'kk'))).toBe(false)
  })

  it('gives the evidence as soon as what is typed is the same, and takes it away when it is not', () => {
    const { evidence: _evidence, ...bare } = taken
    expect(editPerson(bare, { surname: 'Әбдірахманова' }, answer, 'kk').evidence).toEqual(evidence)
    expect(editPerson(taken, { surname: 'Басқа' }, answer, 'kk').evidence).toBeUndefined()
  })

  it('lets the address and the phone differ', () => {
    expect(editPerson(taken, { address: 'Семей қ.', phone: '+77051234567' }, answer, 'kk').evidence).toEqual(evidence)
  })

  it('never confirms a person who has died', () => {
    expect(editPerson(taken, {}, { person: { ...person, diedAt: '2025-01-01' }, evidence }, 'kk').evidence).toBeUndefined()
  })

  it('drops any evidence with the IIN it was for', () => {
    expect(editPerson(taken, { iin: otherIin }, answer, 'kk').evidence).toBeUndefined()
    expect(editPerson({ ...taken, evidence: declared }, { iin: otherIin }, undefined, 'kk').evidence).toBeUndefined()
  })

  it('keeps a declaration while the rest is typed, and a confirmation from before only while the person stays the same', () => {
    expect(editPerson({ ...taken, evidence: declared }, { surname: 'Басқа' }, undefined, 'kk').evidence).toEqual(declared)
    expect(editPerson(taken, { phone: '+77050000000' }, undefined, 'kk').evidence).toEqual(evidence)
    expect(editPerson(taken, { birthDate: '1991-03-05' }, undefined, 'kk').evidence).toBeUndefined()
  })
})
