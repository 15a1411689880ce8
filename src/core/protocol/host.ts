import { z } from 'zod'
import { WorkplaceEnrolment } from '#core/wire/messages.ts'

/**
 * Host → child process, over the channel named `host`, once at its start. Keys travel here and never by command line or environment,
 * which other programs can read.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const CoreConfig = z.object({
  version: z.string(),
  dataFolder: z.string().min(1),
  training: z.boolean(),
  /** A second folder for copies of the databases: another disk or a share. */
  backupFolder: z.string().optional(),
  enrolments: z.array(WorkplaceEnrolment).min(1),
  /** 256 bits from the operating system's key store; every other key is derived from it. */
  masterKey: bytes.refine((key) => key.length === 32),
  scanner: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sane'), backends: z.array(z.string()).optional(), extraArguments: z.array(z.string()).optional() }),
    z.object({ kind: z.literal('folder'), folder: z.string() }),
  ]),
  printer: z.discriminatedUnion('kind', [z.object({ kind: z.literal('cups') }), z.object({ kind: z.literal('pdf'), folder: z.string() })]),
  /** The HTTP proxy and the hosts reached without it, where they are set; without them HTTPS_PROXY, HTTP_PROXY and NO_PROXY count. */
  proxy: z.object({ url: z.string().optional(), exceptions: z.string().optional() }).optional(),
  /** Folders offered for carriers beside the media that are plugged in. */
  carrierFolders: z.array(z.string()).optional(),
  logFile: z.string().optional(),
})
export type CoreConfig = z.infer<typeof CoreConfig>

export const TokenConfig = z.object({
  /** Paths of PKCS#11 modules. */
  modules: z.array(z.string()),
  /** Look for the installed modules of the table as well. */
  discover: z.boolean().optional(),
  /** The administrator's additions to that table; the file may be missing. */
  moduleTable: z.string().optional(),
  /** PKCS#12 files standing in for tokens where there is no PKCS#11. */
  keyFolder: z.string().optional(),
  /** A device that has not signed after so long counts as hung, milliseconds. */
  stuckAfter: z.int().positive().optional(),
  logFile: z.string().optional(),
})
export type TokenConfig = z.infer<typeof TokenConfig>
