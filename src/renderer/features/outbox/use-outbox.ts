import { useCallback, useState } from 'react'
import type { OutboxShow } from '#core/contract/views.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import type { ShownOutbox } from './shown-job.ts'

const first = 200
/** As many as one answer holds. */
const most = 10_000

/** A selection of the queue, its first items at once and more as they are scrolled to. The last answer stays while more is asked. */
export function useOutbox(show: OutboxShow) {
  const [asked, setAsked] = useState({ show, limit: first })
  if (asked.show !== show) setAsked({ show, limit: first })
  const query = useQuery('outbox/list', { show, limit: asked.limit }, { refreshOn: ['outbox/changed', 'header/changed'] })
  const [last, setLast] = useState<{ readonly show: OutboxShow; readonly value: ShownOutbox }>()
  if (query.value !== undefined && last?.value !== query.value) setLast({ show, value: query.value })
  const more = useCallback(() => setAsked((now) => ({ ...now, limit: Math.min(most, now.limit * 2) })), [])
  const view = query.value ?? last?.value
  return {
    view,
    jobs: query.value?.jobs ?? (last?.show === show ? last.value.jobs : undefined),
    fault: query.fault,
    refresh: query.refresh,
    more,
  }
}
