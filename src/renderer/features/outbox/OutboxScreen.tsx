import { useTranslation } from 'react-i18next'
import { back } from '#renderer/app/navigation.ts'
import { useClock } from '#renderer/app/use-clock.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { ConnectedJob } from './ConnectedJob.tsx'
import { countsOf, orderedJobs } from './job-order.ts'

const shownDone = 50

/** Everything that is signed and not yet delivered. Nothing leaves this list unseen. */
export function OutboxScreen() {
  const { t } = useTranslation(['outbox', 'common'])
  const query = useQuery('outbox/list', { show: 'open', limit: 500 }, { refreshOn: ['outbox/changed'] })
  const finished = useQuery('outbox/list', { show: 'over', limit: shownDone }, { refreshOn: ['outbox/changed'] })
  const now = useClock()
  useKeys([{ keys: 'Esc', label: t('common:keys.back'), run: back }])
  const open = orderedJobs(query.value?.jobs ?? [])
  const over = finished.value?.jobs ?? []

  return (
    <div className="screen">
      <div className="screen-title">
        <h1>{t('title')}</h1>
        {open.length > 0 && <span className="secondary">{t('summary', countsOf(open))}</span>}
      </div>
      {query.state === 'loading' && <Skeleton lines={8} />}
      {query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {query.value !== undefined && open.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {open.length > 0 && (
        <ul className="jobs" aria-label={t('list')}>
          {open.map((job) => (
            <ConnectedJob key={job.id} job={job} now={now} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <>
          <h2>{t('done')}</h2>
          <ul className="jobs" aria-label={t('done')}>
            {over.map((job) => (
              <ConnectedJob key={job.id} job={job} now={now} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
