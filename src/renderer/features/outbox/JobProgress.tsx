import { useTranslation } from 'react-i18next'
import { formatBytes } from '#renderer/i18n/format.ts'
import type { ShownJob } from './shown-job.ts'

interface JobProgressProps {
  readonly progress: NonNullable<ShownJob['progress']>
  /** What is being sent. */
  readonly label: string
}

/** Bytes sent of all. */
export function JobProgress({ progress: { done, total }, label }: JobProgressProps) {
  const { t } = useTranslation('outbox')
  return (
    <div className="job-progress">
      <progress value={done} max={total} aria-label={label} />
      <span className="secondary">{t('progress', { done: formatBytes(done), total: formatBytes(total) })}</span>
    </div>
  )
}
