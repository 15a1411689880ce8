import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { OpenHandler, SeatedHandler, ServedDesk } from '#api/context.ts'

export const header: OpenHandler<'header/status'> = ({ header }) => ok(header())

const favouritesOf = (desk: ServedDesk, staffId: string): readonly string[] =>
  (desk.stores.settings.preference(`favourites/${staffId}`) ?? '').split(' ').filter(Boolean)

export const list: SeatedHandler<'catalogue/list'> = ({ desk, session }) => {
  const catalogue = desk.stores.settings.catalogue()
  if (catalogue === undefined) return err(fault('catalogue/none', 'retry'))
  const favourites = favouritesOf(desk, session.staff.staffId)
  return ok({
    services: catalogue.services.map(({ id, version, name, category, provider, synonyms, channels }) => ({
      id,
      version,
      name,
      category,
      provider: provider.name,
      synonyms,
      receivable: channels.centre !== undefined,
      favourite: favourites.includes(id),
    })),
  })
}

export const get: SeatedHandler<'catalogue/get'> = ({ desk }, { serviceId }) => {
  const definition = desk.stores.settings.catalogue()?.services.find((service) => service.id === serviceId)
  return definition === undefined ? err(fault('catalogue/unknownService', 'support')) : ok(definition)
}

export const setFavourite: SeatedHandler<'catalogue/setFavourite'> = ({ desk, session }, { serviceId, favourite }) => {
  const others = favouritesOf(desk, session.staff.staffId).filter((id) => id !== serviceId)
  desk.stores.settings.savePreference(`favourites/${session.staff.staffId}`, (favourite ? [...others, serviceId] : others).join(' '))
  return ok({})
}
