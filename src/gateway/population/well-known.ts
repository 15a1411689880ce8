import type { RegisteredAuthority } from '#core/domain/authority.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { type Guardianship, wardOf } from './families.ts'
import { makeBin, makeIin } from './identifiers.ts'

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

const guardian = person({
  sex: 'female',
  birthDate: '1978-05-20',
  serial: 4007,
  name: { surname: 'Бекенова', givenName: 'Жанар', patronymic: 'Мұратқызы' },
  document: idCard('047812007'),
  address: oskemen('Тәуелсіздік даңғ., 31-үй, 7-пәтер', 'пр. Независимости, д. 31, кв. 7'),
})
const child = (birthDate: DateOnly, serial: number, sex: Sex, name: PersonName, more: Partial<Sketch> = {}) =>
  person({
    sex,
    birthDate,
    serial,
    name,
    document: { kind: 'birthCertificate', number: `0${serial}${birthDate.slice(2, 4)}`, issuedAt: birthDate.replace(/\d\d$/, '28') },
    ...more,
  })

/**
 * The people that exercises and tests know by name. All fictitious. Their IINs come from birth date, sex and serial, and so never change:
 * woman 850312440018 · man 821130330022 · russianMan 900705330032 · withoutPatronymic 930124440043 · deceased 410509330054 ·
 * minor 150901550067 · preschooler 220514660082 · guardian 780520440073 · ward 170310550098 · olderWard 101102660102 ·
 * organisationHead 800217330168 · representatives: valid 790214330117 · expired 800621330124 · revoked 881203330139 · wrongScope 910819330143 ·
 * otherPrincipal 751008330152 · not in the register 870415449997.
 */
export const wellKnownPeople = {
  /** An ordinary adult, Kazakh name; mother of `minor` and `preschooler`, principal of the powers of attorney below. */
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
  /** A schoolchild with both parents in the register. */
  minor: child(
    '2015-09-01',
    5006,
    'male',
    { surname: 'Ахметов', givenName: 'Алихан', patronymic: 'Ерланұлы' },
    {
      parents: [woman.iin, man.iin],
    },
  ),
  /** Their child of kindergarten age until 2029. */
  preschooler: child(
    '2022-05-14',
    6008,
    'female',
    { surname: 'Ахметова', givenName: 'Инабат', patronymic: 'Ерланқызы' },
    {
      parents: [woman.iin, man.iin],
    },
  ),
  /** Guardian of `ward`, custodian of `olderWard`; no children of her own. */
  guardian,
  ward: child(
    '2017-03-10',
    5009,
    'male',
    { surname: 'Әлімов', givenName: 'Нұрсұлтан', patronymic: 'Қанатұлы' },
    {
      address: guardian.address,
    },
  ),
  olderWard: child(
    '2010-11-02',
    6010,
    'female',
    { surname: 'Әлімова', givenName: 'Аружан', patronymic: 'Қанатқызы' },
    {
      address: guardian.address,
    },
  ),
  /** First head of `wellKnownOrganisation`. */
  organisationHead: person({
    sex: 'male',
    birthDate: '1980-02-17',
    serial: 3016,
    name: { surname: 'Ысқақов', givenName: 'Мақсат', patronymic: 'Ілиясұлы' },
    document: idCard('048012016'),
  }),
  representativeValid: representative(3011, '1979-02-14', { surname: 'Қасымов', givenName: 'Дәурен', patronymic: 'Асқарұлы' }),
  representativeExpired: representative(3012, '1980-06-21', { surname: 'Мұқанов', givenName: 'Жандос', patronymic: 'Қанатұлы' }),
  representativeRevoked: representative(3013, '1988-12-03', { surname: 'Оразбаев', givenName: 'Ілияс', patronymic: 'Ғалымұлы' }),
  representativeWrongScope: representative(3014, '1991-08-19', { surname: 'Төлегенов', givenName: 'Рүстем', patronymic: 'Үсенұлы' }),
  representativeOtherPrincipal: representative(3015, '1975-10-08', { surname: 'Волков', givenName: 'Сергей', patronymic: 'Юрьевич' }),
} as const satisfies Record<string, RegisteredPerson>

export const wellKnownGuardianships: readonly Guardianship[] = [
  { guardian: guardian.iin, ward: wardOf(wellKnownPeople.ward, 'guardian', '417', '2024-02-14') },
  { guardian: guardian.iin, ward: wardOf(wellKnownPeople.olderWard, 'custodian', '418', '2024-12-02') },
]

/** An organisation that asks: BIN 140540050011. */
export const wellKnownOrganisation: RegisteredOrganisation = {
  bin: makeBin('2014-05-12', 5001),
  name: { kk: '«Алтай жаршысы» ЖШС', ru: 'ТОО «Алтай жаршысы»' },
  address: oskemen('Қабанбай батыр к-сі, 112-үй, 4-кеңсе', 'ул. Кабанбай батыра, д. 112, офис 4'),
  head: { iin: wellKnownPeople.organisationHead.iin, name: wellKnownPeople.organisationHead.name },
  registeredAt: '2014-05-12',
}

/** A valid BIN that the register of legal persons does not know. */
export const unknownBin = makeBin('2015-03-01', 77_002)

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
