import type { Iin, Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredPerson } from '#core/domain/person.ts'
import { type Family, nameOf } from './names.ts'
import { createPersonMaker, dateIn, digits } from './person-maker.ts'
import type { Random } from './random.ts'

const counts = { nineteenthCentury: 8, adults: 440, youngAdults: 40, children: 90 }

/**
 * The ordinary people of the training register; none of them exists.
 * @param taken IINs that are given away already; those made here are added
 */
export function makePeople(random: Random, taken: Set<Iin>): readonly RegisteredPerson[] {
  const make = createPersonMaker(random, taken)
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
    // Every third one is of kindergarten age.
    const birthDate = index % 3 === 0 ? dateIn(random, 2021, 2025) : dateIn(random, 2012, 2020)
    const child = make(birthDate, sex, false, { name: nameOf(random, family, sex), address: mother.address })
    return { ...child, parents: [mother.iin, father.iin] }
  })
  return [...old, ...adults, ...young, ...children]
}

/** Men without patronymic are too few to matter which language their child's is made in. */
const isKazakh = (name: PersonName): boolean => name.patronymic?.endsWith('ұлы') ?? /[әғқңөұүһі]/i.test(name.surname + name.givenName)
