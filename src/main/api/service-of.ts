import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { ServedDesk } from './context.ts'

export const unnamed: LocalText = { kk: '—', ru: '—' }

/** By the catalogue in force; a service that is not in it any more by the definition that its cases keep. */
export function serviceOf({ stores }: ServedDesk, serviceId: string, caseId: CaseId): ServiceDefinition | undefined {
  const inForce = stores.settings.catalogue()?.services.find((service) => service.id === serviceId)
  if (inForce !== undefined) return inForce
  const version = stores.cases.state(caseId)?.serviceVersion
  return version === undefined ? undefined : stores.settings.definition(serviceId, version)
}
