import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { almatyDate } from '#core/domain/calendar.ts'
import { go } from '#renderer/app/navigation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { useNow } from '#renderer/features/saving/use-now.ts'
import { formatDate, formatDateTime, formatIin, formatNumber, localText } from '#renderer/i18n/format.ts'
import { dueStateOf, type InboxLine, inboxOrder } from './inbox-order.ts'
import './provider.css'

const stages = ['registered', 'inWork', 'completed'] as const
type Stage = (typeof stages)[number]
const limit = 200

/** What has come to the provider, what is in work, what is done. */
export function ProviderInbox() {
  const { t } = useTranslation('provider')
  const [stage, setStage] = useState<Stage>('registered')
  const [text, setText] = useState('')
  const today = almatyDate(useNow(60_000))
  const options = { refreshOn: ['case/changed'] as const }
  const queries = {
    registered: useQuery('case/search', { text, stages: ['registered'], limit }, options),
    inWork: useQuery('case/search', { text, stages: ['inWork'], limit }, options),
    completed: useQuery('case/search', { text, stages: ['completed'], limit }, options),
  }
  const query = queries[stage]
  const linesOf = (one: Stage): readonly InboxLine[] | undefined => queries[one].value?.lines.filter((line) => line.side === 'provider')
  const lines = linesOf(stage)

  const columns: readonly Column<InboxLine>[] = [
    {
      id: 'due',
      header: t('inbox.due'),
      width: '232px',
      render: (line) => <Due line={line} today={today} />,
      sortBy: (line) => line.dueOn ?? '9999',
    },
    {
      id: 'number',
      header: t('inbox.number'),
      width: '160px',
      render: (line) => <span className="mono">{formatNumber(line.number ?? '')}</span>,
      sortBy: (line) => line.number ?? '',
    },
    {
      id: 'service',
      header: t('inbox.service'),
      width: 'minmax(200px, 3fr)',
      render: (line) => localText(line.serviceName),
      sortBy: (line) => localText(line.serviceName),
    },
    {
      id: 'applicant',
      header: t('inbox.applicant'),
      width: 'minmax(180px, 2fr)',
      render: (line) => line.applicantName ?? '',
      sortBy: (line) => line.applicantName ?? '',
    },
    {
      id: 'iin',
      header: t('case.iin'),
      width: '152px',
      render: (line) => <span className="mono">{formatIin(line.applicantIin ?? '')}</span>,
    },
    {
      id: 'received',
      header: t('inbox.received'),
      width: '150px',
      render: (line) => formatDateTime(line.openedAt),
      sortBy: (line) => line.openedAt,
    },
  ]
  return (
    <div className="screen">
      <header className="screen-title">
        <h1>{t('inbox.title')}</h1>
        <nav className="inbox-stages" aria-label={t('inbox.stage')}>
          {stages.map((one) => (
            <button
              key={one}
              type="button"
              className="inbox-stage"
              aria-current={one === stage ? 'page' : undefined}
              onClick={() => setStage(one)}
            >
              {t(`inbox.${one}`)} <span className="inbox-count">{linesOf(one)?.length ?? '…'}</span>
            </button>
          ))}
        </nav>
        <span className="grow" />
        <div className="inbox-find">
          <TextField label={t('inbox.find')} name="inbox.find" value={text} onChange={setText} />
        </div>
      </header>
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {lines === undefined ? (
        query.fault === undefined && <Skeleton lines={10} />
      ) : (
        <DataTable
          key={stage}
          label={t(`inbox.${stage}`)}
          columns={columns}
          rows={inboxOrder(lines)}
          rowKey={(line) => line.caseId}
          onOpen={(line) => go({ name: 'providerCase', caseId: line.caseId })}
          empty={<EmptyState title={t(`inbox.empty${stage}`)} text={t('inbox.emptyText')} />}
        />
      )}
    </div>
  )
}

function Due({ line, today }: { readonly line: InboxLine; readonly today: string }) {
  const { t } = useTranslation('provider')
  const state = dueStateOf(line, today)
  const date = line.dueOn === undefined ? '' : formatDate(line.dueOn)
  switch (state.kind) {
    case 'overdue':
      return (
        <>
          {date} <span className="due-late">{t('inbox.overdue', { count: state.days })}</span>
        </>
      )
    case 'today':
      return (
        <>
          {date} <span className="due-soon">{t('inbox.today')}</span>
        </>
      )
    case 'left':
      return (
        <>
          {date} <span className="secondary">{t('inbox.left', { count: state.days })}</span>
        </>
      )
    case 'none':
      return date
  }
}
