import { z } from 'zod'
import { almatyDate } from '#core/domain/calendar.ts'
import { canonicalBytes, canonicalHash } from '#core/domain/canonical.ts'
import { CatalogueManifest } from '#core/domain/catalogue.ts'
import type { Settings } from '#gateway/database/settings.ts'
import { signInSoftware } from './ca/software-key.ts'
import type { SystemCertificate } from './ca/system-certificate.ts'
import type { Resources } from './resources.ts'

const settingName = 'catalogue'
const Kept = z.object({ content: z.string(), manifest: CatalogueManifest })

/** What GET /v1/catalogue answers. */
export interface SignedCatalogue {
  /** The manifest's. */
  readonly version: string
  /** CAdES over the manifest's canonical JSON, DER. */
  readonly manifest: Uint8Array
  readonly services: readonly unknown[]
  readonly calendar: unknown
}

/** `2026.11.22-001-5f0c8a91`: the day, which one of that day, and the content; a later one sorts after, also where the clock went back. */
function versionAfter(last: string | undefined, content: string, now: Date): string {
  const today = almatyDate(now.toISOString()).replaceAll('-', '.')
  const [lastDay = '', lastCount = '0'] = last?.split('-') ?? []
  const [day, count] = today > lastDay ? [today, 1] : [lastDay, Number(lastCount) + 1]
  return `${day}-${String(count).padStart(3, '0')}-${content.slice(0, 8)}`
}

/**
 * The manifest of what is in force. The same content keeps its version and time of issue over all starts; a changed one gets the next version.
 */
export function manifestOf({ services, calendar }: Resources, carrierRecipient: string, settings: Settings, now: Date): CatalogueManifest {
  const named = {
    services: services.map(({ definition: { id, version }, sha256 }) => ({ id, version, sha256 })),
    calendar: { version: calendar.value.version, sha256: canonicalHash(calendar.source) },
    carrierRecipient,
  }
  const content = canonicalHash(named)
  const text = settings.find(settingName)
  const kept = text === undefined ? undefined : Kept.parse(JSON.parse(text))
  if (kept?.content === content) return kept.manifest
  const manifest: CatalogueManifest = {
    schema: 'tereze.catalogue/1',
    version: versionAfter(kept?.manifest.version, content, now),
    issuedAt: now.toISOString(),
    ...named,
  }
  settings.put(settingName, JSON.stringify({ content, manifest }))
  return manifest
}

/** Signed at each start: a certificate that was renewed must not leave an old signature behind. */
export function signCatalogue(
  resources: Resources,
  manifest: CatalogueManifest,
  { certificate, privateKey }: SystemCertificate,
  chain: readonly Uint8Array[],
  now: Date,
): SignedCatalogue {
  return {
    version: manifest.version,
    manifest: signInSoftware({ content: canonicalBytes(manifest), privateKey, certificate, chain, now }),
    services: resources.services.map(({ source }) => source),
    calendar: resources.calendar.source,
  }
}
