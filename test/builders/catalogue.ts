import { canonicalBytes, canonicalHash } from '#core/domain/canonical.ts'
import type { CertificateSummary } from '#core/domain/signature.ts'
import type { OfferedCatalogue } from '#core/services/verify-catalogue.ts'
import calendarJson from '#resources/calendar/kz.json' with { type: 'json' }
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

export interface CatalogueOptions {
  readonly version: string
  readonly services: readonly { readonly id: string; readonly version: string; readonly [key: string]: unknown }[]
  readonly calendar?: { readonly version: string }
}

/** A catalogue as the gateway offers it, its manifest signed by an information system or by whoever is named. */
export function offeredCatalogue(
  { version, services, calendar = calendarJson }: CatalogueOptions,
  signer: Partial<CertificateSummary> = {},
): OfferedCatalogue {
  const manifest = {
    schema: 'tereze.catalogue/1',
    version,
    issuedAt: '2026-11-20T04:00:00.000Z',
    services: services.map((service) => ({ id: service.id, version: service.version, sha256: canonicalHash(service) })),
    calendar: { version: calendar.version, sha256: canonicalHash(calendar) },
  }
  return { manifest: cmsOf(canonicalBytes(manifest), certificateOf({ role: 'system', ...signer })), services, calendar }
}
