import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { type ShownFault, useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatBytes, formatNumber, formatSince, localText } from '#renderer/i18n/format.ts'
import { isOver, type ShownJob } from './job-order.ts'
import './outbox.css'

interface JobCardProps {
  readonly job: ShownJob
  /** Epoch milliseconds. */
  readonly now: number
  readonly busy?: boolean
  readonly fault?: ShownFault | undefined
  readonly onSendNow?: () => void
  readonly onReopen?: () => void
  readonly onOpenCase?: () => void
  /** Where a letter could not be sent to its address. */
  readonly onCorrectEmail?: () => void
}

const jobFault = (job: ShownJob): ShownFault | undefined =>
  job.lastFault === undefined ? undefined : { ...job.lastFault.data, tag: job.lastFault.tag, remedy: 'act' }

/** One thing to be sent: what, where it stands and why, in words. */
export function JobCard({ job, now, busy = false, fault, onSendNow, onReopen, onOpenCase, onCorrectEmail }: JobCardProps) {
  const { t } = useTranslation('outbox')
  const text = useFaultText()
  const failure = jobFault(job)
  const needsPerson = job.state === 'stuck' || job.state === 'rejected'
  const facts = [
    t('created', { time: formatSince(job.createdAt, now) }),
    ...(job.attempts > 0 ? [t('attempts', { count: job.attempts })] : []),
    ...(job.state === 'ready' ? [Date.parse(job.nextAt) <= now ? t('nextSoon') : t('next', { time: formatSince(job.nextAt, now) })] : []),
    ...(job.finishedAt === undefined ? [] : [t('finished', { time: formatSince(job.finishedAt, now) })]),
  ]
  return (
    <li className={`job ${needsPerson ? 'job-stuck' : ''}`}>
      <div className="job-head">
        <StateBadge stage={job.state} />
        <strong>{t(`kind.${job.kind}`)}</strong>
        {job.number !== undefined && <span className="mono">{formatNumber(job.number)}</span>}
        {job.serviceName !== undefined && <span className="job-service">{localText(job.serviceName)}</span>}
      </div>
      {failure !== undefined && !isOver(job) && (
        <p className={needsPerson ? 'job-reason' : 'secondary'}>{t(needsPerson ? 'stuckTitle' : 'waitTitle', { reason: text(failure) })}</p>
      )}
      {job.progress !== undefined && job.state === 'running' && (
        <div className="row">
          <progress value={job.progress.done} max={job.progress.total} aria-label={t(`kind.${job.kind}`)} />
          <span className="secondary">
            {t('progress', { done: formatBytes(job.progress.done), total: formatBytes(job.progress.total) })}
          </span>
        </div>
      )}
      {fault !== undefined && <FaultLine fault={fault} />}
      <div className="job-foot">
        <span className="secondary grow">{facts.join(' · ')}</span>
        {onOpenCase !== undefined && (
          <Button variant="quiet" onPress={onOpenCase}>
            {t('openCase')}
          </Button>
        )}
        {onCorrectEmail !== undefined && needsPerson && <Button onPress={onCorrectEmail}>{t('correctEmail')}</Button>}
        {onReopen !== undefined && job.state === 'rejected' && (
          <Button onPress={onReopen} busy={busy}>
            {t('reopen')}
          </Button>
        )}
        {onSendNow !== undefined && (job.state === 'ready' || job.state === 'stuck') && (
          <Button onPress={onSendNow} busy={busy}>
            {t('sendNow')}
          </Button>
        )}
      </div>
    </li>
  )
}
