import { useTranslation } from 'react-i18next'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { localText } from '#renderer/i18n/format.ts'

/** Where a person goes with a service that no centre receives. */
export function Elsewhere({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const { channels, provider } = definition
  return (
    <Notice tone="warning">
      <p>{t('elsewhere.title')}</p>
      <ul>
        {(channels.provider !== undefined || channels.portal === undefined) && (
          <li>– {t('elsewhere.provider', { name: localText(provider.name) })}</li>
        )}
        {channels.portal !== undefined && <li>– {t('elsewhere.portal')}</li>}
        <li>– {t('elsewhere.phone')}</li>
      </ul>
    </Notice>
  )
}
