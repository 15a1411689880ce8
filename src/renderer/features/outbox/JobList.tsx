import { useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueStatus } from '#core/domain/outbox.ts'
import { useClock } from '#renderer/app/use-clock.ts'
import { movedRow, rowMoves } from '#renderer/components/table-rows.ts'
import { JobRow } from './JobRow.tsx'
import { stoppedBy } from './next-try.ts'
import type { ShownJob } from './shown-job.ts'

interface JobListProps {
  readonly list: RefObject<HTMLDivElement | null>
  readonly jobs: readonly ShownJob[]
  /** All of the selection; the core gave the first of them. */
  readonly total: number
  readonly at: number
  readonly held: ReadonlySet<ShownJob['id']>
  readonly queue: QueueStatus
  readonly onMove: (at: number) => void
  readonly onOpen: (job: ShownJob) => void
  readonly onFocus: (focused: boolean) => void
  /** The last items are in sight, and there are more. */
  readonly onMore: () => void
}

const rowHeight = 56

/** Items of any number: only the rows in sight are made. Arrows move, Enter opens the case. */
export function JobList({ list, jobs, total, at, held, queue, onMove, onOpen, onFocus, onMore }: JobListProps) {
  const { t } = useTranslation('outbox')
  const id = useId()
  const now = useClock(1000)
  const virtual = useVirtualizer({ count: jobs.length, getScrollElement: () => list.current, estimateSize: () => rowHeight, overscan: 6 })
  const stopped = stoppedBy(queue)
  const items = virtual.getVirtualItems()
  const nearEnd = jobs.length < total && (items.at(-1)?.index ?? 0) >= jobs.length - 20
  useEffect(() => {
    if (nearEnd) onMore()
  }, [nearEnd, onMore])

  const move = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const step = rowMoves[event.key]
    const job = jobs[at]
    if (step !== undefined) {
      const next = movedRow(at, jobs.length, step, Math.max(1, Math.floor((list.current?.clientHeight ?? rowHeight) / rowHeight) - 1))
      onMove(next)
      virtual.scrollToIndex(next)
    } else if (event.key === 'Enter' && job !== undefined) onOpen(job)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      className="job-list"
      role="listbox"
      aria-label={t('list')}
      tabIndex={0}
      aria-activedescendant={jobs.length === 0 ? undefined : `${id}-${at}`}
      onKeyDown={move}
      onFocus={() => onFocus(true)}
      onBlur={(event: FocusEvent) => onFocus(event.currentTarget.contains(event.relatedTarget))}
    >
      <div className="job-rows" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const job = jobs[item.index]
          if (job === undefined) return null
          return (
            <div
              key={job.id}
              id={`${id}-${item.index}`}
              className="job-row"
              role="option"
              aria-selected={item.index === at}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              data-state={job.state}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onMove(item.index)}
              onDoubleClick={() => onOpen(job)}
            >
              <JobRow job={job} stopped={stopped} held={held.has(job.id)} now={now} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
