import type { DateOnly } from '#core/domain/ids.ts'
import type { Iin, Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredPerson } from '#core/domain/person.ts'
import { homeAddress } from './addresses.ts'
import { makeIin } from './identifiers.ts'
import { nameOf, pickFamily } from './names.ts'
import type { Random } from './random.ts'

const pad = (value: number): string => String(value).padStart(2, '0')
export const dateIn = (random: Random, firstYear: number, lastYear: number): DateOnly =>
  `${random.between(firstYear, lastYear)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`
const later = (date: DateOnly, years: number): DateOnly => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
export const daysLater = (date: DateOnly, days: number): DateOnly =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.between(0, 9)).join('')

function identityDocument(random: Random, birthDate: DateOnly, adult: boolean): RegisteredPerson['identityDocument'] {
  if (!adult) return { kind: 'birthCertificate', number: digits(random, 7), issuedAt: daysLater(birthDate, random.between(3, 50)) }
  const issuedAt = dateIn(random, 2017, 2025)
  return random.next() < 0.9
    ? { kind: 'idCard', number: `0${digits(random, 8)}`, issuedAt, expiresAt: later(issuedAt, 10) }
    : { kind: 'passport', number: `N${digits(random, 8)}`, issuedAt, expiresAt: later(issuedAt, 10) }
}

export type MakePerson = (
  birthDate: DateOnly,
  sex: Sex,
  adult: boolean,
  given?: { readonly name?: PersonName; readonly address?: RegisteredPerson['address'] },
) => RegisteredPerson

/** @param taken IINs that are given away already; those made here are added */
export function createPersonMaker(random: Random, taken: Set<Iin>): MakePerson {
  const freeIin = (birthDate: DateOnly, sex: Sex): Iin => {
    let iin = makeIin(birthDate, sex, random.between(0, 8999))
    while (taken.has(iin)) iin = makeIin(birthDate, sex, random.between(0, 8999))
    taken.add(iin)
    return iin
  }
  return (birthDate, sex, adult, given = {}) => ({
    iin: freeIin(birthDate, sex),
    name: given.name ?? nameOf(random, pickFamily(random), sex),
    birthDate,
    sex,
    address: given.address ?? homeAddress(random),
    identityDocument: identityDocument(random, birthDate, adult),
  })
}
