import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { movedRow, type RowMove } from '#renderer/components/table-rows.ts'
import { formatDateTime, pageLanguage } from '#renderer/i18n/format.ts'
import { findServices } from './service-search.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServicePassport } from './ServicePassport.tsx'
import './services.css'

const moves: Readonly<Record<string, RowMove>> = { ArrowDown: 'down', ArrowUp: 'up', PageDown: 'pageDown', PageUp: 'pageUp' }

/** The next service of the same visit: for the same applicant, or by the same representative for another principal. */
export interface VisitOrigin {
  readonly applicantOf?: CaseId
  readonly representativeOf?: CaseId
}

/** The first step of an intake: which service. */
export function ServicesScreen({ visit }: { readonly visit: VisitOrigin }) {
  const { t } = useTranslation(['services', 'common'])
  const listId = useId()
  const query = useQuery('catalogue/list', {})
  const [text, setText] = useState('')
  const [selectedId, setSelectedId] = useState<string>()
  const [open, { busy, fault, clear }] = useOperation('intake/open')
  const services = query.value?.services
  const found = useMemo(() => findServices(services ?? [], text), [services, text])
  const at = Math.max(
    0,
    found.findIndex((service) => service.id === selectedId),
  )
  const selected = found[at]

  const start = async (): Promise<void> => {
    if (selected === undefined || !selected.receivable || busy) return
    const answer = await open({ serviceId: selected.id, language: pageLanguage(), ...visit })
    if (answer.ok) go({ name: 'intake', caseId: answer.value.caseId })
  }
  // Enter before the list is there: it is not lost, the service it names is begun when the list comes.
  const awaited = useRef(false)
  const startAwaited = useEffectEvent(() => {
    if (!awaited.current || selected === undefined) return
    awaited.current = false
    void start()
  })
  useEffect(() => startAwaited(), [services])
  const select = (index: number): void => {
    setSelectedId(found[index]?.id)
    clear()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    if (move !== undefined) select(movedRow(at, found.length, move, 6))
    else if (event.key === 'Enter' && !event.ctrlKey) {
      awaited.current = services === undefined
      void start()
    } else return
    event.preventDefault()
  }
  useKeys([{ keys: 'F3', label: t('start'), run: () => void start(), enabled: selected?.receivable === true }])

  return (
    <div className="services">
      <div className="services-side">
        <h1>{t('title')}</h1>
        {visit.applicantOf !== undefined && <Notice tone="info">{t('sameApplicant')}</Notice>}
        {visit.representativeOf !== undefined && <Notice tone="info">{t('sameRepresentative')}</Notice>}
        {query.value?.refused !== undefined && (
          <Notice tone="warning">
            {t(`refused.${query.value.refused.why}`)} {t('refused.stays', { at: formatDateTime(query.value.refused.at) })}
          </Notice>
        )}
        <div className="field">
          <label className="field-label" htmlFor={`${listId}-find`}>
            {t('find')}
          </label>
          <div className="field-box">
            <input
              id={`${listId}-find`}
              className="field-input"
              type="text"
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={selected === undefined ? undefined : `${listId}-${selected.id}`}
              placeholder={t('findHint')}
              autoComplete="off"
              spellCheck={false}
              autoFocus
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setSelectedId(undefined)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
        </div>
        {query.state === 'loading' && <Skeleton lines={8} />}
        {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
        {services !== undefined && services.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
        {services !== undefined && services.length > 0 && found.length === 0 && <EmptyState title={t('none')} text={t('noneText')} />}
        {found.length > 0 && (
          <ServiceList id={listId} services={found} selectedId={selected?.id} onSelect={(service) => select(found.indexOf(service))} />
        )}
      </div>
      {selected !== undefined && (
        <ServicePassport
          key={selected.id}
          service={selected}
          onStart={() => void start()}
          starting={busy}
          fault={fault}
          onFavourite={query.refresh}
        />
      )}
    </div>
  )
}
