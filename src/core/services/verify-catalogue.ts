import { err, ok, type Result } from '#core/base/result.ts'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { canonicalHash, readJson } from '#core/domain/canonical.ts'
import { CatalogueManifest, type CatalogueRefusal } from '#core/domain/catalogue.ts'
import { definitionProblems } from '#core/domain/definition-problems.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { SignatureProblem, SignatureReport } from '#core/domain/signature.ts'
import type { CatalogueEntry } from '#core/ports/stores.ts'
import type { Desk } from './desk.ts'

type VerifyDeps = Pick<Desk, 'stores' | 'signing' | 'clock'>

/** What the gateway offers: nothing of it is believed before the manifest's signature stands. */
export interface OfferedCatalogue {
  readonly manifest: Uint8Array
  readonly services: readonly unknown[]
  readonly calendar: unknown
}

export interface SoundCatalogue {
  readonly version: string
  readonly services: readonly CatalogueEntry[]
  readonly calendar: WorkCalendar
  /** Whom carriers are encrypted to, where the gateway takes them. */
  readonly carrierRecipient?: string
}

const noSignature: readonly SignatureProblem[] = ['malformed', 'noSigner', 'severalSigners']
const broken: readonly SignatureProblem[] = ['contentAltered', 'signatureBroken', 'attributesMissing', 'certificateMismatch']

function refusalOf({ accepted, problems }: SignatureReport): CatalogueRefusal | undefined {
  if (accepted) return undefined
  if (problems.some((problem) => noSignature.includes(problem))) return 'unsigned'
  return problems.some((problem) => broken.includes(problem)) ? 'badSignature' : 'untrustedSigner'
}

/** The hash of what came unparsed; undefined where it is no JSON value. */
function hashOfUnparsed(value: unknown): string | undefined {
  try {
    return canonicalHash(value)
  } catch {
    return undefined
  }
}

function readService(source: unknown, named: CatalogueManifest['services'][number]): CatalogueEntry | undefined {
  const parsed = ServiceDefinition.safeParse(source)
  if (!parsed.success || parsed.data.id !== named.id || parsed.data.version !== named.version) return undefined
  return definitionProblems(parsed.data).length > 0 ? undefined : { definition: parsed.data, source, sha256: named.sha256 }
}

/** Everything the manifest names and nothing else, each by its hash and sound in itself. */
function readParts(manifest: CatalogueManifest, offered: OfferedCatalogue): Result<SoundCatalogue, CatalogueRefusal> {
  const byHash = new Map(offered.services.map((source) => [hashOfUnparsed(source), source] as const))
  const ids = new Set(manifest.services.map(({ id }) => id))
  if (ids.size !== manifest.services.length) return err('unsound')
  if (offered.services.length !== manifest.services.length || manifest.services.some(({ sha256 }) => !byHash.has(sha256)))
    return err('hashDiffers')
  if (hashOfUnparsed(offered.calendar) !== manifest.calendar.sha256) return err('hashDiffers')
  const services: CatalogueEntry[] = []
  for (const named of manifest.services) {
    const read = readService(byHash.get(named.sha256), named)
    if (read === undefined) return err('unsound')
    services.push(read)
  }
  const calendar = WorkCalendar.safeParse(offered.calendar)
  if (!calendar.success || calendar.data.version !== manifest.calendar.version) return err('unsound')
  const { version, carrierRecipient } = manifest
  return ok({ version, services, calendar: calendar.data, ...(carrierRecipient === undefined ? {} : { carrierRecipient }) })
}

/**
 * A definition under a version that is kept must be the one that is kept: cases began with it. So must the catalogue as a whole, lest two desks
 * with one version in force hold different services.
 */
function isVersionReused({ stores: { settings } }: VerifyDeps, { version, services, calendar }: SoundCatalogue): boolean {
  const changed = services.some(({ definition, sha256 }) => {
    const kept = settings.definitionHash(definition.id, definition.version)
    return kept !== undefined && kept !== sha256
  })
  if (changed) return true
  const present = settings.catalogue()
  if (present?.version !== version) return false
  const inForce = present.services.map(({ id, version: of }) => `${id} ${of}`)
  const offered = services.map(({ definition }) => `${definition.id} ${definition.version}`)
  return inForce.toSorted().join('\n') !== offered.toSorted().join('\n') || settings.calendar()?.version !== calendar.version
}

/**
 * Whether a catalogue may be put into force here: signed by an information system (role `system`) that leads to a trusted root, whole by its hashes,
 * sound, not older than the present one, and with no version used a second time for another content.
 */
export async function verifyCatalogue(deps: VerifyDeps, offered: OfferedCatalogue): Promise<Result<SoundCatalogue, CatalogueRefusal>> {
  const { report, content } = await deps.signing.verify(offered.manifest, deps.clock.instant(), { roles: ['system'] })
  const refusal = refusalOf(report)
  if (refusal !== undefined) return err(refusal)
  const manifest = CatalogueManifest.safeParse(content === undefined ? undefined : readJson(content))
  if (!manifest.success) return err('unreadable')
  const present = deps.stores.settings.catalogue()?.version
  if (present !== undefined && manifest.data.version < present) return err('older')
  const parts = readParts(manifest.data, offered)
  if (!parts.ok) return parts
  return isVersionReused(deps, parts.value) ? err('versionReused') : parts
}
