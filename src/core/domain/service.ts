import { z } from 'zod'
import { DeadlineRule } from '#core/domain/calendar.ts'
import { ServiceId } from '#core/domain/ids.ts'
import { LocalText } from '#core/domain/text.ts'

/** When a field or slot is there: another field of the form has one of these values. */
export const Condition = z.object({ field: z.string(), oneOf: z.array(z.string()).min(1) })
export type Condition = z.infer<typeof Condition>

const fieldBase = {
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: LocalText,
  help: LocalText.optional(),
  required: z.boolean(),
  when: Condition.optional(),
  /** Filled from what is already known; the operator may change it. */
  fill: z.enum(['applicant.address', 'applicant.email', 'applicant.phone', 'applicant.fullName']).optional(),
  assumed: z.boolean().optional(),
}

/** A field of a service's form. Values are strings; a bilingual text is two. */
export const FormField = z.discriminatedUnion('type', [
  z.object({
    ...fieldBase,
    type: z.literal('text'),
    maxLength: z.int().positive(),
    multiline: z.boolean().optional(),
    pattern: z.string().optional(),
  }),
  z.object({ ...fieldBase, type: z.literal('bilingual'), maxLength: z.int().positive(), multiline: z.boolean().optional() }),
  z.object({ ...fieldBase, type: z.literal('email') }),
  z.object({ ...fieldBase, type: z.literal('date'), notAfterToday: z.boolean().optional() }),
  z.object({ ...fieldBase, type: z.literal('choice'), options: z.array(z.object({ value: z.string(), label: LocalText })).min(2) }),
])
export type FormField = z.infer<typeof FormField>

export const FormPage = z.object({ id: z.string(), title: LocalText, fields: z.array(FormField) })
export type FormPage = z.infer<typeof FormPage>

export const AnswerValue = z.union([z.string(), z.object({ kk: z.string(), ru: z.string() })])
export type AnswerValue = z.infer<typeof AnswerValue>
export const Answers = z.record(z.string(), AnswerValue)
export type Answers = z.infer<typeof Answers>

export const DocumentSlot = z.object({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: LocalText,
  help: LocalText.optional(),
  required: z.boolean(),
  when: Condition.optional(),
  /** Needed only where a representative acts. */
  forRepresentative: z.boolean().optional(),
  original: z.enum(['shown', 'left', 'copy']),
  maxPages: z.int().positive(),
  scan: z.object({ dpi: z.int().positive(), mode: z.enum(['gray', 'colour']) }),
  assumed: z.boolean().optional(),
})
export type DocumentSlot = z.infer<typeof DocumentSlot>

export const Step = z.object({
  step: z.string(),
  clause: z.string(),
  actor: LocalText,
  text: LocalText,
  norm: LocalText.optional(),
  normSeconds: z.int().positive().optional(),
  /** Between which actions of a case's log the step is measured against its norm. */
  measure: z.object({ from: z.string(), to: z.string() }).optional(),
})
export type Step = z.infer<typeof Step>

/** One printed line pair of a blank; `{field}` stands for a field's value in that language. */
export const BlankLine = z.object({
  kk: z.string().optional(),
  ru: z.string().optional(),
  style: z.enum(['title', 'body', 'signature', 'small']).default('body'),
})
export type BlankLine = z.infer<typeof BlankLine>

export const Blank = z.object({
  lines: z.array(BlankLine).min(1),
  /** Legal-equivalence clause and barcode statement are printed (seed texts H1, H2). */
  legalClause: z.boolean(),
  barcode: z.boolean(),
  ours: z.boolean().optional(),
})
export type Blank = z.infer<typeof Blank>

/** Where a blank's field comes from. */
export const BlankFieldSource = z.enum(['applicant', 'form', 'provider', 'system'])
export const BlankField = z.object({
  id: z.string(),
  source: BlankFieldSource,
  label: LocalText,
  type: z.enum(['text', 'bilingual', 'date']),
  required: z.boolean(),
  /** What the program fills it from when the source is not the provider. */
  from: z
    .enum([
      'applicant.fullName',
      'applicant.iin',
      'form.presentedTo',
      'system.headName',
      'system.signerName',
      'system.applicationDate',
      'system.department',
      'system.region',
    ])
    .optional(),
})
export type BlankField = z.infer<typeof BlankField>

export const ResultForm = z.object({ title: LocalText, fields: z.array(BlankField), blank: Blank })
export type ResultForm = z.infer<typeof ResultForm>

export const RefusalGround = z.object({ id: z.string(), text: LocalText, clause: z.string().optional(), assumed: z.boolean().optional() })
export type RefusalGround = z.infer<typeof RefusalGround>

export const ServiceNote = z.object({ about: z.string(), text: LocalText, decided: z.boolean() })

/** Everything official about one service, as data: resources/services/<id>.json. */
export const ServiceDefinition = z.object({
  id: ServiceId,
  version: z.string().min(1),
  name: LocalText,
  synonyms: z.object({ kk: z.array(z.string()), ru: z.array(z.string()) }),
  category: LocalText,
  provider: z.object({ bin: z.string().regex(/^\d{12}$/), name: LocalText, department: LocalText }),
  region: LocalText,
  legalBasis: z.array(z.object({ text: LocalText, clauses: z.string().optional() })),
  automation: LocalText,
  channels: z.object({ centre: z.array(Step).optional(), provider: z.array(Step).optional(), portal: z.array(Step).optional() }),
  applicants: z.array(z.enum(['person', 'organisation'])).min(1),
  representation: z.object({ allowed: z.boolean(), notarisedOnly: z.boolean() }),
  registers: z.array(z.enum(['persons', 'organisations', 'notaries', 'civilActs', 'payments'])),
  form: z.array(FormPage),
  documents: z.array(DocumentSlot),
  fee: LocalText.optional(),
  term: z.object({ rule: DeadlineRule, text: LocalText }),
  /** Minutes a person may wait and be served. */
  waiting: z.object({ queueMinutes: z.int(), servingMinutes: z.int() }),
  results: z.object({ positive: ResultForm, refusal: ResultForm }),
  refusalGrounds: z.array(RefusalGround).min(1),
  handOut: z.array(z.enum(['inPerson', 'email'])).min(1),
  survey: z.enum(['G-1', 'G-2', 'G-3']),
  notes: z.array(ServiceNote),
})
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

export const isShown = (when: Condition | undefined, answers: Answers): boolean => {
  if (when === undefined) return true
  const value = answers[when.field]
  return typeof value === 'string' && when.oneOf.includes(value)
}
