import { describe, expect, it } from 'vitest'
import { FamilyRecord, RegisteredWard } from '#core/domain/civil-acts.ts'
import { ageOn } from '#core/domain/form-problems.ts'
import { birthsOf, makeWards } from '#gateway/population/families.ts'
import { makePeople } from '#gateway/population/people.ts'
import { createRandom } from '#gateway/population/random.ts'
import { wellKnownGuardianships, wellKnownPeople } from '#gateway/population/well-known.ts'

const today = '2026-11-22'
const people = makePeople(createRandom(2026), new Set())
const births = birthsOf(people)

describe('the register of civil acts', () => {
  it('knows each child of both parents, with one act of birth', () => {
    const children = people.filter(({ parents }) => parents !== undefined)
    expect(births).toHaveLength(2 * children.length)
    for (const { parent, child } of births) {
      expect(people.find(({ iin }) => iin === child.iin)?.parents).toContain(parent)
      expect(child.birthAct.date > child.birthDate).toBe(true)
      expect(births.filter((other) => other.child.iin === child.iin).map((other) => other.child)).toEqual([child, child])
    }
    expect(new Set(births.map(({ child }) => child.birthAct.number)).size).toBe(children.length)
    expect(FamilyRecord.safeParse({ iin: births[0]?.parent, children: births.map(({ child }) => child), wards: [] }).success).toBe(true)
  })

  it('has parents for each service: of children for the kindergarten, and of schoolchildren', () => {
    const ages = births.map(({ child }) => ageOn(child.birthDate, today))
    expect(ages.filter((age) => age < 7).length).toBeGreaterThanOrEqual(40)
    expect(ages.filter((age) => age >= 7 && age < 18).length).toBeGreaterThanOrEqual(40)
    const { woman, minor, preschooler } = wellKnownPeople
    expect(birthsOf([minor, preschooler]).filter(({ parent }) => parent === woman.iin)).toHaveLength(2)
    expect(ageOn(preschooler.birthDate, today)).toBeLessThan(7)
  })

  it('has wards under eighteen: a guardian for the younger, a custodian for the older', () => {
    const living = people.filter(({ diedAt, birthDate }) => diedAt === undefined && birthDate < '1992')
    const wards = makeWards(createRandom(2026), living, new Set(people.map(({ iin }) => iin)))
    expect(wards.guardianships).toHaveLength(20)
    for (const { guardian, ward } of [...wards.guardianships, ...wellKnownGuardianships]) {
      expect(RegisteredWard.safeParse(ward).success).toBe(true)
      const age = ageOn(ward.birthDate, today)
      expect(ward.role).toBe(age < 14 ? 'guardian' : 'custodian')
      expect(age).toBeLessThan(18)
      expect(ward.decision.date > ward.birthDate).toBe(true)
      expect([...living, wellKnownPeople.guardian].some(({ iin }) => iin === guardian)).toBe(true)
    }
  })
})
