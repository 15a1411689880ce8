import type { ShownJob } from './shown-job.ts'

/** The item that is looked at, and where it stood when it was chosen. */
export interface Chosen {
  readonly at: number
  /** Absent where nobody has chosen yet: then it is the first, whichever that is. */
  readonly id?: ShownJob['id'] | undefined
}

/** Where the chosen item stands now; where it is gone, what came into its place. */
export function atOf(jobs: readonly Pick<ShownJob, 'id'>[], { at, id }: Chosen): number {
  const found = id === undefined ? -1 : jobs.findIndex((job) => job.id === id)
  return found >= 0 ? found : Math.max(0, Math.min(at, jobs.length - 1))
}
