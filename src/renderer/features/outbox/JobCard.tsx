import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { StateBadge } from '#renderer/components/StateBadge.tsx'
import { type ShownFault, useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatNumber, formatSince, localText } from '#renderer/i18n/format.ts'
import { Acknowledgement } from './Acknowledgement.tsx'
import { JobProgress } from './JobProgress.tsx'
import { type NextTry, nextTryText } from './next-try.ts'
import './outbox.css'
import { reasonOf } from './reason.ts'
import { isOver, needsPerson, type ShownJob } from './shown-job.ts'

interface JobCardProps {
  readonly job: ShownJob
  readonly next: NextTry | undefined
  /** Epoch milliseconds. */
  readonly now: number
  /** On the page of its case, number, applicant and service stand above. */
  readonly inCase: boolean
  readonly fault: ShownFault | undefined
  /** What can be done with it. */
  readonly children: ReactNode
}

/** One thing to be sent, wholly: what, for whom, where it stands and why, and what the gateway answered. */
export function JobCard({ job, next, now, inCase, fault, children }: JobCardProps) {
  const { t } = useTranslation('outbox')
  const text = useFaultText()
  const reason = reasonOf(job)
  const facts: readonly (readonly [string, string])[] = [
    [t('created'), formatSince(job.createdAt, now)],
    ...(job.attempts === 0 ? [] : [[t('attempts'), String(job.attempts)] as const]),
    ...(next === undefined ? [] : [[t('next.label'), nextTryText(t, next, now)] as const]),
    ...(isOver(job) || job.priority === 'desk' ? [] : [[t('priority.label'), t(`priority.${job.priority}`)] as const]),
    ...(job.finishedAt === undefined ? [] : [[t('finished'), formatSince(job.finishedAt, now)] as const]),
    ...(job.onCarrierSince === undefined || isOver(job) ? [] : [[t('onCarrier'), formatSince(job.onCarrierSince, now)] as const]),
  ]
  return (
    <article className="job-card" aria-label={t(`kind.${job.kind}`)}>
      <div className="job-card-head">
        <h2>{t(`kind.${job.kind}`)}</h2>
        <StateBadge stage={job.state} />
      </div>
      {!inCase && <JobCase job={job} />}
      {reason !== undefined &&
        (needsPerson(job) ? (
          <Notice tone="bad">{t('stuckTitle', { reason: text(reason) })}</Notice>
        ) : (
          <p className="secondary">{t('waitTitle', { reason: text(reason) })}</p>
        ))}
      {job.state === 'paused' && <p className="secondary">{t('paused')}</p>}
      {job.calledOffBecause !== undefined && <Notice tone="info">{t('calledOff', { reason: job.calledOffBecause })}</Notice>}
      {job.progress !== undefined && !isOver(job) && <JobProgress progress={job.progress} label={t(`kind.${job.kind}`)} />}
      <dl className="job-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {job.acknowledgement !== undefined && <Acknowledgement acknowledgement={job.acknowledgement} />}
      {fault !== undefined && <FaultLine fault={fault} />}
      {children}
    </article>
  )
}

/** Whose case it is; where the receipt has another number than the register, both. */
function JobCase({ job }: { readonly job: ShownJob }) {
  const { t } = useTranslation('outbox')
  const { number, provisionalNumber, applicantName, serviceName } = job
  return (
    <div className="job-case">
      {number !== undefined && (
        <p>
          <span className="job-number mono">{formatNumber(number)}</span>
          {provisionalNumber !== undefined && (
            <span className="secondary">
              {number === provisionalNumber ? t('provisional') : t('provisionalWas', { number: formatNumber(provisionalNumber) })}
            </span>
          )}
        </p>
      )}
      {applicantName !== undefined && <p>{applicantName}</p>}
      {serviceName !== undefined && <p className="secondary">{localText(serviceName)}</p>}
    </div>
  )
}
