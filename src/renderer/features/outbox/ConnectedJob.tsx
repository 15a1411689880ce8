import { go } from '#renderer/app/navigation.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { JobCard } from './JobCard.tsx'
import type { ShownJob } from './job-order.ts'

interface ConnectedJobProps {
  readonly job: ShownJob
  readonly now: number
  /** On the case's own page the case need not be opened. */
  readonly inCase?: boolean
}

export function ConnectedJob({ job, now, inCase = false }: ConnectedJobProps) {
  const session = useSession((state) => state.session)
  const [retry, retrying] = useOperation('outbox/retryNow')
  const [reopen, reopening] = useOperation('outbox/reopen')
  const mayReopen = job.kind === 'submitRequest' && mayIn(session, 'intake')

  const putRight = async (): Promise<void> => {
    const answer = await reopen({ caseId: job.caseId })
    if (answer.ok) go({ name: 'intake', caseId: job.caseId })
  }
  return (
    <JobCard
      job={job}
      now={now}
      busy={retrying.busy || reopening.busy}
      fault={retrying.fault ?? reopening.fault}
      {...(mayIn(session, 'outbox') ? { onSendNow: () => void retry({ jobId: job.id }) } : {})}
      {...(job.kind === 'emailResult' && mayIn(session, 'handOut')
        ? { onCorrectEmail: () => go({ name: 'handOut', caseId: job.caseId }) }
        : {})}
      {...(mayReopen ? { onReopen: () => void putRight() } : {})}
      {...(inCase ? {} : { onOpenCase: () => go({ name: 'case', caseId: job.caseId }) })}
    />
  )
}
