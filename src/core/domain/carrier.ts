import { z } from 'zod'
import { Deadline } from '#core/domain/calendar.ts'
import { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import { Iin } from '#core/domain/iin.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

/** A content that travels beside the manifest, as `contents/<sha256>`. */
export const CarriedContent = z.object({ sha256: ContentHash, bytes: z.int().nonnegative() })
export type CarriedContent = z.infer<typeof CarriedContent>

const common = { idempotencyKey: z.uuid(), caseId: CaseId }

/** One item of the queue as it would have gone by the wire, its large parts by hash. */
export const CarrierItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submitRequest'), ...common, cms: CarriedContent, documents: z.array(CarriedContent) }),
  z.object({ kind: z.literal('deliverAcceptance'), ...common, acceptedAt: Instant, executor: z.string() }),
  z.object({ kind: z.literal('deliverResult'), ...common, cms: CarriedContent }),
  z.object({ kind: z.literal('deliverExtension'), ...common, days: z.int().positive(), reason: LocalText }),
  z.object({
    kind: z.literal('emailResult'),
    ...common,
    to: z.string(),
    language: Locale,
    resultHash: ContentHash,
    pdf: CarriedContent,
  }),
])
export type CarrierItem = z.infer<typeof CarrierItem>

/**
 * What a carrier holds, in the order it must be taken: its canonical JSON, signed by the operator (CAdES), is the first entry of the archive. The archive is a tar
 * file within an age file (https://age-encryption.org/v1) that only the gateway can open.
 */
export const CarrierManifest = z.object({
  schema: z.literal('tereze.carrier/1'),
  exportId: z.uuid(),
  workplaceId: z.string(),
  operator: z.object({ iin: Iin, fullName: z.string() }),
  exportedAt: Instant,
  items: z.array(CarrierItem).min(1),
})
export type CarrierManifest = z.infer<typeof CarrierManifest>

/** What the gateway answered to an item, as it would have by the wire. */
export const CarrierAnswer = z.object({
  acknowledgement: z.string().min(1),
  /** Absent for a request, which is registered at `registeredAt`. */
  at: Instant.optional(),
  number: z.string().optional(),
  registeredAt: Instant.optional(),
  deadline: Deadline.optional(),
})
export type CarrierAnswer = z.infer<typeof CarrierAnswer>

/** `refusal`: `code` is wire's ProblemCode. An item that is not named was not looked at: what came before it for its case was refused. */
const ProvedItem = z.object({
  idempotencyKey: z.uuid(),
  caseId: CaseId,
  answer: CarrierAnswer.optional(),
  refusal: z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
})

/** What became of a carrier at the gateway; its canonical JSON, signed by the gateway's information system, goes back to the desk. */
export const CarrierProof = z.object({
  schema: z.literal('tereze.carrierProof/1'),
  exportId: z.uuid(),
  workplaceId: z.string(),
  /** SHA-256 of the signed manifest. */
  manifestHash: ContentHash,
  takenAt: Instant,
  items: z.array(ProvedItem),
})
export type CarrierProof = z.infer<typeof CarrierProof>

/** Name of the archive's first entry. */
export const manifestEntry = 'manifest.cms'
export const contentEntry = (sha256: ContentHash): string => `contents/${sha256}`

/** Every content that the items name, once, in the order they need it. */
export function contentsOf(items: readonly CarrierItem[]): readonly CarriedContent[] {
  const found = new Map<ContentHash, CarriedContent>()
  for (const item of items) {
    const own = 'cms' in item ? [item.cms] : 'pdf' in item ? [item.pdf] : []
    for (const content of [...own, ...('documents' in item ? item.documents : [])]) found.set(content.sha256, content)
  }
  return [...found.values()]
}
