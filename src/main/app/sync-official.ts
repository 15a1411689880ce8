import { canonicalHash } from '#core/domain/canonical.ts'
import { recipientPreference } from '#core/jobs/prepare-carrier.ts'
import type { Desk } from '#core/services/desk.ts'
import { type OfferedCatalogue, verifyCatalogue } from '#core/services/verify-catalogue.ts'

type SyncDesk = Pick<Desk, 'stores' | 'gateway' | 'signing' | 'clock' | 'logger'>

/** Takes a catalogue over that stands every check; of any other the reason is kept and shown, and the last good one stays in force. */
async function takeCatalogue(desk: SyncDesk, offered: OfferedCatalogue): Promise<void> {
  const { settings } = desk.stores
  const verified = await verifyCatalogue(desk, offered)
  if (!verified.ok) {
    desk.logger.error('Catalogue refused', { code: verified.error })
    if (settings.catalogueRefusal()?.why !== verified.error)
      settings.saveCatalogueRefusal({ why: verified.error, at: desk.clock.instant() })
    return
  }
  const { version, services, calendar, carrierRecipient } = verified.value
  if (settings.catalogueRefusal() !== undefined) settings.saveCatalogueRefusal(undefined)
  if (settings.catalogue()?.version === version) return
  settings.saveCatalogue(version, services, calendar)
  if (carrierRecipient !== undefined) settings.savePreference(recipientPreference, carrierRecipient)
  desk.logger.info('Catalogue taken over', { version, count: services.length })
}

/** Brings catalogue, calendar and colleagues up to date; what is here stays in force while the gateway is silent. */
export async function syncOfficial(desk: SyncDesk): Promise<boolean> {
  const { settings } = desk.stores
  // After a refusal everything is wanted again: whoever exchanged a part may have done so under the version that is in force.
  const have = settings.catalogueRefusal() === undefined ? settings.catalogue()?.version : undefined
  const [offered, staff] = await Promise.all([desk.gateway.catalogue(have), desk.gateway.staff()])
  if (offered.ok && offered.value !== 'unchanged') await takeCatalogue(desk, offered.value)
  if (staff.ok && canonicalHash(staff.value) !== canonicalHash(settings.colleagues())) settings.saveColleagues(staff.value)
  return offered.ok && staff.ok
}
