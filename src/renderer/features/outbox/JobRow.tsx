import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatNumber, formatSince, localText } from '#renderer/i18n/format.ts'
import { nextTryOf, nextTryText, type Stopped } from './next-try.ts'
import { reasonOf } from './reason.ts'
import { isOver, needsPerson, type ShownJob } from './shown-job.ts'

interface JobRowProps {
  readonly job: ShownJob
  readonly stopped: Stopped | undefined
  readonly held: boolean
  /** Epoch milliseconds. */
  readonly now: number
}

/**
 * An item in two lines: whose it is and when it goes, or since when it waits; what it is, or why it does not go. Made anew only where something of it
 * changed: a list that is scrolled makes many.
 */
export const JobRow = memo(function JobRow({ job, stopped, held, now }: JobRowProps) {
  const { t } = useTranslation('outbox')
  const text = useFaultText()
  const next = nextTryOf(job, { stopped, held, now })
  const reason = needsPerson(job) ? reasonOf(job) : undefined
  const { number, applicantName, serviceName, progress, state, attempts, priority, finishedAt } = job
  const side =
    state === 'running' && progress !== undefined && progress.total > 0
      ? `${Math.floor((progress.done / progress.total) * 100)} %`
      : next !== undefined && next.kind !== 'allPaused' && next.kind !== 'whenBack'
        ? nextTryText(t, next, now)
        : finishedAt !== undefined
          ? formatSince(finishedAt, now)
          : formatSince(job.createdAt, now)
  const below = [
    ...(priority === 'backlog' && !isOver(job) ? [t('priority.backlogShort')] : []),
    ...(attempts > 0 && !isOver(job) ? [t('attemptsShort', { count: attempts })] : []),
  ].join(' · ')
  return (
    <>
      <StateBadge stage={state} />
      <span className="job-row-main">
        <span>
          {number !== undefined && <span className="mono">{formatNumber(number)}</span>}
          <strong>{applicantName ?? ''}</strong>
        </span>
        <span className={reason === undefined ? 'secondary' : 'job-row-reason'}>
          {reason === undefined
            ? [t(`kind.${job.kind}`), ...(serviceName === undefined ? [] : [localText(serviceName)])].join(' · ')
            : text(reason)}
        </span>
      </span>
      <span className="job-row-side">
        <span>{side}</span>
        <span className="secondary">{below}</span>
      </span>
      {state === 'running' && progress !== undefined && <progress value={progress.done} max={progress.total} aria-hidden />}
    </>
  )
})
