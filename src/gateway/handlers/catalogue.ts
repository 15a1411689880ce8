import type { Handlers } from '#gateway/http/handler.ts'
import type { GatewayDeps } from './deps.ts'

export function createCatalogueHandlers(deps: GatewayDeps): Pick<Handlers, 'health' | 'catalogue' | 'staff' | 'crl' | 'rootCrl'> {
  const { version, training, revocationLists, staff } = deps
  return {
    health: ({ now }) => ({ name: 'tereze-gateway', version, time: now.toISOString(), training }),
    catalogue: ({ query }) => {
      const { version: inForce, manifest, services, calendar } = deps.catalogue()
      if (query.have === inForce) return { unchanged: true as const }
      return { manifest: Buffer.from(manifest).toString('base64'), services: [...services], calendar }
    },
    staff: ({ workplace }) => ({ staff: [...staff.colleagues(workplace.bin)] }),
    crl: ({ now }) => revocationLists.current(now),
    rootCrl: ({ now }) => revocationLists.ofRoot(now),
  }
}
