import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const list = z.string().transform((value) => value.split(',').filter(Boolean))

/** What the administrator or a test sets by environment; everything has a default. */
const Settings = z.object({
  /** Folder for everything the program keeps. */
  TEREZE_DATA: z.string().optional(),
  /** A second folder for copies of the databases, on another disk or a share; the first copies stand beside the databases. */
  TEREZE_BACKUP_FOLDER: z.string().optional(),
  /** A training workstation with its own gateway and tokens (the default), or 0 for a real one with enrolments.json. */
  TEREZE_TRAINING: flag.default(true),
  /** A running training gateway to use instead of an own one. */
  TEREZE_GATEWAY: z.url().optional(),
  /** SANE back ends to load; `test` is SANE's own scanner without a device. */
  TEREZE_SANE_BACKENDS: list.optional(),
  /** Appended to every scan's command line. */
  TEREZE_SCAN_ARGUMENTS: list.optional(),
  /** Folders offered for carriers (USB sticks) beside the media that are plugged in. */
  TEREZE_CARRIER_FOLDERS: list.optional(),
  /** PKCS#11 modules, instead of the ones found. */
  TEREZE_PKCS11: list.optional(),
  /** The administrator's table of tokens and their PKCS#11 modules, added to the program's own; without it tokens.json in the data folder. */
  TEREZE_TOKENS: z.string().optional(),
  /** Folder of key files (PKCS#12) offered beside tokens, for a pilot; training has its own. */
  TEREZE_KEY_FILES: z.string().optional(),
  /** Milliseconds after which a token that does not answer counts as hung. */
  TEREZE_TOKEN_STUCK_AFTER: z.coerce.number().int().positive().optional(),
  /** Port of the web host; 0 for a free one. */
  TEREZE_PORT: z.coerce.number().int().min(0).max(65535).default(8150),
  /** HTTP proxy to everything outside, `http://name:password@host:port`; without it HTTPS_PROXY and HTTP_PROXY count. */
  TEREZE_PROXY: z.string().optional(),
  /** Hosts that are reached without the proxy, as in NO_PROXY and in its place; by default also this machine itself. */
  TEREZE_NO_PROXY: z.string().optional(),
  /** Electron's key store is unprotected on this machine, and the administrator knows. */
  TEREZE_ALLOW_UNPROTECTED_KEY: flag.default(false),
})
export type Settings = z.infer<typeof Settings>

export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => Settings.parse(environment)

/** The platform's folder for a program's data. */
export function dataFolderOf(settings: Settings, host: 'electron' | 'web'): string {
  if (settings.TEREZE_DATA !== undefined) return settings.TEREZE_DATA
  const base =
    process.platform === 'win32'
      ? (process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'))
      : (process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'))
  return join(base, 'tereze', `${settings.TEREZE_TRAINING ? 'training' : 'workplace'}-${host}`)
}
