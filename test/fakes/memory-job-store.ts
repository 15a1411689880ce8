import { besideTheOutbox, holdsUpNothing, type Job, jobPriorities, type JobState } from '#core/domain/job.ts'
import type { JobStore } from '#core/ports/stores.ts'

const holdsUp = ({ kind }: Job): boolean => !holdsUpNothing.some((one) => one === kind)
const isShown = ({ kind }: Job): boolean => kind !== besideTheOutbox
const isOver = (job: Job): boolean => job.state === 'done' || job.state === 'cancelled'
const waits = (job: Job): boolean => job.state === 'ready' || (job.state === 'stuck' && job.failingSince !== undefined)
const dueAt = (job: Job): number => Date.parse(job.nextAt)
const rankOf = (job: Job): number => jobPriorities.indexOf(job.priority)
const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString()
const namedWait = (job: Job): number | undefined => {
  const wait = job.lastFault?.data['retryAfterMilliseconds']
  return typeof wait === 'number' ? wait : undefined
}

export interface MemoryJobStore extends JobStore {
  /** Everything kept, in the order of adding. */
  readonly all: () => readonly Job[]
  /** What `all` gave earlier is what is kept again: a transaction that failed. */
  readonly rollBack: (kept: readonly Job[]) => void
}

/** A JobStore in memory: the model that the real one is compared with. */
export function createMemoryJobStore(): MemoryJobStore {
  let jobs: Job[] = []
  const heads = () =>
    jobs.filter(
      (job, index) =>
        waits(job) && !jobs.slice(0, index).some((earlier) => earlier.caseId === job.caseId && holdsUp(earlier) && !isOver(earlier)),
    )
  const change = (which: (job: Job) => boolean, into: (job: Job) => Job): number => {
    const chosen = new Set(jobs.filter(which))
    if (chosen.size > 0) jobs = jobs.map((job) => (chosen.has(job) ? into(job) : job))
    return chosen.size
  }
  const hasten = (now: string): number => {
    const first = new Set(heads())
    return change(
      (job) => first.has(job) && dueAt(job) > Date.parse(now) && namedWait(job) === undefined,
      (job) => ({ ...job, nextAt: now }),
    )
  }
  return {
    all: () => jobs,
    rollBack: (kept) => void (jobs = [...kept]),
    add: (job) => void (jobs = [...jobs, job]),
    update: (job) => {
      if (
        change(
          ({ id }) => id === job.id,
          () => job,
        ) !== 1
      )
        throw new Error(`No job ${job.id}`)
    },
    find: (id) => jobs.find((job) => job.id === id),
    due: (priority, now, limit) =>
      heads()
        .filter((job) => job.priority === priority && dueAt(job) <= Date.parse(now))
        .toSorted((one, other) => dueAt(one) - dueAt(other))
        .slice(0, limit),
    nextAt: (priority) =>
      heads()
        .filter((job) => job.priority === priority)
        .map((job) => job.nextAt)
        .toSorted()[0],
    list: (states, limit) =>
      states
        .flatMap((state) => jobs.filter((job) => isShown(job) && job.state === state).toSorted((one, other) => rankOf(one) - rankOf(other)))
        .slice(0, limit),
    finished: (limit) =>
      jobs
        .filter((job) => isShown(job) && isOver(job))
        .toReversed()
        .toSorted((one, other) => Date.parse(other.finishedAt ?? '') - Date.parse(one.finishedAt ?? ''))
        .slice(0, limit),
    ofCase: (caseId) => jobs.filter((job) => job.caseId === caseId),
    counts: () => {
      const counts: Record<JobState, number> = { ready: 0, running: 0, paused: 0, stuck: 0, rejected: 0, done: 0, cancelled: 0 }
      for (const job of jobs) if (isShown(job)) counts[job.state]++
      return counts
    },
    oldestAt: (states) => jobs.find((job) => isShown(job) && states.includes(job.state))?.createdAt,
    recover: (now) =>
      change(
        (job) => job.state === 'running',
        ({ leasedUntil: _lease, ...job }) => ({ ...job, state: 'ready', nextAt: now }),
      ),
    hasten,
    retryAll: (now) => {
      const unstuck = change(
        (job) => job.state === 'stuck' && (namedWait(job) === undefined || dueAt(job) <= Date.parse(now)),
        (job) => ({ ...job, state: 'ready', nextAt: now }),
      )
      return unstuck + hasten(now)
    },
    putBack: () =>
      change(
        (job) => ['ready', 'paused', 'stuck'].includes(job.state) && job.priority !== 'backlog',
        (job) => ({ ...job, priority: 'backlog' }),
      ),
    shortenWaits: (now, longest) => {
      const first = new Set(heads())
      const latest = (job: Job): number => Date.parse(now) + (namedWait(job) ?? longest)
      return change(
        (job) => first.has(job) && dueAt(job) > Date.parse(now) && dueAt(job) > latest(job),
        (job) => ({ ...job, nextAt: instantOf(latest(job)) }),
      )
    },
  }
}
