import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { hashOf } from '#core/domain/canonical.ts'

export interface Resources {
  readonly services: readonly ServiceDefinition[]
  /** Changes whenever a definition does. */
  readonly catalogueVersion: string
  readonly calendar: WorkCalendar
}

/**
 * The nearest `resources` folder above this module: right both for src/gateway and for a bundle in out/main.
 * @throws where there is none: then `--resources` must name it
 */
export function findResourcesFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources')
    if (existsSync(join(candidate, 'services'))) return candidate
    if (folder === dirname(folder)) throw new Error('No resources folder found: give --resources')
  }
}

/** @throws where a file is missing or not as its schema says: an installation to repair */
export function loadResources(folder: string): Resources {
  const files = readdirSync(join(folder, 'services'))
    .filter((name) => name.endsWith('.json'))
    .sort()
  const texts = files.map((name) => readFileSync(join(folder, 'services', name)))
  const services = texts.map((text) => ServiceDefinition.parse(JSON.parse(text.toString('utf8'))))
  if (services.length === 0) throw new Error('The catalogue is empty')
  return {
    services,
    catalogueVersion: hashOf(Buffer.concat(texts)).slice(0, 16),
    calendar: WorkCalendar.parse(JSON.parse(readFileSync(join(folder, 'calendar', 'kz.json'), 'utf8'))),
  }
}
