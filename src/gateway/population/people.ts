import type { DateOnly } from '#core/domain/ids.ts'
import type { Iin, Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredPerson } from '#core/domain/person.ts'
import { homeAddress } from './addresses.ts'
import { makeIin } from './identifiers.ts'
import { type Family, nameOf, pickFamily } from './names.ts'
import type { Random } from './random.ts'

const counts = { nineteenthCentury: 8, adults: 440, youngAdults: 40, children: 60 }

const pad = (value: number): string => String(value).padStart(2, '0')
const dateIn = (random: Random, firstYear: number, lastYear: number): DateOnly =>
  `${random.between(firstYear, lastYear)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`
const later = (date: DateOnly, years: number): DateOnly => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.between(0, 9)).join('')

function identityDocument(random: Random, adult: boolean): RegisteredPerson['identityDocument'] {
  if (!adult) return { kind: 'birthCertificate', number: digits(random, 7), issuedAt: dateIn(random, 2016, 2024) }
  const issuedAt = dateIn(random, 2017, 2025)
  return random.next() < 0.9
    ? { kind: 'idCard', number: `0${digits(random, 8)}`, issuedAt, expiresAt: later(issuedAt, 10) }
    : { kind: 'passport', number: `N${digits(random, 8)}`, issuedAt, expiresAt: later(issuedAt, 10) }
}

/**
 * The ordinary people of the training register; none of them exists.
 * @param taken IINs that are given away already; those made here are added
 */
export function makePeople(random: Random, taken: Set<Iin>): readonly RegisteredPerson[] {
  const freeIin = (birthDate: DateOnly, sex: Sex): Iin => {
    let iin = makeIin(birthDate, sex, random.between(0, 8999))
    while (taken.has(iin)) iin = makeIin(birthDate, sex, random.between(0, 8999))
    taken.add(iin)
    return iin
  }
  const make = (
    birthDate: DateOnly,
    sex: Sex,
    adult: boolean,
    given: { readonly name?: PersonName; readonly address?: RegisteredPerson['address'] } = {},
  ): RegisteredPerson => ({
    iin: freeIin(birthDate, sex),
    name: given.name ?? nameOf(random, pickFamily(random), sex),
    birthDate,
    sex,
    address: given.address ?? homeAddress(random),
    identityDocument: identityDocument(random, adult),
  })
  const sexOf = (index: number): Sex => (index % 2 === 0 ? 'female' : 'male')
  const series = <T>(count: number, one: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => one(index))

  const old = series(counts.nineteenthCentury, (index) => ({
    ...make(dateIn(random, 1890, 1899), sexOf(index), true),
    identityDocument: { kind: 'passport' as const, number: `II-${digits(random, 6)}`, issuedAt: dateIn(random, 1950, 1960) },
    diedAt: dateIn(random, 1965, 1985),
  }))
  const adults = series(counts.adults, (index) => {
    const adult = make(dateIn(random, 1930, 1999), sexOf(index), true)
    return adult.birthDate < '1955' && index % 4 === 0 ? { ...adult, diedAt: dateIn(random, 2015, 2025) } : adult
  })
  const young = series(counts.youngAdults, (index) => make(dateIn(random, 2000, 2005), sexOf(index), true))

  const ofParentAge = adults.filter((adult) => adult.birthDate >= '1976' && adult.birthDate < '1996')
  const [mothers, fathers] = [ofParentAge.filter(({ sex }) => sex === 'female'), ofParentAge.filter(({ sex }) => sex === 'male')]
  const children = series(counts.children, (index) => {
    const [father, mother] = [random.pick(fathers), random.pick(mothers)]
    const family: Family = { tongue: isKazakh(father.name) ? 'kk' : 'ru', surname: father.name.surname, father: father.name.givenName }
    const sex = sexOf(index)
    const child = make(dateIn(random, 2012, 2023), sex, false, { name: nameOf(random, family, sex), address: mother.address })
    return { ...child, parents: [mother.iin, father.iin] }
  })
  return [...old, ...adults, ...young, ...children]
}

/** Men without patronymic are too few to matter which language their child's is made in. */
const isKazakh = (name: PersonName): boolean => name.patronymic?.endsWith('ұлы') ?? /[әғқңөұүһі]/i.test(name.surname + name.givenName)
