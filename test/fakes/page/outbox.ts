import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { OutputOf } from '#core/contract/client.ts'
import type { OutboxShow } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Answers } from './answers.ts'
import type { JobView } from './cases.ts'
import { jobStates, type JobState } from './outbox-items.ts'

type OutboxView = OutputOf<'outbox/list'>

/** The queue of the fake core. */
export interface FakeOutbox {
  jobs: readonly JobView[]
  queue: OutboxView['queue']
  readonly syncedAt: string
}

const over = ({ state }: JobView): boolean => state === 'done' || state === 'cancelled'
const attention = ({ state }: JobView): boolean => state === 'stuck' || state === 'rejected'

const selected: Readonly<Record<OutboxShow, (job: JobView) => boolean>> = { open: (job) => !over(job), attention, over }

const rank: Readonly<Record<JobState, number>> = { stuck: 0, rejected: 1, running: 2, paused: 3, ready: 4, done: 5, cancelled: 5 }
const urgency = { counter: 0, desk: 1, backlog: 2 } as const

const ordered = (jobs: readonly JobView[]): JobView[] =>
  jobs.toSorted((one, other) =>
    over(one)
      ? (other.finishedAt ?? '').localeCompare(one.finishedAt ?? '')
      : rank[one.state] - rank[other.state] ||
        urgency[one.priority] - urgency[other.priority] ||
        one.createdAt.localeCompare(other.createdAt),
  )

export function listOf({ jobs, queue, syncedAt }: FakeOutbox, show: OutboxShow, limit: number): OutboxView {
  const shown = jobs.filter(selected[show])
  const oldestAt = jobs
    .filter((job) => !over(job))
    .map(({ createdAt }) => createdAt)
    .toSorted()[0]
  return {
    jobs: ordered(shown).slice(0, limit),
    total: shown.length,
    counts: Object.fromEntries(jobStates.map((state) => [state, jobs.filter((job) => job.state === state).length])) as OutboxView['counts'],
    queue,
    syncedAt,
    ...(oldestAt === undefined ? {} : { oldestAt }),
  }
}

type OutboxAnswers = Pick<Answers, Extract<keyof Answers, `outbox/${string}`>>

/** What the operator does to the queue holds, and can be seen. */
export function outboxAnswers(outbox: FakeOutbox, changed: () => void): OutboxAnswers {
  const missing = () => err(fault('outbox/missing', 'act'))
  const change = (over: (job: JobView) => JobView): void => {
    outbox.jobs = outbox.jobs.map(over)
    changed()
  }
  const one = (jobId: string, over: (job: JobView) => Partial<JobView>) => {
    if (!outbox.jobs.some((job) => job.id === jobId)) return missing()
    change((job) => (job.id === jobId ? { ...job, ...over(job) } : job))
    return ok({})
  }
  const now = (): string => new Date().toISOString()
  const tried = (job: JobView): Partial<JobView> =>
    outbox.queue.circuit.state === 'open'
      ? { attempts: job.attempts + 1, state: 'ready', nextAt: new Date(Date.now() + 60_000).toISOString() }
      : { attempts: job.attempts + 1, state: 'done', finishedAt: now(), acknowledgement: { text: 'MIIF…', at: now() } }
  return {
    'outbox/list': ({ show, limit }) => ok(listOf(outbox, show, limit)),
    'outbox/retryNow': ({ jobId }) => one(jobId, tried),
    'outbox/retryAll': () => {
      const wanted = outbox.jobs.filter(({ state }) => state === 'ready' || state === 'stuck')
      change((job) => (wanted.includes(job) ? { ...job, ...tried(job) } : job))
      return ok({ count: wanted.length })
    },
    'outbox/pause': ({ jobId }) => {
      if (jobId !== undefined) return one(jobId, () => ({ state: 'paused' }))
      outbox.queue = { ...outbox.queue, paused: { since: now(), by: 'Бекмағамбетова Ә.' } }
      changed()
      return ok({})
    },
    'outbox/resume': ({ jobId }) => {
      if (jobId !== undefined) return one(jobId, () => ({ state: 'ready', nextAt: now() }))
      const { paused: _paused, ...queue } = outbox.queue
      outbox.queue = queue
      changed()
      return ok({})
    },
    'outbox/cancel': ({ jobId, reason }) =>
      outbox.jobs.some((job) => job.id === jobId && job.state === 'done')
        ? err(fault('outbox/tooLate', 'act'))
        : one(jobId, () => ({ state: 'cancelled', finishedAt: now(), calledOffBecause: reason })),
    'outbox/setUpload': (upload) => {
      outbox.queue = { ...outbox.queue, upload }
      changed()
      return ok({})
    },
    'outbox/reopen': ({ caseId }) => {
      change((job) =>
        job.caseId === (caseId as CaseId) && job.state === 'rejected' ? { ...job, state: 'cancelled', finishedAt: now() } : job,
      )
      return ok({})
    },
  }
}
