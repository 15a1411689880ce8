import { z } from 'zod'
import { DateOnly, Instant } from '#core/domain/ids.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

/**
 * The receipt (құжаттардың қабылданғаны туралы қолхат), regulation 13 clause 9: number and date of the request, kind of service, number and
 * names of documents, date, time and place of hand-out, the employee, the applicant and phones.
 */
export const Receipt = z.object({
  number: z.string().regex(/^\d{12,16}$/),
  /** The number is the desk's own; the registered one comes after the connection. */
  provisional: z.boolean(),
  /** The desk's own number beside the registered one: an earlier copy may bear it. */
  provisionalNumber: z.string().optional(),
  receivedAt: Instant,
  service: LocalText,
  provider: LocalText,
  centre: z.object({ name: LocalText, address: LocalText }),
  documents: z.array(z.object({ title: LocalText, pages: z.int().positive() })),
  handOut: z.object({ on: DateOnly.optional(), fromTime: z.string(), place: LocalText }),
  operator: z.string(),
  /** The person who asks; where an organisation asks, its head. */
  applicant: z.string(),
  organisation: z.object({ name: LocalText, bin: z.string() }).optional(),
  /** What was paid, whole tenge, and the reference of the payment gateway (ЭҮТШ). */
  payment: z.object({ reference: z.string(), tenge: z.int() }).optional(),
  /** Number of the refused request that this one puts right. */
  corrects: z.string().optional(),
  representative: z.string().optional(),
  phones: z.array(z.string()),
  /** 1 for the original; later ones are printed as copies. */
  copy: z.int().positive(),
  training: z.boolean(),
  language: Locale,
})
export type Receipt = z.infer<typeof Receipt>
