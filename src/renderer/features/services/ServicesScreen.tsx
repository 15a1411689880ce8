import { type KeyboardEvent, useId, useMemo, useState } from 'react'
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
import { pageLanguage } from '#renderer/i18n/format.ts'
import { findServices, numbered } from './service-search.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServicePassport } from './ServicePassport.tsx'
import './services.css'

const moves: Readonly<Record<string, RowMove>> = { ArrowDown: 'down', ArrowUp: 'up', PageDown: 'pageDown', PageUp: 'pageUp' }

/** The first step of an intake: which service. `applicantOf`: the next service of the same visit. */
export function ServicesScreen({ applicantOf }: { readonly applicantOf?: CaseId }) {
  const { t } = useTranslation(['services', 'common'])
  const listId = useId()
  const query = useQuery('catalogue/list', {})
  const [text, setText] = useState('')
  const [selectedId, setSelectedId] = useState<string>()
  const [open, { busy, fault, clear }] = useOperation('intake/open')
  const services = query.value?.services
  const found = useMemo(() => findServices(numbered(services ?? []), text), [services, text])
  const at = Math.max(
    0,
    found.findIndex((item) => item.service.id === selectedId),
  )
  const selected = found[at]?.service

  const start = async (): Promise<void> => {
    if (selected === undefined || !selected.receivable || busy) return
    const answer = await open({ serviceId: selected.id, language: pageLanguage(), ...(applicantOf === undefined ? {} : { applicantOf }) })
    if (answer.ok) go({ name: 'intake', caseId: answer.value.caseId })
  }
  const select = (index: number): void => {
    setSelectedId(found[index]?.service.id)
    clear()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    if (move !== undefined) select(movedRow(at, found.length, move, 6))
    else if (event.key === 'Enter' && !event.ctrlKey) void start()
    else return
    event.preventDefault()
  }
  useKeys([{ keys: 'F3', label: t('start'), run: () => void start(), enabled: selected?.receivable === true }])

  return (
    <div className="services">
      <div className="services-side">
        <h1>{t('title')}</h1>
        {applicantOf !== undefined && <Notice tone="info">{t('sameApplicant')}</Notice>}
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
          <ServiceList id={listId} items={found} selectedId={selected?.id} onSelect={(item) => select(found.indexOf(item))} />
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
