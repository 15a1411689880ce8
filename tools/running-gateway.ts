import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'

/** Where the gateway of this user's training workstation says it listens; undefined where none is running. */
export function findRunningGateway(): string | undefined {
  const settings = readSettings(process.env)
  const files = (['web', 'electron'] as const).map((host) => join(dataFolderOf(settings, host), 'gateway', 'gateway.url'))
  const file = files.find((candidate) => existsSync(candidate))
  return file === undefined ? undefined : readFileSync(file, 'utf8').trim()
}
