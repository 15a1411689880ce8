import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FamilyRecord } from '#core/domain/civil-acts.ts'
import { formProblems } from '#core/domain/form-problems.ts'
import { Channel, resultFormsFor, type ServiceDefinition } from '#core/domain/service.ts'
import { type FormFacts, FormField, shownFields, shownValues } from '#core/domain/service-form.ts'
import { registeredChild } from '#gateway/population/families.ts'
import { makePeople } from '#gateway/population/people.ts'
import { createRandom } from '#gateway/population/random.ts'
import { wellKnownGuardianships, wellKnownOrganisation, wellKnownPeople } from '#gateway/population/well-known.ts'
import { type AnswerContext, makeAnswers } from '#gateway/portal/make-answers.ts'
import { definitionOf } from '#test/harness/gateway-client.ts'

const today = '2026-11-22'
const serviceIds = readdirSync(join(import.meta.dirname, '../../../resources/services')).map((name) => name.replace('.json', ''))
const others = makePeople(createRandom(2026), new Set()).filter(({ diedAt }) => diedAt === undefined)
const { woman, minor, preschooler } = wellKnownPeople
/** A mother who is also a guardian: there is something to offer for every form. */
const family: FamilyRecord = {
  iin: woman.iin,
  children: [minor, preschooler].map(registeredChild),
  wards: wellKnownGuardianships.map(({ ward }) => ward),
}
const upTo = (length: number): readonly number[] => Array.from({ length }, (_, seed) => seed)
const seeds = upTo(40)

const contextOf = (seed: number, facts: FormFacts): AnswerContext => ({
  facts,
  applicant: woman,
  ...(facts['applicant.kind'] === 'organisation' ? { organisation: wellKnownOrganisation } : {}),
  phone: '+77011234567',
  email: 'oku@example.kz',
  family,
  others,
  organisations: [wellKnownOrganisation],
  language: seed % 2 === 0 ? 'kk' : 'ru',
  today,
  random: createRandom(seed),
})
const fieldsOf = (definition: ServiceDefinition) => definition.form.flatMap((page) => page.fields)
const allFacts = (definition: ServiceDefinition): readonly FormFacts[] =>
  Channel.options
    .filter((channel) => definition.channels[channel] !== undefined)
    .flatMap((channel) => definition.applicants.map((kind) => ({ 'applicant.kind': kind, channel })))

describe.each(serviceIds)('made answers for %s', (serviceId) => {
  const definition = definitionOf(serviceId)

  it('stand up to the format-logical control, in every channel and for every kind of applicant', () => {
    for (const facts of allFacts(definition))
      for (const seed of seeds) {
        const answers = makeAnswers(fieldsOf(definition), contextOf(seed, facts))
        expect({ seed, facts, problems: formProblems(fieldsOf(definition), answers, facts, today) }).toEqual({ seed, facts, problems: [] })
        const shown = shownFields(fieldsOf(definition), answers, facts).map(({ id }) => id)
        expect(Object.keys(answers).filter((id) => !shown.includes(id))).toEqual([])
      }
  })

  it('reach every field sooner or later', () => {
    const reached = new Set(
      allFacts(definition).flatMap((facts) =>
        upTo(200).flatMap((seed) => Object.keys(makeAnswers(fieldsOf(definition), contextOf(seed, facts)))),
      ),
    )
    expect(fieldsOf(definition).filter(({ id }) => !reached.has(id))).toEqual([])
  })

  it("stand up also for what the provider's staff are asked", () => {
    for (const facts of allFacts(definition))
      for (const seed of seeds.slice(0, 10)) {
        const context = contextOf(seed, facts)
        const answers = makeAnswers(fieldsOf(definition), context)
        for (const { id, asked } of resultFormsFor(definition, shownValues(definition.form, answers, facts))) {
          const entered = makeAnswers(asked, { ...context, answers })
          expect({ id, seed, problems: formProblems(asked, entered, facts, today) }).toEqual({ id, seed, problems: [] })
        }
      }
  })
})

describe('made answers', () => {
  const facts: FormFacts = { 'applicant.kind': 'person', channel: 'portal' }

  it('name the own children that are young enough, and say who the mother is', () => {
    const answers = makeAnswers(fieldsOf(definitionOf('kindergarten-queue')), contextOf(1, facts))
    expect(answers).toMatchObject({ relation: 'mother', child: [{ iin: preschooler.iin, birthDate: preschooler.birthDate }] })
  })

  it('leave rows empty where the person has no child, so that the control speaks up', () => {
    const fields = fieldsOf(definitionOf('kindergarten-queue'))
    const answers = makeAnswers(fields, { ...contextOf(1, facts), family: { iin: woman.iin, children: [], wards: [] } })
    expect(formProblems(fields, answers, facts, today)[0]).toEqual({ path: 'child.0.iin', code: 'required' })
  })

  it('fill every kind of field by its rules, also those no definition has yet', () => {
    const label = { kk: 'Өріс', ru: 'Поле' }
    const one = (field: object) => FormField.parse({ id: 'field', label, required: true, ...field })
    const kinds = [
      one({ type: 'bin', fills: { name: 'name', headName: 'head' } }),
      one({ type: 'iin', fills: { fullName: 'name', birthDate: 'born' } }),
      one({ type: 'text', maxLength: 7, pattern: '^[А-Я]{2}-\\d{3}(а|б)?$' }),
      one({ type: 'number', min: 3, max: 4, decimals: 2 }),
      one({ type: 'date', notBeforeToday: true }),
      one({ type: 'date', ageUnder: 1 }),
      one({ type: 'phone' }),
      one({ type: 'text', maxLength: 3 }),
    ]
    for (const field of kinds)
      for (const seed of seeds) {
        const answers = makeAnswers([field], contextOf(seed, facts))
        expect({ field, seed, problems: formProblems([field], answers, facts, today) }).toEqual({ field, seed, problems: [] })
      }
  })

  it('are the same for the same chance', () => {
    const fields = fieldsOf(definitionOf('housing-queue'))
    expect(makeAnswers(fields, contextOf(5, facts))).toEqual(makeAnswers(fields, contextOf(5, facts)))
    expect(makeAnswers(fields, contextOf(5, facts))).not.toEqual(makeAnswers(fields, contextOf(6, facts)))
  })
})
