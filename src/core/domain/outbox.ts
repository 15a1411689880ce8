import { z } from 'zod'
import { Instant } from '#core/domain/ids.ts'

/** How much of the line documents may take, so that the counter's own questions get through. */
export const UploadPolicy = z.object({
  /** Bytes a second over all documents together; absent for no limit. */
  bytesPerSecond: z.int().min(4_096).optional(),
  /** Hours of the day (Almaty) in which the limit does not hold: from `from`, before `to`, over midnight where `from` is later. */
  unlimited: z.object({ from: z.int().min(0).max(23), to: z.int().min(0).max(23) }).optional(),
})
export type UploadPolicy = z.infer<typeof UploadPolicy>

/** What can run out while the gateway is away. */
export const limitKinds = ['oldestItem', 'items', 'disk', 'sync', 'backup'] as const
export type LimitKind = (typeof limitKinds)[number]

/** `warn`: said in words; `stop`: what could not be kept safe is not taken in any more, everything else goes on. */
export const LimitFinding = z.object({
  kind: z.enum(limitKinds),
  level: z.enum(['warn', 'stop']),
  /** Hours of age for `oldestItem`, `sync` and `backup`, a count for `items`, bytes left for `disk`. */
  value: z.number(),
  /** Where it stops, in the same unit. */
  stopsAt: z.number(),
})
export type LimitFinding = z.infer<typeof LimitFinding>

/** The operator stopped all sending: since when, and by full name who. */
export const QueuePause = z.object({ since: Instant, by: z.string() })
export type QueuePause = z.infer<typeof QueuePause>

/** The queue as a whole. */
export const QueueStatus = z.object({
  paused: QueuePause.optional(),
  /** The circuit to the gateway: `open` while it is away, with the time of the next try; then nothing else is tried. */
  circuit: z.object({ state: z.enum(['closed', 'open']), since: Instant.optional(), nextTryAt: Instant.optional() }),
  upload: UploadPolicy,
})
export type QueueStatus = z.infer<typeof QueueStatus>
