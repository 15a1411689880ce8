import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '#core/contract/client.ts'
import { caseStages, type CaseStage } from '#core/domain/case-state.ts'
import { back, go } from '#renderer/app/navigation.ts'
import { useSearchBox } from '#renderer/app/search-box.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Select } from '#renderer/components/Select.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { caseColumns, type CaseLine } from './case-columns.tsx'
import './search.css'
import { searchedText } from './searched-text.ts'
import { useDebounced } from './use-debounced.ts'

const limit = 200

/** What the header's box finds: by number, IIN or name. Without a text, the latest cases. */
export function SearchScreen() {
  const { t } = useTranslation(['search', 'common'])
  const { t: tSearch } = useTranslation('search')
  const typed = useSearchBox((state) => state.text)
  const text = useDebounced(searchedText(typed), 180)
  const [stage, setStage] = useState<CaseStage | 'any'>('any')
  const session = useSession((state) => state.session)
  const input: InputOf<'case/search'> = { text, limit, ...(stage === 'any' ? {} : { stages: [stage] }) }
  const query = useQuery('case/search', input, { refreshOn: ['case/changed'] })
  const columns = useMemo(() => caseColumns(tSearch), [tSearch])
  const lines = query.value?.lines

  const open = (line: CaseLine): void =>
    go(line.stage === 'draft' && mayIn(session, 'intake') ? { name: 'intake', caseId: line.caseId } : { name: 'case', caseId: line.caseId })

  useKeys([{ keys: 'Esc', label: t('common:keys.back'), run: back }])

  const summary =
    lines === undefined
      ? ''
      : lines.length === limit
        ? t('foundMany', { count: limit })
        : text === ''
          ? t('recent')
          : t('found', { count: lines.length })
  const filtered = text !== '' || stage !== 'any'
  return (
    <div className="screen search">
      <div className="screen-title">
        <h1>{t('title')}</h1>
        <span className="secondary grow" role="status">
          {summary}
        </span>
        <div className="search-stage">
          <Select
            label={t('stage')}
            name="search-stage"
            value={stage}
            onChange={(value) => setStage(value as CaseStage | 'any')}
            options={[{ value: 'any', label: t('anyStage') }, ...caseStages.map((value) => ({ value, label: t(`common:stage.${value}`) }))]}
          />
        </div>
      </div>
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {query.state === 'loading' && lines === undefined && <Skeleton lines={10} />}
      {lines !== undefined && (
        <DataTable
          label={t('results')}
          columns={columns}
          rows={lines}
          rowKey={(line) => line.caseId}
          onOpen={open}
          empty={
            filtered ? (
              <EmptyState title={t('none')} text={t('noneText')} />
            ) : (
              <EmptyState title={t('empty')} text={t('emptyText')} keyHint="F3" />
            )
          }
        />
      )}
    </div>
  )
}
