import { ClipboardPlus, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { localText } from '#renderer/i18n/format.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import { Elsewhere } from './Elsewhere.tsx'
import { elsewhereText } from './elsewhere-text.ts'
import { PassportFacts } from './PassportFacts.tsx'
import { PassportLists } from './PassportLists.tsx'
import { printText } from './print-text.ts'
import type { ListedService } from './service-search.ts'

interface ServicePassportProps {
  readonly service: ListedService
  readonly onStart: () => void
  readonly starting: boolean
  readonly fault: ShownFault | undefined
  readonly onFavourite: () => void
}

/** Everything an operator is asked about a service, on one screen. */
export function ServicePassport({ service, onStart, starting, fault, onFavourite }: ServicePassportProps) {
  const { t } = useTranslation('services')
  const query = useQuery('catalogue/get', { serviceId: service.id })
  const [setFavourite] = useOperation('catalogue/setFavourite')
  useKeys([
    {
      keys: 'F9',
      label: t('elsewhere.print'),
      enabled: !service.receivable && query.value !== undefined,
      run: () => {
        if (query.value !== undefined) printText(elsewhereText(t, query.value))
      },
    },
  ])
  const toggle = async (): Promise<void> => {
    await setFavourite({ serviceId: service.id, favourite: !service.favourite })
    onFavourite()
  }
  return (
    <section className="passport" aria-label={t('passport.title')}>
      <div className="passport-head">
        <div>
          <h2>
            {service.number}. {localText(service.name)}
          </h2>
          <p className="secondary">{localText(service.provider)}</p>
        </div>
        {fault !== undefined && <FaultLine fault={fault} onRetry={onStart} />}
        {!service.receivable && query.value !== undefined && <Elsewhere definition={query.value} />}
        <div className="row">
          {service.receivable && (
            <Button variant="primary" keys="Enter" icon={<ClipboardPlus aria-hidden />} busy={starting} onPress={onStart}>
              {t('start')}
            </Button>
          )}
          <Button
            variant="quiet"
            icon={<Star aria-hidden fill={service.favourite ? 'currentColor' : 'none'} />}
            onPress={() => void toggle()}
          >
            {t(service.favourite ? 'removeFavourite' : 'addFavourite')}
          </Button>
        </div>
      </div>
      <div className="passport-body" tabIndex={0} role="document" aria-label={t('passport.title')}>
        {query.state === 'loading' && <Skeleton lines={9} />}
        {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
        {query.value !== undefined && (
          <>
            <PassportFacts definition={query.value} />
            <PassportLists definition={query.value} />
            <p className="secondary">{t('passport.version', { version: query.value.version })}</p>
          </>
        )}
      </div>
    </section>
  )
}
