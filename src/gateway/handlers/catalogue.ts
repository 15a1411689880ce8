import type { Handlers } from '#gateway/http/handler.ts'
import type { GatewayDeps } from './deps.ts'

export function createCatalogueHandlers(deps: GatewayDeps): Pick<Handlers, 'health' | 'catalogue' | 'calendar' | 'crl'> {
  const { resources, version, training, revocationLists } = deps
  return {
    health: ({ now }) => ({ name: 'tereze-gateway', version, time: now.toISOString(), training }),
    catalogue: () => ({ version: resources.catalogueVersion, services: [...resources.services] }),
    calendar: () => resources.calendar,
    crl: ({ now }) => revocationLists.current(now),
  }
}
