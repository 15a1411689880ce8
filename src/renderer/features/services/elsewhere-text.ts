import type { TFunction } from 'i18next'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { localText } from '#renderer/i18n/format.ts'

/** The call centre of all state services. */
export const callCentre = '1414'

/** The panel as lines of a small paper: the service's name first. */
export function elsewhereText(t: TFunction<'services'>, { name, channels, provider }: ServiceDefinition): readonly string[] {
  const line = (label: string, value: string): string => `${label}: ${value}`
  return [
    localText(name),
    ...(channels.provider === undefined
      ? []
      : [
          line(t('elsewhere.provider'), localText(provider.name)),
          line(t('elsewhere.address'), localText(provider.address)),
          ...(provider.phone === undefined || provider.phone === callCentre ? [] : [line(t('elsewhere.phone'), provider.phone)]),
        ]),
    ...(channels.centre === undefined ? [] : [line(t('channel.centre'), t('elsewhere.centre'))]),
    ...(channels.portal === undefined ? [] : [line(t('channel.portal'), 'www.egov.kz')]),
    line(t('elsewhere.call'), callCentre),
  ]
}
