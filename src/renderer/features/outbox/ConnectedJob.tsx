import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeaderStatus } from '#core/contract/views.ts'
import type { QueueStatus } from '#core/domain/outbox.ts'
import { useHeader } from '#renderer/app/header-store.ts'
import { useClock } from '#renderer/app/use-clock.ts'
import { useSession } from '#renderer/app/session-store.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { CallOff } from './CallOff.tsx'
import { actionsFor, type JobAction } from './job-actions.ts'
import { JobCard } from './JobCard.tsx'
import { nextTryOf, type Stopped, stoppedBy } from './next-try.ts'
import type { ShownJob } from './shown-job.ts'
import { useJobActions } from './use-job-actions.ts'

interface ConnectedJobProps {
  readonly job: ShownJob
  /** An earlier item of its case has to go first. */
  readonly held?: boolean
  /** Absent on the page of a case; there the header knows whether anything goes. */
  readonly queue?: QueueStatus
  /** On the case's own page the case need not be opened. */
  readonly inCase?: boolean
  /** The keys of the list act on this item. */
  readonly keys?: boolean
  /** Where the focus goes once a question is answered. */
  readonly onDone?: () => void
}

const stoppedInHeader = (status: HeaderStatus | undefined): Stopped | undefined =>
  status?.outbox.paused === true ? 'allPaused' : status?.connection.state === 'offline' ? 'whenBack' : undefined

export function ConnectedJob({ job, held = false, queue, inCase = false, keys = false, onDone }: ConnectedJobProps) {
  const { t } = useTranslation('outbox')
  const now = useClock(1000)
  const status = useHeader((state) => state.status)
  const rights = useSession((state) => state.session?.rights) ?? []
  const { run, callOff, busy, fault } = useJobActions(job)
  const [asking, setAsking] = useState(false)
  const stopped = queue === undefined ? stoppedInHeader(status) : stoppedBy(queue)
  const { main, others } = actionsFor(job, rights, { inCase, allPaused: stopped === 'allPaused' })

  const act = (action: JobAction): void => {
    if (action === 'callOff') setAsking(true)
    else run(action)
  }
  const close = (): void => {
    setAsking(false)
    onDone?.()
  }
  const keyed = (written: string, action: JobAction | undefined) => ({
    keys: written,
    label: t(`action.${action ?? 'sendNow'}`),
    run: () => action !== undefined && act(action),
    enabled: keys && !asking && action !== undefined,
  })
  useKeys([
    keyed('Space', main),
    keyed(
      'P',
      others.find((action) => action === 'pause'),
    ),
    keyed(
      'Del',
      others.find((action) => action === 'callOff'),
    ),
  ])
  return (
    <JobCard job={job} next={nextTryOf(job, { stopped, held, now })} now={now} inCase={inCase} fault={fault}>
      {asking ? (
        <CallOff kind={job.kind} busy={busy} onClose={close} onCallOff={(reason) => void callOff(reason).then((done) => done && close())} />
      ) : (
        <div className="job-actions">
          {main !== undefined && (
            <Button variant="primary" busy={busy} onPress={() => act(main)} {...(keys ? { keys: 'Space' } : {})}>
              {t(`action.${main}`)}
            </Button>
          )}
          <div className="row">
            {others.map((action) => (
              <Button key={action} variant="quiet" isDisabled={busy} onPress={() => act(action)}>
                {t(`action.${action}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </JobCard>
  )
}
