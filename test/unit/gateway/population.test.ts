import { describe, expect, it } from 'vitest'
import { problemsOf } from '#core/domain/authority.ts'
import { isBin, readIin } from '#core/domain/iin.ts'
import { ServiceId } from '#core/domain/ids.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { makeAuthorities } from '#gateway/population/authorities.ts'
import { makeOrganisations } from '#gateway/population/organisations.ts'
import { makePeople } from '#gateway/population/people.ts'
import { createRandom } from '#gateway/population/random.ts'
import { providerSketches } from '#gateway/population/provider-staff.ts'
import { trainingColleagues } from '#gateway/population/staff.ts'
import {
  unknownBin,
  unknownIin,
  wellKnownAuthorities,
  wellKnownAuthorityNumbers,
  wellKnownOrganisation,
  wellKnownPeople,
} from '#gateway/population/well-known.ts'

const today = '2026-11-22'
const day = (offset: number): string => new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10)
const people = makePeople(createRandom(7), new Set())
const staff = trainingColleagues(providerSketches.map(({ bin }) => bin))
const living = people.filter(({ diedAt, birthDate }) => diedAt === undefined && birthDate < '2000')

describe('the training population', () => {
  it('is large, of both sexes and three centuries, with dead and with children of known parents', () => {
    const byIin = new Map(people.map((person) => [person.iin, person]))
    const minors = people.filter(({ birthDate }) => birthDate > day(-18 * 365.25))
    expect(people.length).toBeGreaterThanOrEqual(500)
    expect(new Set(people.map(({ sex }) => sex))).toEqual(new Set(['male', 'female']))
    expect(new Set(people.map(({ iin }) => iin[6]))).toEqual(new Set(['1', '2', '3', '4', '5', '6']))
    expect(people.filter(({ diedAt }) => diedAt !== undefined).length).toBeGreaterThanOrEqual(20)
    expect(people.filter(({ birthDate }) => birthDate < '1900').every(({ diedAt }) => diedAt !== undefined)).toBe(true)
    expect(minors.length).toBeGreaterThanOrEqual(40)
    for (const minor of minors) {
      const parents = (minor.parents ?? []).map((iin) => byIin.get(iin))
      expect(parents.map((parent) => parent?.sex)).toEqual(['female', 'male'])
      for (const parent of parents) expect(Number(minor.birthDate.slice(0, 4)) - Number(parent?.birthDate.slice(0, 4))).toBeGreaterThan(15)
    }
  })

  it('has valid, unique identifiers that say the birth date and sex of the register', () => {
    expect(new Set(people.map(({ iin }) => iin)).size).toBe(people.length)
    for (const person of people) {
      expect(readIin(person.iin)).toEqual({ valid: true, facts: { iin: person.iin, birthDate: person.birthDate, sex: person.sex } })
      expect(RegisteredPerson.parse(person)).toEqual(person)
    }
  })

  it('is the same every time', () => {
    expect(makePeople(createRandom(7), new Set())).toEqual(people)
  })

  it('writes Kazakh and Russian names in Cyrillic only', () => {
    for (const { name, address } of [...people, ...Object.values(wellKnownPeople), ...staff.map(({ person }) => person)]) {
      expect(Object.values(name).join(' ')).toMatch(/^[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ -]+$/)
      expect(Object.values(address).join(' ')).not.toMatch(/[A-Za-z]/)
    }
  })

  it('has sixty organisations with valid BINs and living heads', () => {
    const organisations = makeOrganisations(createRandom(7), living, new Set())
    expect(organisations).toHaveLength(60)
    expect(new Set(organisations.map(({ bin }) => bin)).size).toBe(60)
    for (const organisation of organisations) {
      expect(isBin(organisation.bin)).toBe(true)
      expect(RegisteredOrganisation.parse(organisation)).toEqual(organisation)
      expect(living.some(({ iin }) => iin === organisation.head.iin)).toBe(true)
    }
  })

  it('has powers of attorney of every kind', () => {
    const serviceId = ServiceId.parse('unemployed-cert')
    const authorities = makeAuthorities(createRandom(7), living, ['unemployed-cert'], day)
    const kinds = authorities.map((authority) =>
      problemsOf(authority, { serviceId, principal: authority.principal, representative: authority.representative, today }).join(),
    )
    const count = (kind: string) => kinds.filter((found) => found === kind).length
    expect({ good: count(''), expired: count('expired'), revoked: count('revoked'), wrongScope: count('wrongScope') }).toEqual({
      good: 24,
      expired: 12,
      revoked: 12,
      wrongScope: 12,
    })
  })
})

describe('the well-known people', () => {
  it('have valid identifiers that fit', () => {
    for (const person of Object.values(wellKnownPeople))
      expect(readIin(person.iin)).toEqual({ valid: true, facts: { iin: person.iin, birthDate: person.birthDate, sex: person.sex } })
    expect(readIin(unknownIin).valid).toBe(true)
    expect([isBin(unknownBin), RegisteredOrganisation.parse(wellKnownOrganisation)]).toEqual([true, wellKnownOrganisation])
    expect(new Set([...Object.values(wellKnownPeople), ...staff.map(({ person }) => person)].map(({ iin }) => iin)).size).toBe(
      Object.keys(wellKnownPeople).length + staff.length,
    )
  })

  it('have powers of attorney that are each wrong in their one way', () => {
    const use = { serviceId: ServiceId.parse('unemployed-cert'), principal: wellKnownPeople.woman.iin, today }
    const problems = Object.fromEntries(
      wellKnownAuthorities(day).map((authority) => [
        authority.number,
        problemsOf(authority, { ...use, representative: authority.representative }),
      ]),
    )
    expect(problems).toEqual({
      [wellKnownAuthorityNumbers.valid]: [],
      [wellKnownAuthorityNumbers.expired]: ['expired'],
      [wellKnownAuthorityNumbers.revoked]: ['revoked'],
      [wellKnownAuthorityNumbers.wrongScope]: ['wrongScope'],
      [wellKnownAuthorityNumbers.otherPrincipal]: ['wrongPrincipal'],
    })
  })
})

describe('the training staff', () => {
  it('have PINs of their own and logins of their own', () => {
    expect(new Set(staff.map(({ pin }) => pin)).size).toBe(staff.length)
    expect(staff.map(({ member }) => member.login)).toEqual([
      'operator1',
      'operator2',
      'operator3',
      'courier',
      'manager',
      'chancellery',
      'head',
      'executor1',
      'executor2',
      'mangystau.head',
      'mangystau.executor',
      'education.head',
      'education.chancellery',
      'education.executor',
      'housing.head',
      'housing.executor',
      'committee.head',
      'committee.executor',
      'aktobe.head',
      'aktobe.executor',
      'akimat.head',
      'akimat.chancellery',
      'akimat.executor',
    ])
    for (const { pin, member, person } of staff) {
      expect(pin).toMatch(/^\d{4}$/)
      expect(readIin(member.iin)).toMatchObject({ valid: true, facts: { birthDate: person.birthDate, sex: person.sex } })
      expect(member.phone).toMatch(/^\+7\d{10}$/)
    }
  })

  it('are the same people wherever only some of the providers have a desk', () => {
    const some = trainingColleagues([providerSketches[3]?.bin ?? ''])
    expect(some.slice(5)).toEqual(staff.filter(({ member }) => member.login.startsWith('housing.')))
  })
})
