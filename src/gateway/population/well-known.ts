import type { RegisteredAuthority } from '#core/domain/authority.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredPerson } from '#core/domain/person.ts'
import { makeIin } from './identifiers.ts'

const oskemen = (kk: string, ru: string) => ({
  kk: `Шығыс Қазақстан облысы, Өскемен қ., ${kk}`,
  ru: `Восточно-Казахстанская область, г. Усть-Каменогорск, ${ru}`,
})

interface Sketch {
  readonly sex: Sex
  readonly birthDate: DateOnly
  readonly serial: number
  readonly name: PersonName
  readonly document: RegisteredPerson['identityDocument']
  readonly address?: RegisteredPerson['address']
  readonly diedAt?: DateOnly
  readonly parents?: RegisteredPerson['parents']
}

const person = ({ sex, birthDate, serial, name, document, address, ...rest }: Sketch): RegisteredPerson => ({
  iin: makeIin(birthDate, sex, serial),
  name,
  birthDate,
  sex,
  identityDocument: document,
  address: address ?? oskemen('Қазақстан к-сі, 59-үй, 12-пәтер', 'ул. Казахстан, д. 59, кв. 12'),
  ...rest,
})
const idCard = (number: string): RegisteredPerson['identityDocument'] => ({
  kind: 'idCard',
  number,
  issuedAt: '2023-04-11',
  expiresAt: '2033-04-10',
})

const woman = person({
  sex: 'female',
  birthDate: '1985-03-12',
  serial: 4001,
  name: { surname: 'Ахметова', givenName: 'Айгүл', patronymic: 'Серікқызы' },
  document: idCard('048512001'),
})
const man = person({
  sex: 'male',
  birthDate: '1982-11-30',
  serial: 3002,
  name: { surname: 'Ахметов', givenName: 'Ерлан', patronymic: 'Болатұлы' },
  document: idCard('048212002'),
})
const representative = (serial: number, birthDate: DateOnly, name: PersonName) =>
  person({
    sex: 'male',
    birthDate,
    serial,
    name,
    document: idCard(`0490${serial}0`),
    address: oskemen('Сәтбаев даңғ., 8-үй, 40-пәтер', 'пр. Сатпаева, д. 8, кв. 40'),
  })

/**
 * The people that exercises and tests know by name. All fictitious. Their IINs come from birth date, sex and serial, and so never change:
 * woman 850312440018 · man 821130330022 · russianMan 900705330032 · withoutPatronymic 930124440043 · deceased 410509330054 ·
 * minor 150901550067 · representatives: valid 790214330117 · expired 800621330124 · revoked 881203330139 · wrongScope 910819330143 ·
 * otherPrincipal 751008330152 · not in the register 870415449997.
 */
export const wellKnownPeople = {
  /** An ordinary adult, Kazakh name; mother of `minor`, principal of the powers of attorney below. */
  woman,
  /** Her husband. */
  man,
  /** An ordinary adult, Russian name with ё. */
  russianMan: person({
    sex: 'male',
    birthDate: '1990-07-05',
    serial: 3003,
    name: { surname: 'Соловьёв', givenName: 'Пётр', patronymic: 'Фёдорович' },
    document: idCard('049012003'),
  }),
  /** An adult without patronymic. */
  withoutPatronymic: person({
    sex: 'female',
    birthDate: '1993-01-24',
    serial: 4004,
    name: { surname: 'Ким', givenName: 'Алина' },
    document: idCard('049312004'),
  }),
  /** Dead: requests in this name are refused. */
  deceased: person({
    sex: 'male',
    birthDate: '1941-05-09',
    serial: 3005,
    name: { surname: 'Сәрсенов', givenName: 'Қайрат', patronymic: 'Омарұлы' },
    document: { kind: 'idCard', number: '004112005', issuedAt: '2012-02-01' },
    diedAt: '2019-10-17',
  }),
  /** A child with both parents in the register. */
  minor: person({
    sex: 'male',
    birthDate: '2015-09-01',
    serial: 5006,
    name: { surname: 'Ахметов', givenName: 'Алихан', patronymic: 'Ерланұлы' },
    document: { kind: 'birthCertificate', number: '0915006', issuedAt: '2015-09-10' },
    parents: [woman.iin, man.iin],
  }),
  representativeValid: representative(3011, '1979-02-14', { surname: 'Қасымов', givenName: 'Дәурен', patronymic: 'Асқарұлы' }),
  representativeExpired: representative(3012, '1980-06-21', { surname: 'Мұқанов', givenName: 'Жандос', patronymic: 'Қанатұлы' }),
  representativeRevoked: representative(3013, '1988-12-03', { surname: 'Оразбаев', givenName: 'Ілияс', patronymic: 'Ғалымұлы' }),
  representativeWrongScope: representative(3014, '1991-08-19', { surname: 'Төлегенов', givenName: 'Рүстем', patronymic: 'Үсенұлы' }),
  representativeOtherPrincipal: representative(3015, '1975-10-08', { surname: 'Волков', givenName: 'Сергей', patronymic: 'Юрьевич' }),
} as const satisfies Record<string, RegisteredPerson>

/** A valid IIN that the register of persons does not know. */
export const unknownIin = makeIin('1987-04-15', 'female', 4999)

export const wellKnownAuthorityNumbers = {
  valid: '2026-900001',
  expired: '2026-900002',
  revoked: '2026-900003',
  wrongScope: '2026-900004',
  otherPrincipal: '2026-900005',
} as const

const notary = 'Өскемен қаласының нотариусы Сейітова Гүлжан Қайратқызы'

/**
 * Powers of attorney of the well-known people, one for each way in which one can be wrong.
 * @param day gives the date so many days from today
 */
export function wellKnownAuthorities(day: (offset: number) => DateOnly): readonly RegisteredAuthority[] {
  const { representativeValid, representativeExpired, representativeRevoked, representativeWrongScope, representativeOtherPrincipal } =
    wellKnownPeople
  const grant = (number: string, to: RegisteredPerson, more: Partial<RegisteredAuthority> = {}): RegisteredAuthority => ({
    number,
    notary,
    issuedAt: day(-60),
    expiresAt: day(1000),
    principal: woman.iin,
    representative: to.iin,
    representativeName: to.name,
    scope: 'all',
    ...more,
  })
  return [
    grant(wellKnownAuthorityNumbers.valid, representativeValid),
    grant(wellKnownAuthorityNumbers.expired, representativeExpired, { issuedAt: day(-800), expiresAt: day(-70) }),
    grant(wellKnownAuthorityNumbers.revoked, representativeRevoked, { revokedAt: day(-10) }),
    grant(wellKnownAuthorityNumbers.wrongScope, representativeWrongScope, { scope: ['vehicle-registration'] }),
    grant(wellKnownAuthorityNumbers.otherPrincipal, representativeOtherPrincipal, { principal: man.iin }),
  ]
}
