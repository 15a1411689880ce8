import { z } from 'zod'
import { Conditions, FieldId, FormField } from '#core/domain/service-form.ts'
import { LocalText } from '#core/domain/text.ts'

/**
 * A line of a blank in the language or languages the regulation gives it in; `{field}` stands for a value. A table prints the rows of a
 * `repeat` field that the provider filled; its column `#` is the row's number.
 */
export const BlankLine = z.object({
  kk: z.string().optional(),
  ru: z.string().optional(),
  style: z.enum(['title', 'body', 'centre', 'right', 'signature', 'small', 'table']).default('body'),
  when: Conditions.optional(),
  table: z
    .object({ field: FieldId, columns: z.array(z.object({ id: z.string(), kk: z.string(), ru: z.string().optional() })).min(1) })
    .optional(),
})
export type BlankLine = z.infer<typeof BlankLine>

export const Blank = z.object({
  lines: z.array(BlankLine).min(1),
  /** Legal-equivalence clause and barcode statement are printed. */
  legalClause: z.boolean(),
  barcode: z.boolean(),
  /** Where the regulation's own statement does not fit the body that signs; `{department}` and `{region}` stand for the provider's. */
  barcodeStatement: LocalText.optional(),
  /** Composed by us: the regulation gives no text. */
  ours: z.boolean().optional(),
})
export type Blank = z.infer<typeof Blank>

/** Where the value of a blank's field comes from, besides what the provider's staff enter. */
export const systemSources = [
  'applicant.fullName',
  'applicant.iin',
  'applicant.address',
  'applicant.phone',
  'applicant.birthDate',
  'applicant.birthYear',
  'organisation.name',
  'organisation.bin',
  'organisation.address',
  'organisation.headName',
  'representative.fullName',
  'system.number',
  'system.applicationDate',
  'system.signingDate',
  'system.validUntil',
  'system.headName',
  'system.signerName',
  'system.department',
  'system.providerName',
  'system.region',
  'system.serviceName',
  'decision.grounds',
  'decision.explanation',
] as const
export type SystemSource = (typeof systemSources)[number]

/**
 * `form.<field>` is an answer, `form.<repeat>.<field>` that field of every row, joined by commas; `asked.<field>` what the provider entered, where
 * the blank prints it in parts.
 */
export const ValueSource = z.union([
  z.enum(systemSources),
  z.templateLiteral(['form.', z.string().min(1)]),
  z.templateLiteral(['asked.', z.string().min(1)]),
])
export type ValueSource = z.infer<typeof ValueSource>

/** A field of the blank that the program fills: every one is traceable to applicant, form, register or decision. */
export const BlankValue = z.object({
  id: FieldId,
  label: LocalText,
  from: ValueSource,
  /** Of a date, this part: day `5`, month `қараша` / `ноября`, year `2026`, short year `26`. */
  part: z.enum(['day', 'month', 'year', 'shortYear']).optional(),
  /** Of the rows of a `repeat` (`from: form.<repeat>`), how one is written: `{fullName}, {birthDate.year}`. Rows are joined by `; `. */
  row: z.string().optional(),
  /** Signing is not possible without it. */
  required: z.boolean(),
})
export type BlankValue = z.infer<typeof BlankValue>

/** One result a service can have, with its blank. */
export const ResultForm = z.object({
  id: FieldId,
  /** `intermediate` (аралық құжат) is given out while the case goes on. */
  outcome: z.enum(['positive', 'intermediate', 'refusal']),
  title: LocalText,
  /** Which of several blanks this case has: asks the form's answers, `applicant.kind` and `channel`. */
  when: Conditions.optional(),
  /** What the provider's staff enter, in the order they are asked. Empty for a refusal: its grounds and explanation are always asked. */
  asked: z.array(FormField),
  values: z.array(BlankValue),
  blank: Blank,
  /** How long the paper holds, from the day it is signed. */
  validity: z.object({ days: z.int().positive().optional(), months: z.int().positive().optional(), text: LocalText }).optional(),
  clause: z.string().optional(),
})
export type ResultForm = z.infer<typeof ResultForm>
