import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { Channel } from '#core/domain/service.ts'
import { receptionChannel } from '#core/services/reception-channel.ts'
import type { OpenHandler, SeatedHandler, ServedDesk } from '#api/context.ts'

export const header: OpenHandler<'header/status'> = ({ header }) => ok(header())

export const dismissRecovery: SeatedHandler<'header/dismissRecovery'> = ({ desk }) => {
  desk.stores.settings.saveRecovery(undefined)
  return ok({})
}

const favouritesOf = (desk: ServedDesk, staffId: string): readonly string[] =>
  (desk.stores.settings.preference(`favourites/${staffId}`) ?? '').split(' ').filter(Boolean)

export const list: SeatedHandler<'catalogue/list'> = ({ desk, session }) => {
  const catalogue = desk.stores.settings.catalogue()
  const refused = desk.stores.settings.catalogueRefusal()
  if (catalogue === undefined) return err(fault('catalogue/none', 'retry', refused === undefined ? {} : { why: refused.why }))
  const favourites = favouritesOf(desk, session.staff.staffId)
  return ok({
    services: catalogue.services.map((service) => {
      const { id, number, version, name, category, provider, synonyms, channels } = service
      return {
        id,
        number,
        version,
        name,
        category,
        provider: provider.name,
        synonyms,
        channels: Channel.options.filter((channel) => channels[channel] !== undefined),
        receivable: receptionChannel(service, desk.workplace) !== undefined,
        favourite: favourites.includes(id),
      }
    }),
    ...(refused === undefined ? {} : { refused }),
  })
}

export const get: SeatedHandler<'catalogue/get'> = ({ desk }, { serviceId, version }) => {
  const { settings } = desk.stores
  const definition =
    version === undefined
      ? settings.catalogue()?.services.find((service) => service.id === serviceId)
      : settings.definition(serviceId, version)
  return definition === undefined ? err(fault('catalogue/unknownService', 'support')) : ok(definition)
}

export const setFavourite: SeatedHandler<'catalogue/setFavourite'> = ({ desk, session }, { serviceId, favourite }) => {
  const others = favouritesOf(desk, session.staff.staffId).filter((id) => id !== serviceId)
  desk.stores.settings.savePreference(`favourites/${session.staff.staffId}`, (favourite ? [...others, serviceId] : others).join(' '))
  return ok({})
}
