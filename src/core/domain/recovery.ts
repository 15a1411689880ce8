import { z } from 'zod'
import { CaseId, Instant } from '#core/domain/ids.ts'

/** What became of a database that was damaged, for the operator until dismissed and for support. */
export const RecoveryReport = z.object({
  at: Instant,
  /** When the copy was made that was put in its place; absent where there was none. */
  backupAt: Instant.optional(),
  /** Whether anything newer could still be read in the damaged file. */
  salvaged: z.boolean(),
  /** Cases that are whole, as far as is known. */
  cases: z.int(),
  /** Cases whose later actions could not be read: they end earlier than they did. */
  brokenOff: z.array(CaseId),
  /** Actions known to be missing, over all cases; absent where there was no file to compare with. */
  lostActions: z.int().optional(),
  /** Under which name the damaged file was put aside, in its own folder; absent where there was no file. */
  aside: z.string().optional(),
})
export type RecoveryReport = z.infer<typeof RecoveryReport>
