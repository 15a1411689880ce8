import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { canonicalHash } from '#core/domain/canonical.ts'
import { definitionProblems } from '#core/domain/definition-problems.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { ServiceDefinition } from '#core/domain/service.ts'

/** A definition, with the value as it stands in its file: that is what is hashed, signed and sent. */
export interface LoadedService {
  readonly definition: ServiceDefinition
  readonly source: unknown
  /** Of the source's canonical JSON. */
  readonly sha256: ContentHash
}

export interface Resources {
  /** By the numbers that operators know them by. */
  readonly services: readonly LoadedService[]
  readonly calendar: { readonly value: WorkCalendar; readonly source: unknown }
  readonly resultLetter: LetterTexts
}

/** Of a service's definition; none where it is offered no more. */
export const versionInForce = ({ services }: Pick<Resources, 'services'>, serviceId: string): string | undefined =>
  services.find(({ definition }) => definition.id === serviceId)?.definition.version

/** Subject and text in the applicant's language, with `{number}`, `{service}`, `{provider}`, `{pdf}` and `{signature}` to be filled in. */
const LetterText = z.object({ subject: z.string().min(1), text: z.string().min(1) })
const LetterTexts = z.object({ kk: LetterText, ru: LetterText })
type LetterTexts = z.infer<typeof LetterTexts>

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

const mostNamed = 5

function readFileAs<T>(folder: string, name: string, schema: z.ZodType<T>): { readonly value: T; readonly source: unknown } {
  let source: unknown
  try {
    source = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch (failure) {
    throw new Error(`${name}: ${failure instanceof Error ? failure.message : 'unreadable'}`)
  }
  const parsed = schema.safeParse(source)
  if (parsed.success) return { value: parsed.data, source }
  const issues = parsed.error.issues.slice(0, mostNamed).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  throw new Error(`${name}: ${issues.join('; ')}`)
}

function loadService(folder: string, name: string): LoadedService {
  const { value: definition, source } = readFileAs(folder, name, ServiceDefinition)
  const problems = definitionProblems(definition)
  if (problems.length > 0) throw new Error(`${name}: ${problems.slice(0, mostNamed).join('; ')}`)
  return { definition, source, sha256: canonicalHash(source) }
}

/** @throws naming the file and what is wrong in it, where one is missing or not as it must be: an installation to repair */
export function loadResources(folder: string): Resources {
  const services = readdirSync(join(folder, 'services'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => loadService(folder, join('services', name)))
    .sort((a, b) => a.definition.number - b.definition.number)
  if (services.length === 0) throw new Error('The catalogue is empty')
  const ids = services.map(({ definition }) => definition.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`services: ${twice} is there twice`)
  return {
    services,
    calendar: readFileAs(folder, join('calendar', 'kz.json'), WorkCalendar),
    resultLetter: readFileAs(folder, join('mail', 'result.json'), LetterTexts).value,
  }
}
