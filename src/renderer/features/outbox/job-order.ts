import type { OutputOf } from '#core/contract/client.ts'

export type ShownJob = OutputOf<'outbox/list'>['jobs'][number]

const rank = { stuck: 0, rejected: 1, running: 2, paused: 3, ready: 3, done: 4, cancelled: 5 } as const

export const isOver = (job: ShownJob): boolean => job.state === 'done' || job.state === 'cancelled'

/** What needs the operator first, then what is on its way, oldest first; what is over last, newest first. */
export const orderedJobs = (jobs: readonly ShownJob[]): readonly ShownJob[] =>
  jobs.toSorted(
    (one, other) =>
      rank[one.state] - rank[other.state] ||
      (isOver(one) ? other.createdAt.localeCompare(one.createdAt) : one.createdAt.localeCompare(other.createdAt)),
  )

export const countsOf = (jobs: readonly ShownJob[]): { readonly waiting: number; readonly stuck: number } => ({
  waiting: jobs.filter((job) => job.state === 'ready' || job.state === 'running' || job.state === 'paused').length,
  stuck: jobs.filter((job) => job.state === 'stuck' || job.state === 'rejected').length,
})
