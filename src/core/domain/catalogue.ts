import { z } from 'zod'
import { ContentHash, Instant, ServiceId } from '#core/domain/ids.ts'

/** What the gateway's operator puts into force: every service and the calendar, by version and hash. Its canonical JSON is what is signed. */
export const CatalogueManifest = z.object({
  schema: z.literal('tereze.catalogue/1'),
  /** Compared as text: a later one sorts after. */
  version: z.string().min(1),
  issuedAt: Instant,
  services: z.array(z.object({ id: ServiceId, version: z.string(), sha256: ContentHash })),
  calendar: z.object({ version: z.string(), sha256: ContentHash }),
  /** Whom carriers are encrypted to: the gateway's recipient of age (X25519, `age1…`). A gateway that takes none names none. */
  carrierRecipient: z
    .string()
    .regex(/^age1[0-9a-z]{58}$/)
    .optional(),
})
export type CatalogueManifest = z.infer<typeof CatalogueManifest>

/**
 * Why a catalogue is not taken over; the one before it stays in force. `versionReused`: a definition changed under a version that cases already
 * began with.
 */
export const CatalogueRefusal = z.enum([
  'unreadable',
  'unsigned',
  'badSignature',
  'untrustedSigner',
  'hashDiffers',
  'unsound',
  'older',
  'versionReused',
])
export type CatalogueRefusal = z.infer<typeof CatalogueRefusal>
