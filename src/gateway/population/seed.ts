import { almatyDate } from '#core/domain/calendar.ts'
import type { Workplace } from '#core/domain/staff.ts'
import type { CivilActs } from '#gateway/civil-acts.ts'
import type { Database } from '#gateway/database/database.ts'
import type { Settings } from '#gateway/database/settings.ts'
import { hashPassword } from '#gateway/handlers/sessions.ts'
import type { PaymentStore } from '#gateway/payment-store.ts'
import type { Registers } from '#gateway/registers.ts'
import type { Resources } from '#gateway/resources.ts'
import type { StaffStore } from '#gateway/staff-store.ts'
import { makeAuthorities } from './authorities.ts'
import { centreCode, trainingCentre } from './centre-staff.ts'
import { trainingPassword } from './colleague.ts'
import { birthsOf, makeWards } from './families.ts'
import { makeOrganisations } from './organisations.ts'
import { makePayments } from './payments.ts'
import { makePeople } from './people.ts'
import { providerSketches } from './provider-staff.ts'
import { createRandom } from './random.ts'
import { trainingColleagues, trainingProviders } from './staff.ts'
import {
  unknownBin,
  unknownIin,
  wellKnownAuthorities,
  wellKnownGuardianships,
  wellKnownOrganisation,
  wellKnownPeople,
} from './well-known.ts'

const seed = 2026
/** Raised when there is more to put in than before. */
const edition = 2
const dayMilliseconds = 86_400_000

export interface SeedDeps {
  readonly database: Database
  readonly settings: Settings
  readonly registers: Registers
  readonly civilActs: CivilActs
  readonly payments: PaymentStore
  readonly staff: StaffStore
  readonly resources: Resources
  readonly now: Date
}

type Day = (offset: number) => string

/** Everybody and everything that is the same at each training gateway. IINs of all who work anywhere are kept free, wherever they have a desk. */
function addPopulation({ registers, civilActs, resources }: SeedDeps, day: Day): void {
  const random = createRandom(seed)
  const services = resources.services.map(({ definition }) => definition)
  const allStaff = trainingColleagues(providerSketches.map(({ bin }) => bin)).map(({ person }) => person)
  const known = [...Object.values(wellKnownPeople), ...allStaff]
  const taken = new Set([unknownIin, ...known.map(({ iin }) => iin)])
  const people = makePeople(random, taken)
  const adults = people.filter(({ birthDate, diedAt }) => birthDate < '2000' && diedAt === undefined)
  const takenBins = new Set([trainingCentre.bin, wellKnownOrganisation.bin, unknownBin])
  const organisations = makeOrganisations(random, adults, takenBins)
  const authorities = makeAuthorities(
    random,
    adults,
    services.map(({ id }) => id),
    day,
  )
  const ofGuardianAge = adults.filter(({ birthDate }) => birthDate >= '1966' && birthDate < '1992')
  const wards = makeWards(random, ofGuardianAge, taken)

  const everybody = [...known, ...people, ...wards.people]
  for (const person of everybody) registers.addPerson(person)
  for (const { parent, child } of birthsOf(everybody)) civilActs.addBirth(parent, child)
  for (const { guardian, ward } of [...wellKnownGuardianships, ...wards.guardianships]) civilActs.addGuardianship(guardian, ward)
  for (const organisation of [wellKnownOrganisation, ...organisations]) registers.addOrganisation(organisation)
  for (const authority of [...wellKnownAuthorities(day), ...authorities]) registers.addAuthority(authority)
}

/** The centre and the providers of the catalogue, each with its head, its desk and its staff. */
function addWorkplaces({ registers, staff, resources }: SeedDeps, passwordHash: string): void {
  const providers = trainingProviders(resources.services.map(({ definition }) => definition))
  const colleagues = trainingColleagues(providers.map(({ workplace }) => workplace.bin))
  const add = (workplace: Workplace, code: string): void => {
    const own = colleagues.filter(({ member }) => member.organisationBin === workplace.bin)
    const head = own.find(({ member }) => member.role === (workplace.kind === 'centre' ? 'manager' : 'head'))?.person
    if (head === undefined) throw new Error('An organisation without a head')
    const { bin, name, address } = workplace
    registers.addOrganisation({ bin, name, address, head: { iin: head.iin, name: head.name }, registeredAt: '2016-01-29' })
    if (staff.findWorkplace(workplace.id) === undefined) staff.addWorkplace(workplace, code)
    for (const { member } of own) if (staff.findById(member.staffId) === undefined) staff.add(member, passwordHash)
  }
  add(trainingCentre, centreCode)
  for (const { workplace, sketch } of providers) add(workplace, sketch.code)
}

/**
 * Fills a training gateway, in one transaction: people, families, organisations, powers of attorney, payments, staff, workplaces. The same with
 * the same numbers everywhere; only dates of powers of attorney and payments follow the day it was done. Done again when the catalogue or this
 * program has more than before: what is there already stays.
 */
export async function seedPopulation(deps: SeedDeps): Promise<void> {
  const { database, settings, payments, resources, now } = deps
  const services = resources.services.map(({ definition }) => definition)
  const wanted = [edition, ...services.map(({ id, provider, fee }) => `${id}:${provider.bin}:${fee?.tenge ?? 0}`)].join(' ')
  if (settings.find('seeded') === wanted) return
  const day: Day = (offset) => almatyDate(new Date(now.getTime() + offset * dayMilliseconds).toISOString())
  // One hash for all: their one password is printed in the manual.
  const passwordHash = await hashPassword(trainingPassword)
  database
    .transaction(() => {
      addPopulation(deps, day)
      addWorkplaces(deps, passwordHash)
      for (const service of services) for (const payment of makePayments(service, day)) payments.add(payment)
      settings.put('seeded', wanted)
    })
    .immediate()
}
