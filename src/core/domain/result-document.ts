import { z } from 'zod'
import { CaseId, ContentHash, DateOnly, Instant, ServiceId } from '#core/domain/ids.ts'
import { Bin, Iin } from '#core/domain/iin.ts'
import { Answers } from '#core/domain/service-form.ts'
import { LocalText } from '#core/domain/text.ts'

/**
 * The provider's decision: what is entered for one of the service's blanks, or the grounds of a reasoned refusal (дәлелді бас тарту) in both
 * languages, with the fields that were wrong (as the page names them) so that only those are asked again.
 */
export const Decision = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('positive'), form: z.string(), fields: Answers }),
  z.object({ outcome: z.literal('intermediate'), form: z.string(), fields: Answers }),
  z.object({
    outcome: z.literal('refusal'),
    groundIds: z.array(z.string()).min(1),
    explanation: LocalText,
    wrongFields: z.array(z.string()).optional(),
  }),
])
export type Decision = z.infer<typeof Decision>

export const Outcome = z.enum(['positive', 'intermediate', 'refusal'])
export type Outcome = z.infer<typeof Outcome>

/** What the provider signs (шығыс құжат): canonical JSON inside a CAdES signature; the PDF is a rendering of it. */
export const ResultDocument = z.object({
  schema: z.literal('tereze.result/1'),
  caseId: CaseId,
  number: z.string(),
  service: z.object({ id: ServiceId, version: z.string(), name: LocalText }),
  applicant: z.object({ iin: Iin, fullName: z.string() }),
  organisation: z.object({ bin: Bin, name: LocalText }).optional(),
  /** Which of the service's blanks. */
  form: z.string(),
  requestHash: ContentHash,
  requestedOn: DateOnly,
  provider: z.object({ bin: Bin, name: LocalText, department: LocalText, region: LocalText }),
  decision: Decision,
  /** Printed values of every field of the blank, also those the program fills: labels in place of choices, dates as ISO 8601. */
  fields: Answers,
  /** Answers and facts of the case that conditions of the blank's lines ask. */
  facts: z.record(z.string(), z.string()).optional(),
  grounds: z.array(z.object({ id: z.string(), text: LocalText })),
  signedBy: z.object({ iin: Iin, fullName: z.string(), position: LocalText }),
  /** Last day the paper holds, where the blank says so. */
  validUntil: DateOnly.optional(),
  composedAt: Instant,
})
export type ResultDocument = z.infer<typeof ResultDocument>
