import { type RefObject, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxShow } from '#core/contract/views.ts'
import type { QueueStatus } from '#core/domain/outbox.ts'
import { go } from '#renderer/app/navigation.ts'
import { mayIn, useSession } from '#renderer/app/session-store.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { ConnectedJob } from './ConnectedJob.tsx'
import { JobList } from './JobList.tsx'
import { atOf, type Chosen } from './chosen-job.ts'
import { heldUp, type ShownJob } from './shown-job.ts'

interface OutboxItemsProps {
  readonly show: OutboxShow
  readonly list: RefObject<HTMLDivElement | null>
  readonly jobs: readonly ShownJob[]
  readonly total: number
  readonly queue: QueueStatus
  readonly onListed: (focused: boolean) => void
  readonly onMore: () => void
}

/** The list, and beside it the chosen item with all that is known of it. */
export function OutboxItems({ show, list, jobs, total, queue, onListed, onMore }: OutboxItemsProps) {
  const { t } = useTranslation('outbox')
  const session = useSession((state) => state.session)
  const [chosen, setChosen] = useState<Chosen>({ at: 0 })
  const [listed, setListed] = useState(false)
  const held = useMemo(() => heldUp(jobs), [jobs])
  const at = atOf(jobs, chosen)
  const job = jobs[at]
  const mayOpen = mayIn(session, 'search')

  // The keys of the list act at once, unless something is being typed elsewhere.
  useEffect(() => {
    if (document.activeElement?.closest('input, textarea') === null || document.activeElement === null) list.current?.focus()
  }, [list])

  const focused = (now: boolean): void => {
    setListed(now)
    onListed(now)
  }
  const open = ({ caseId }: ShownJob): void => {
    if (mayOpen) go({ name: 'case', caseId })
  }
  useKeys([{ keys: 'Enter', label: t('action.openCase'), run: () => job !== undefined && open(job), enabled: listed && mayOpen }])

  if (job === undefined) return <EmptyState title={t(`empty.${show}`)} text={t(`empty.${show}Text`)} />
  return (
    <div className="outbox-items">
      <JobList
        list={list}
        jobs={jobs}
        total={total}
        at={at}
        held={held}
        queue={queue}
        onMove={(next) => setChosen({ at: next, id: jobs[next]?.id })}
        onOpen={open}
        onFocus={focused}
        onMore={onMore}
      />
      <div className="outbox-chosen">
        <ConnectedJob key={job.id} job={job} held={held.has(job.id)} queue={queue} keys={listed} onDone={() => list.current?.focus()} />
      </div>
    </div>
  )
}
