import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { channelOf, useSession } from '#renderer/app/session-store.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { callCentre, elsewhereText } from './elsewhere-text.ts'
import { printText } from './print-text.ts'

/** Where a person goes with a service that is not received at this workplace: to be read aloud, or given on paper. */
export function Elsewhere({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const here = useSession((state) => channelOf(state.session))
  const { channels, provider } = definition
  const ways = (['centre', 'provider', 'portal'] as const).filter((channel) => channels[channel] !== undefined)
  return (
    <section className="elsewhere" aria-label={t('elsewhere.title')}>
      <h3>{t(here === 'centre' ? 'elsewhere.notCentre' : 'elsewhere.notHere')}</h3>
      <p>{t('elsewhere.ways', { ways: ways.map((channel) => t(`channel.${channel}`)).join(', ') })}</p>
      <Definition
        items={[
          ...(channels.provider === undefined
            ? []
            : [
                { label: t('elsewhere.provider'), value: <strong>{localText(provider.name)}</strong> },
                { label: t('elsewhere.address'), value: localText(provider.address) },
                ...(provider.phone === undefined || provider.phone === callCentre
                  ? []
                  : [{ label: t('elsewhere.phone'), value: provider.phone }]),
              ]),
          ...(channels.centre === undefined || here === 'centre' ? [] : [{ label: t('channel.centre'), value: t('elsewhere.centre') }]),
          ...(channels.portal === undefined ? [] : [{ label: t('channel.portal'), value: <strong>www.egov.kz</strong> }]),
          { label: t('elsewhere.call'), value: <strong>{callCentre}</strong> },
        ]}
      />
      <div className="row">
        <Button icon={<Printer />} keys="F9" onPress={() => printText(elsewhereText(t, definition))}>
          {t('elsewhere.print')}
        </Button>
      </div>
    </section>
  )
}
