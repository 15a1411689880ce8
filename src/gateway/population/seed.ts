import { almatyDate } from '#core/domain/calendar.ts'
import { Bin } from '#core/domain/iin.ts'
import type { Workplace } from '#core/domain/staff.ts'
import type { Database } from '#gateway/database/database.ts'
import type { Settings } from '#gateway/database/settings.ts'
import { hashPassword } from '#gateway/handlers/sessions.ts'
import type { Registers } from '#gateway/registers.ts'
import type { Resources } from '#gateway/resources.ts'
import type { StaffStore } from '#gateway/staff-store.ts'
import { makeAuthorities } from './authorities.ts'
import { makeOrganisations } from './organisations.ts'
import { makePeople } from './people.ts'
import { createRandom } from './random.ts'
import { centreCode, trainingCentre, trainingColleagues, trainingPassword, trainingProvider } from './staff.ts'
import { unknownIin, wellKnownAuthorities, wellKnownPeople } from './well-known.ts'

const seed = 2026
const dayMilliseconds = 86_400_000

export interface SeedDeps {
  readonly database: Database
  readonly settings: Settings
  readonly registers: Registers
  readonly staff: StaffStore
  readonly resources: Resources
  readonly now: Date
}

/** The provider whose training staff decide: that of the first service of the catalogue that a centre takes in. */
function providerOf({ services }: Resources): Workplace {
  const service = services.find(({ id }) => id === 'unemployed-cert') ?? services.find(({ channels }) => channels.centre !== undefined)
  if (service === undefined) throw new Error('No service for the training provider')
  return trainingProvider(Bin.parse(service.provider.bin), service.provider.name, service.region)
}

/**
 * Fills an empty training gateway, in one transaction: people, organisations, powers of attorney, staff, workplaces. The same people with the
 * same numbers everywhere; only the dates of powers of attorney follow the day it was done.
 */
export async function seedPopulation({ database, settings, registers, staff, resources, now }: SeedDeps): Promise<void> {
  if (settings.find('seededAt') !== undefined) return
  const day = (offset: number): string => almatyDate(new Date(now.getTime() + offset * dayMilliseconds).toISOString())
  const random = createRandom(seed)
  const provider = providerOf(resources)
  const colleagues = trainingColleagues(provider)
  const passwords = await Promise.all(colleagues.map(() => hashPassword(trainingPassword)))

  const known = [...Object.values(wellKnownPeople), ...colleagues.map(({ person }) => person)]
  const people = makePeople(random, new Set([unknownIin, ...known.map(({ iin }) => iin)]))
  const adults = people.filter(({ birthDate, diedAt }) => birthDate < '2000' && diedAt === undefined)
  const organisations = makeOrganisations(random, adults, new Set([trainingCentre.bin, provider.bin]))
  const authorities = makeAuthorities(
    random,
    adults,
    resources.services.map(({ id }) => id),
    day,
  )
  const heads = { [trainingCentre.bin]: 'manager', [provider.bin]: 'head' }

  database
    .transaction(() => {
      for (const person of [...known, ...people]) registers.addPerson(person)
      for (const organisation of organisations) registers.addOrganisation(organisation)
      for (const { bin, name, address } of [trainingCentre, provider]) {
        const head = colleagues.find(({ member }) => member.login === heads[bin])?.person
        if (head === undefined) throw new Error('An organisation without a head')
        registers.addOrganisation({ bin, name, address, head: { iin: head.iin, name: head.name }, registeredAt: '2016-01-29' })
      }
      for (const authority of [...wellKnownAuthorities(day), ...authorities]) registers.addAuthority(authority)
      staff.addWorkplace(trainingCentre, centreCode)
      staff.addWorkplace(provider, '201')
      for (const [index, { member }] of colleagues.entries()) staff.add(member, passwords[index] ?? '')
      settings.put('seededAt', now.toISOString())
    })
    .immediate()
}
