import type { JobId } from '#core/domain/ids.ts'
import type { JobState } from '#core/domain/job.ts'
import type { QueuePause } from '#core/domain/outbox.ts'
import type { JobEngineDeps } from './engine.ts'
import { cancelled, paused, resumed, wanted } from './job-transitions.ts'
import type { Run } from './run.ts'

/** What a person may do to the queue. A disk that does not write throws StorageProblem, and then nothing has changed. */
export interface OperatorDeeds {
  /** Tried now, whatever it waits for, before all that nobody waits for. @returns false where it runs or is over */
  readonly retryNow: (id: JobId) => boolean
  /** Tries all that waits or is stuck, save what the gateway asked to hold back. @returns how many */
  readonly retryAll: () => number
  /** Holds one back until it is resumed; a run is broken off and goes on from where it was. @returns false where it is over or refused */
  readonly pause: (id: JobId) => boolean
  /** @returns false where it is not paused */
  readonly resume: (id: JobId) => boolean
  /** Stops all sending, also over restarts. @param by full name */
  readonly pauseAll: (by: string) => void
  readonly resumeAll: () => void
  /**
   * Closes a job for good; it is kept with the reason.
   * @param alongside written in the same transaction, where and when it ends as cancelled
   * @returns `asked` where it runs: it ends as cancelled unless the work was already done; `tooLate` where it was
   */
  readonly cancel: (id: JobId, reason: string, alongside?: () => void) => 'cancelled' | 'asked' | 'tooLate' | 'missing'
}

interface DeedDeps extends Pick<JobEngineDeps, 'jobs' | 'settings' | 'transaction' | 'clock'> {
  readonly runs: ReadonlyMap<JobId, Run>
  /** Something was decided: tell, and look for work. */
  readonly onDidDecide: () => void
  /** Nor is it waited for a gateway that is away. */
  readonly tryNow: () => void
  readonly setPause: (pause: QueuePause | undefined) => void
}

const canWait: readonly JobState[] = ['ready', 'stuck']
const canBeRetried: readonly JobState[] = [...canWait, 'paused', 'rejected']

export function operatorDeeds({ jobs, settings, transaction, clock, runs, onDidDecide, tryNow, setPause }: DeedDeps): OperatorDeeds {
  const decided = <T>(work: () => T): T => {
    const value = transaction(work)
    onDidDecide()
    return value
  }
  const breakOff = (run: Run, wish: NonNullable<Run['wish']>): void => {
    // A job called off stays so, whatever is wanted of the queue meanwhile.
    if (run.wish?.kind !== 'cancel') run.wish = wish
    run.abort.abort()
  }

  return {
    retryNow: (id) => {
      const job = jobs.find(id)
      if (runs.has(id) || job === undefined || !canBeRetried.includes(job.state)) return false
      tryNow()
      decided(() => jobs.update(wanted(job, clock.now())))
      return true
    },
    retryAll: () => {
      tryNow()
      return decided(() => jobs.retryAll(clock.instant()))
    },
    pause: (id) => {
      const run = runs.get(id)
      if (run !== undefined) {
        breakOff(run, { kind: 'pause' })
        return true
      }
      const job = jobs.find(id)
      if (job === undefined || !canWait.includes(job.state)) return false
      decided(() => jobs.update(paused(job)))
      return true
    },
    resume: (id) => {
      const run = runs.get(id)
      if (run?.wish?.kind === 'pause') {
        run.wish = { kind: 'hold' }
        return true
      }
      const job = jobs.find(id)
      if (job?.state !== 'paused') return false
      decided(() => jobs.update(resumed(job, clock.now())))
      return true
    },
    pauseAll: (by) => {
      const pause = { since: clock.instant(), by }
      transaction(() => settings.saveQueuePause(pause))
      setPause(pause)
      for (const run of runs.values()) breakOff(run, run.wish ?? { kind: 'hold' })
      onDidDecide()
    },
    resumeAll: () => {
      transaction(() => settings.saveQueuePause(undefined))
      setPause(undefined)
      onDidDecide()
    },
    cancel: (id, reason, alongside = () => {}) => {
      const run = runs.get(id)
      if (run !== undefined) {
        breakOff(run, { kind: 'cancel', reason, alongside })
        return 'asked'
      }
      const job = jobs.find(id)
      if (job === undefined || job.state === 'cancelled') return 'missing'
      if (job.state === 'done' || job.state === 'running') return 'tooLate'
      decided(() => {
        jobs.update(cancelled(job, clock.now(), reason))
        alongside()
      })
      return 'cancelled'
    },
  }
}
