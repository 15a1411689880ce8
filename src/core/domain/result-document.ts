import { z } from 'zod'
import { CaseId, ContentHash, DateOnly, Instant, ServiceId } from '#core/domain/ids.ts'
import { Bin, Iin } from '#core/domain/iin.ts'
import { Answers } from '#core/domain/service.ts'
import { LocalText } from '#core/domain/text.ts'

/** The provider's decision: the certificate's fields, or the grounds of a reasoned refusal (дәлелді бас тарту) in both languages. */
export const Decision = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('positive'), fields: Answers }),
  z.object({ outcome: z.literal('refusal'), groundIds: z.array(z.string()).min(1), explanation: LocalText }),
])
export type Decision = z.infer<typeof Decision>

/** What the provider signs (шығыс құжат): canonical JSON inside a CAdES signature; the PDF is a rendering of it. */
export const ResultDocument = z.object({
  schema: z.literal('tereze.result/1'),
  caseId: CaseId,
  number: z.string(),
  service: z.object({ id: ServiceId, version: z.string(), name: LocalText }),
  applicant: z.object({ iin: Iin, fullName: z.string() }),
  requestHash: ContentHash,
  requestedOn: DateOnly,
  provider: z.object({ bin: Bin, name: LocalText, department: LocalText, region: LocalText }),
  decision: Decision,
  /** Values of every field of the blank, also those the system fills; empty for a refusal. */
  fields: Answers,
  grounds: z.array(z.object({ id: z.string(), text: LocalText })),
  signedBy: z.object({ iin: Iin, fullName: z.string(), position: LocalText }),
  composedAt: Instant,
})
export type ResultDocument = z.infer<typeof ResultDocument>
