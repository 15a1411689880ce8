import { z } from 'zod'
import { Representative } from '#core/domain/authority.ts'
import { ManifestEntry } from '#core/domain/document.ts'
import { CaseId, Instant, ServiceId } from '#core/domain/ids.ts'
import { Bin, Iin } from '#core/domain/iin.ts'
import { Applicant } from '#core/domain/person.ts'
import { Answers } from '#core/domain/service.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

/**
 * What is signed and sent (сұрау салу): one JSON document in canonical form (RFC 8785), the content of a CAdES-B-B signature.
 * The documents travel beside it, named by SHA-256 in the manifest.
 */
export const ServiceRequest = z.object({
  schema: z.literal('tereze.request/1'),
  caseId: CaseId,
  service: z.object({ id: ServiceId, version: z.string(), name: LocalText }),
  channel: z.enum(['centre', 'provider', 'portal']),
  centre: z.object({ bin: Bin, name: LocalText, desk: z.int() }),
  operator: z.object({ iin: Iin, fullName: z.string() }),
  applicant: Applicant,
  representative: Representative.optional(),
  answers: Answers,
  documents: z.array(ManifestEntry),
  /** Number printed while the gateway's own is not known. */
  provisionalNumber: z.string(),
  language: Locale,
  /** Device clock. */
  openedAt: Instant,
  composedAt: Instant,
})
export type ServiceRequest = z.infer<typeof ServiceRequest>
