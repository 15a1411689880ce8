import { z } from 'zod'
import { Deadline } from '#core/domain/calendar.ts'
import { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'

/**
 * What the gateway signs when it has taken a message: its canonical JSON is the content of a CAdES signature by the gateway's information system, and
 * the acknowledgement is that signature, DER in base64. Whoever holds it can prove the message delivered, with the root certificate alone.
 */
export const Acknowledgement = z.object({
  kind: z.enum(['request', 'acceptance', 'result', 'extension', 'email']),
  caseId: CaseId,
  /**
   * SHA-256 of what was taken. Request and result: of the CMS. Acceptance: of the signed request that it is about. Extension: of the message's
   * canonical JSON. E-mail: of the signed result that went out.
   */
  contentHash: ContentHash,
  /** The official number, given to a request. */
  number: z.string().optional(),
  /** The term that the gateway counted, of a request or an extension. */
  deadline: Deadline.optional(),
  at: Instant,
})
export type Acknowledgement = z.infer<typeof Acknowledgement>
