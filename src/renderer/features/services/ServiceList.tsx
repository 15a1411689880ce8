import { Star } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { localText } from '#renderer/i18n/format.ts'
import type { NumberedService } from './service-search.ts'

interface ServiceListProps {
  readonly id: string
  readonly items: readonly NumberedService[]
  readonly selectedId: string | undefined
  readonly onSelect: (item: NumberedService) => void
}

/** The list beneath the search field, which keeps the focus: arrows there move here. */
export function ServiceList({ id, items, selectedId, onSelect }: ServiceListProps) {
  const { t } = useTranslation('services')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])
  return (
    <div ref={list} id={id} className="services-list" role="listbox" aria-label={t('list')}>
      {items.map((item) => (
        <div
          key={item.service.id}
          id={`${id}-${item.service.id}`}
          className="services-item"
          role="option"
          aria-selected={item.service.id === selectedId}
          onClick={() => onSelect(item)}
        >
          <span className="services-number">{item.number}</span>
          <span className="services-name">{localText(item.service.name)}</span>
          {item.service.favourite ? <Star aria-label={t('favourites')} /> : <span />}
          <span className="secondary">{item.service.receivable ? localText(item.service.category) : t('notReceivable')}</span>
        </div>
      ))}
    </div>
  )
}
