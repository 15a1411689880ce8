import type { RegisteredChild, RegisteredWard } from '#core/domain/civil-acts.ts'
import type { Iin } from '#core/domain/iin.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { createPersonMaker, dateIn, daysLater } from './person-maker.ts'
import type { Random } from './random.ts'

export interface Birth {
  readonly parent: Iin
  readonly child: RegisteredChild
}
export interface Guardianship {
  readonly guardian: Iin
  readonly ward: RegisteredWard
}

/** The act of birth that belongs to a child: its number comes from the IIN and so never changes. */
export const registeredChild = ({ iin, name, birthDate, sex }: RegisteredPerson): RegisteredChild => ({
  iin,
  name,
  birthDate,
  sex,
  birthAct: { number: `10-101-${birthDate.slice(2, 4)}-${iin.slice(4, 11)}`, date: daysLater(birthDate, 3 + (Number(iin[9]) % 7) * 5) },
})

/** Acts of birth of everybody whose parents the register of persons knows. */
export const birthsOf = (people: readonly RegisteredPerson[]): readonly Birth[] =>
  people.flatMap((person) => (person.parents ?? []).map((parent) => ({ parent, child: registeredChild(person) })))

/** A guardian (қорғаншы) until fourteen, a custodian (қамқоршы) from then to eighteen: code «On marriage and family», articles 119 and 120. */
export const wardOf = (child: RegisteredPerson, role: RegisteredWard['role'], number: string, date: string): RegisteredWard => ({
  ...registeredChild(child),
  role,
  decision: { number, date },
})

const counts = { underGuardian: 12, underCustodian: 8 }

/**
 * Children without parents, each with a guardian or custodian named by an akimat's decision.
 * @param guardians living adults
 * @param taken IINs that are given away already; those made here are added
 */
export function makeWards(
  random: Random,
  guardians: readonly RegisteredPerson[],
  taken: Set<Iin>,
): { readonly people: readonly RegisteredPerson[]; readonly guardianships: readonly Guardianship[] } {
  const make = createPersonMaker(random, taken)
  const roles = [
    ...Array.from({ length: counts.underGuardian }, () => 'guardian' as const),
    ...Array.from({ length: counts.underCustodian }, () => 'custodian' as const),
  ]
  const wards = roles.map((role, index) => {
    const guardian = random.pick(guardians)
    const birthDate = role === 'guardian' ? dateIn(random, 2014, 2022) : dateIn(random, 2010, 2011)
    const child = make(birthDate, index % 2 === 0 ? 'male' : 'female', false, { address: guardian.address })
    const decidedAt = dateIn(random, 2023, 2025)
    return { child, guardianship: { guardian: guardian.iin, ward: wardOf(child, role, `${340 + index}`, decidedAt) } }
  })
  return { people: wards.map(({ child }) => child), guardianships: wards.map(({ guardianship }) => guardianship) }
}
