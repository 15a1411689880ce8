import type { Desk } from '#core/services/desk.ts'

/** Brings catalogue and calendar up to date; what is here stays in force while the gateway is silent. */
export async function syncOfficial(desk: Pick<Desk, 'stores' | 'gateway' | 'logger'>): Promise<boolean> {
  const [catalogue, calendar] = await Promise.all([desk.gateway.catalogue(), desk.gateway.calendar()])
  if (catalogue.ok && desk.stores.settings.catalogue()?.version !== catalogue.value.version) {
    desk.stores.settings.saveCatalogue(catalogue.value.version, catalogue.value.services)
    desk.logger.info('Catalogue taken over', { version: catalogue.value.version, count: catalogue.value.services.length })
  }
  if (calendar.ok && desk.stores.settings.calendar()?.version !== calendar.value.version) desk.stores.settings.saveCalendar(calendar.value)
  return catalogue.ok && calendar.ok
}
