import { z } from 'zod'
import { LocalText } from '#core/domain/text.ts'

/** Another field of the same form, or a fact of the case (`applicant.kind`, `channel`), has one of these values. */
export const Condition = z.object({ field: z.string(), oneOf: z.array(z.string()).min(1) })
export type Condition = z.infer<typeof Condition>

/** When a field, slot, line or result is there: all of these hold. A condition on a field that is itself hidden does not hold. */
export const Conditions = z.array(Condition).min(1)
export type Conditions = z.infer<typeof Conditions>

export const FieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/)

/**
 * What a field is filled from when it is still empty; it may be changed. `form.<field>` only in what the provider is asked: the applicant's answer
 * (of a `repeat`, that field of its rows joined by commas).
 */
export const FillSource = z.union([
  z.enum([
    'applicant.fullName',
    'applicant.birthDate',
    'applicant.birthYear',
    'applicant.address',
    'applicant.phone',
    'applicant.email',
    'applicant.identityNumber',
    'applicant.identityIssuedAt',
    'organisation.name',
    'organisation.address',
    'organisation.headName',
  ]),
  z.templateLiteral(['form.', z.string().min(1)]),
])
export type FillSource = z.infer<typeof FillSource>

const fieldBase = {
  id: FieldId,
  label: LocalText,
  help: LocalText.optional(),
  required: z.boolean(),
  when: Conditions.optional(),
  fill: FillSource.optional(),
  /** Not in the regulation: derived or supposed. */
  assumed: z.boolean().optional(),
}

/** Which fields beside it (same page or same row) a register's answer to an IIN or BIN fills. */
const RegisterFills = z.object({
  fullName: FieldId.optional(),
  birthDate: FieldId.optional(),
  address: FieldId.optional(),
  name: FieldId.optional(),
  headName: FieldId.optional(),
})

/** A field with one value. Values are strings; a bilingual text is two. */
export const SimpleField = z.discriminatedUnion('type', [
  z.object({
    ...fieldBase,
    type: z.literal('text'),
    maxLength: z.int().positive(),
    multiline: z.boolean().optional(),
    /** Regular expression (ECMAScript, flag `u`) of the whole value. */
    pattern: z.string().optional(),
  }),
  z.object({ ...fieldBase, type: z.literal('bilingual'), maxLength: z.int().positive(), multiline: z.boolean().optional() }),
  z.object({ ...fieldBase, type: z.literal('email') }),
  /** `+7` and ten digits. */
  z.object({ ...fieldBase, type: z.literal('phone') }),
  z.object({
    ...fieldBase,
    type: z.literal('date'),
    notAfterToday: z.boolean().optional(),
    notBeforeToday: z.boolean().optional(),
    /** A birth date: younger than so many whole years today. */
    ageUnder: z.int().positive().optional(),
  }),
  /** Digits with an optional decimal comma or point. */
  z.object({
    ...fieldBase,
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    decimals: z.int().min(0).max(2).optional(),
    unit: LocalText.optional(),
  }),
  z.object({ ...fieldBase, type: z.literal('choice'), options: z.array(z.object({ value: z.string().min(1), label: LocalText })).min(2) }),
  /** A mark that must stand (`yes`) or may stand. */
  z.object({ ...fieldBase, type: z.literal('consent') }),
  /** Twelve digits of a person, looked up in ЖТ МДҚ when complete. */
  z.object({ ...fieldBase, type: z.literal('iin'), fills: RegisterFills.optional() }),
  /** Twelve digits of an organisation, looked up in ЗТ МДҚ when complete. */
  z.object({ ...fieldBase, type: z.literal('bin'), fills: RegisterFills.optional() }),
])
export type SimpleField = z.infer<typeof SimpleField>

/** Rows of the same fields: children, family members, periodicals, quarters of payment. */
export const RepeatField = z.object({
  id: FieldId,
  type: z.literal('repeat'),
  label: LocalText,
  help: LocalText.optional(),
  /** One row's name, as in «1-бала». */
  itemLabel: LocalText,
  required: z.boolean(),
  when: Conditions.optional(),
  assumed: z.boolean().optional(),
  min: z.int().min(0),
  max: z.int().min(1).max(50),
  fields: z.array(SimpleField).min(1),
  /** Rows offered by the register of civil acts (АХАЖ): the applicant's children, or wards under guardianship. */
  suggest: z.object({ from: z.enum(['children', 'wards']), iin: FieldId, fullName: FieldId, birthDate: FieldId }).optional(),
})
export type RepeatField = z.infer<typeof RepeatField>

export const FormField = z.discriminatedUnion('type', [...SimpleField.options, RepeatField])
export type FormField = z.infer<typeof FormField>

export const FormPage = z.object({ id: FieldId, title: LocalText, fields: z.array(FormField).min(1) })
export type FormPage = z.infer<typeof FormPage>

const AnswerText = z.union([z.string(), z.object({ kk: z.string(), ru: z.string() })])
export type AnswerText = z.infer<typeof AnswerText>
export const AnswerRow = z.record(z.string(), AnswerText)
export type AnswerRow = z.infer<typeof AnswerRow>
export const AnswerValue = z.union([AnswerText, z.array(AnswerRow)])
export type AnswerValue = z.infer<typeof AnswerValue>
export const Answers = z.record(z.string(), AnswerValue)
export type Answers = z.infer<typeof Answers>

/** What conditions may ask besides the form: facts of the case. */
export interface FormFacts {
  readonly 'applicant.kind': 'person' | 'organisation'
  readonly channel: 'centre' | 'provider' | 'portal'
}

const isOneOf = (value: unknown, { oneOf }: Condition): boolean => typeof value === 'string' && oneOf.includes(value)

/** Whether conditions hold where no field is itself hidden: in rows, lines and results. */
export const holds = (when: Conditions | undefined, values: Readonly<Record<string, unknown>>): boolean =>
  when === undefined || when.every((condition) => isOneOf(values[condition.field], condition))

/**
 * What stands on the form now: fields in order, those whose conditions hold. A field hidden by its condition counts as empty for the
 * conditions of the fields after it.
 */
export function shownFields(fields: readonly FormField[], answers: Answers, facts: FormFacts): readonly FormField[] {
  const values: Record<string, unknown> = { ...facts }
  return fields.filter((field) => {
    if (!holds(field.when, values)) return false
    values[field.id] = answers[field.id]
    return true
  })
}

/** Every field of a form, in order. */
export const fieldsOf = (pages: readonly FormPage[]): readonly FormField[] => pages.flatMap((page) => page.fields)

/** The values that conditions of slots and results may ask: facts, and the answers that stand on the form now. */
export function shownValues(pages: readonly FormPage[], answers: Answers, facts: FormFacts): Readonly<Record<string, unknown>> {
  const fields = fieldsOf(pages)
  return { ...facts, ...Object.fromEntries(shownFields(fields, answers, facts).map(({ id }) => [id, answers[id]])) }
}
