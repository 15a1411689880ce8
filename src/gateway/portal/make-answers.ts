import type { FamilyRecord, RegisteredChild } from '#core/domain/civil-acts.ts'
import { ageOn } from '#core/domain/form-problems.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import { fullNameOf } from '#core/domain/person.ts'
import {
  AnswerRow,
  type Answers,
  type FormFacts,
  type FormField,
  holds,
  type RepeatField,
  type SimpleField,
} from '#core/domain/service-form.ts'
import type { Locale } from '#core/domain/text.ts'
import type { Random } from '#gateway/population/random.ts'
import { makeValue } from './make-value.ts'

/** Whom a form is filled in for. */
export interface AnswerContext {
  readonly facts: FormFacts
  readonly applicant: RegisteredPerson
  readonly organisation?: RegisteredOrganisation
  readonly phone: string
  readonly email: string
  /** АХАЖ's record of the applicant: rows of children and wards are taken from it. */
  readonly family: FamilyRecord
  /** More people of the register, grown up and not, for relatives and strangers in the form. */
  readonly others: readonly RegisteredPerson[]
  readonly organisations: readonly RegisteredOrganisation[]
  /** The applicant's own answers, where the form is the provider's. */
  readonly answers?: Answers
  readonly language: Locale
  readonly today: DateOnly
  readonly random: Random
}

/** A person whom a field or row names. */
export type Named = Pick<RegisteredPerson, 'iin' | 'name' | 'birthDate'> & Partial<Pick<RegisteredPerson, 'address'>>

const mostRows = 3
/** One in so many optional fields stays empty. */
const isLeftOut = (random: Random): boolean => random.next() < 0.3

/** The oldest that a named person may be: what the birth date beside the IIN demands. */
const ageLimitOf = (fields: readonly FormField[], birthDateId: string | undefined): number => {
  const field = fields.find(({ id }) => id === birthDateId)
  return field?.type === 'date' ? (field.ageUnder ?? Infinity) : Infinity
}

const youngerThan =
  (years: number, today: DateOnly) =>
  ({ birthDate }: { readonly birthDate: DateOnly }): boolean =>
    ageOn(birthDate, today) < years

/** Whom the register of civil acts offers for these rows; the home of a child is that of the applicant. */
function suggested(field: RepeatField, { family, applicant, others, today }: AnswerContext): readonly Named[] {
  if (field.suggest === undefined) return []
  const found: readonly RegisteredChild[] = field.suggest.from === 'children' ? family.children : family.wards
  const homeOf = (iin: string) => others.find((person) => person.iin === iin)?.address ?? applicant.address
  return found
    .filter(youngerThan(ageLimitOf(field.fields, field.suggest.birthDate), today))
    .map((child) => ({ ...child, address: homeOf(child.iin) }))
}

/** What an IIN or BIN of a form brings with it into the fields beside it. @returns the number itself */
function fillByNumber(
  field: Extract<SimpleField, { type: 'iin' | 'bin' }>,
  fields: readonly FormField[],
  answers: Answers,
  context: AnswerContext,
  named: Named | undefined,
): string {
  const { random, language, today, others } = context
  const put = (id: string | undefined, text: string | undefined): void => {
    if (id !== undefined && text !== undefined) answers[id] = text
  }
  if (field.type === 'bin') {
    const { bin, name, address, head } = context.organisation ?? random.pick(context.organisations)
    put(field.fills?.name, name[language])
    put(field.fills?.address, address[language])
    put(field.fills?.headName, fullNameOf(head.name))
    return bin
  }
  const limit = ageLimitOf(fields, field.fills?.birthDate)
  const fitting = others.filter(limit === Infinity ? ({ birthDate }) => ageOn(birthDate, today) >= 18 : youngerThan(limit, today))
  const person = named ?? random.pick(fitting)
  put(field.fills?.fullName, fullNameOf(person.name))
  put(field.fills?.birthDate, person.birthDate)
  put(field.fills?.address, person.address?.[language])
  return person.iin
}

/** Fields in order, each only where its conditions hold. */
function fill(fields: readonly FormField[], context: AnswerContext, named: Named | undefined): Answers {
  const values: Record<string, unknown> = { ...context.facts }
  const answers: Answers = {}
  for (const field of fields) {
    if (!holds(field.when, values)) continue
    if (field.type === 'repeat') answers[field.id] = fillRows(field, context)
    else if (answers[field.id] === undefined && (field.required || !isLeftOut(context.random))) {
      answers[field.id] =
        field.type === 'iin' || field.type === 'bin'
          ? fillByNumber(field, fields, answers, context, named)
          : makeValue(field, context, { row: answers, ...(named === undefined ? {} : { named }) })
    }
    values[field.id] = answers[field.id]
  }
  // An IIN may have filled a field that is hidden.
  return Object.fromEntries(Object.entries(answers).filter(([id]) => values[id] !== undefined))
}

/** Rows with an IIN name different people: those that the register offers, or else strangers. */
function fillRows(field: RepeatField, context: AnswerContext): AnswerRow[] {
  const { random, others, today } = context
  const offered = suggested(field, context)
  const least = Math.max(field.min, field.required ? 1 : 0)
  const most = Math.max(least, Math.min(field.max, field.suggest === undefined ? mostRows : offered.length))
  const iin = field.fields.find((inner) => inner.type === 'iin')
  const limit = ageLimitOf(field.fields, iin?.fills?.birthDate)
  const strangers = others.filter(youngerThan(limit, today))
  const first = random.between(0, Math.max(0, strangers.length - 1))
  return Array.from({ length: random.between(least, most) }, (_, index) => {
    const stranger = iin === undefined ? undefined : strangers[(first + index) % Math.max(1, strangers.length)]
    const named = field.suggest === undefined ? stranger : offered[index]
    if (field.suggest !== undefined && named === undefined) return {}
    const row = AnswerRow.parse(fill(field.fields, context, named))
    if (field.suggest === undefined || named === undefined) return row
    const { iin: iinId, fullName, birthDate } = field.suggest
    return { ...row, [iinId]: named.iin, [fullName]: fullNameOf(named.name), [birthDate]: named.birthDate }
  })
}

/**
 * Sensible answers to any form of a definition: the applicant's own, or what the provider's staff are asked for a blank. Conditions are followed.
 * Rows of children and wards are the person's real ones; for who has none they stay empty, and `formProblems` says so.
 */
export const makeAnswers = (fields: readonly FormField[], context: AnswerContext): Answers => fill(fields, context, undefined)
