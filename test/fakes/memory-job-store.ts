import { holdsUpNothing, type Job, type JobState } from '#core/domain/job.ts'
import type { JobStore } from '#core/ports/stores.ts'

const holdsUp = ({ kind }: Job): boolean => !holdsUpNothing.some((one) => one === kind)
const isFinished = (job: Job): boolean => job.state === 'done' || job.state === 'cancelled'

/** A JobStore in memory: the model that the real one is compared with. */
export function createMemoryJobStore(): JobStore {
  const jobs: Job[] = []
  const heads = () =>
    jobs.filter(
      (job, index) =>
        job.state === 'ready' &&
        !jobs.slice(0, index).some((earlier) => earlier.caseId === job.caseId && holdsUp(earlier) && !isFinished(earlier)),
    )
  const update = (job: Job): void => {
    const index = jobs.findIndex(({ id }) => id === job.id)
    if (index < 0) throw new Error(`No job ${job.id}`)
    jobs[index] = job
  }
  return {
    add: (job) => void jobs.push(job),
    update,
    find: (id) => jobs.find((job) => job.id === id),
    due: (now, limit) =>
      heads()
        .filter((job) => Date.parse(job.nextAt) <= Date.parse(now))
        .slice(0, limit),
    nextAt: () =>
      heads()
        .map((job) => job.nextAt)
        .toSorted()[0],
    list: (states, limit) =>
      jobs
        .filter((job) => states.includes(job.state))
        .toReversed()
        .slice(0, limit),
    ofCase: (caseId) => jobs.filter((job) => job.caseId === caseId),
    counts: () => {
      const counts: Record<JobState, number> = { ready: 0, running: 0, stuck: 0, rejected: 0, done: 0, cancelled: 0 }
      for (const job of jobs) counts[job.state]++
      return counts
    },
    recover: (now) => {
      const running = jobs.filter((job) => job.state === 'running')
      for (const job of running) update({ ...job, state: 'ready', nextAt: now })
      return running.length
    },
  }
}
