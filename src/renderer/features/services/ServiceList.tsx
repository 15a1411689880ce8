import { Star } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { localText } from '#renderer/i18n/format.ts'
import type { ListedService } from './service-search.ts'

interface ServiceListProps {
  readonly id: string
  readonly services: readonly ListedService[]
  readonly selectedId: string | undefined
  readonly onSelect: (service: ListedService) => void
}

/** The list beneath the search field, which keeps the focus: arrows there move here. Services of one name differ by their provider. */
export function ServiceList({ id, services, selectedId, onSelect }: ServiceListProps) {
  const { t } = useTranslation('services')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])
  return (
    <div ref={list} id={id} className="services-list" role="listbox" aria-label={t('list')}>
      {services.map((service) => (
        <div
          key={service.id}
          id={`${id}-${service.id}`}
          className={`services-item${service.receivable ? '' : ' services-elsewhere'}`}
          role="option"
          aria-selected={service.id === selectedId}
          onClick={() => onSelect(service)}
        >
          <span className="services-number">{service.number}</span>
          <span className="services-name">{localText(service.name)}</span>
          {service.favourite ? <Star aria-label={t('favourites')} /> : <span />}
          <span className="secondary">{localText(service.provider)}</span>
          {!service.receivable && <span className="services-not-here">{t('notReceivable')}</span>}
        </div>
      ))}
    </div>
  )
}
