import { assertNever } from '#core/base/assert-never.ts'
import { backoffDelay } from '#core/base/backoff.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'

const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** A run begins. */
export const begun = (job: Job): Job => {
  const { progress: _progress, ...rest } = job
  return { ...rest, state: 'running', attempts: job.attempts + 1 }
}

/**
 * What a run came to. A wait that the gateway named is kept exactly, and is kept with the fault, so that nothing but the operator shortens it.
 * @param now when the run ended, milliseconds since 1970
 * @param chance for the jitter of the own delay, [0, 1)
 */
export function ended(job: Job, outcome: JobOutcome, now: number, chance: number): Job {
  switch (outcome.kind) {
    case 'done': {
      const { lastFault: _lastFault, ...rest } = job
      return { ...rest, state: 'done', finishedAt: instantOf(now) }
    }
    case 'retry': {
      if (outcome.after === undefined)
        return { ...job, state: 'ready', nextAt: instantOf(now + backoffDelay(job.attempts, chance)), lastFault: outcome.fault }
      const after = Math.max(0, Math.ceil(outcome.after))
      return {
        ...job,
        state: 'ready',
        nextAt: instantOf(now + after),
        lastFault: { tag: outcome.fault.tag, data: { ...outcome.fault.data, retryAfterMilliseconds: after } },
      }
    }
    case 'needsOperator':
      return { ...job, state: 'stuck', lastFault: outcome.fault }
    case 'rejected':
      return { ...job, state: 'rejected', lastFault: outcome.fault, finishedAt: instantOf(now) }
    default:
      return assertNever(outcome)
  }
}

/** A run that was broken off because the program ends: as if it had not begun. */
export const interrupted = (job: Job, now: number): Job => ({
  ...job,
  state: 'ready',
  nextAt: instantOf(now),
  attempts: Math.max(0, job.attempts - 1),
})

export const cancelled = (job: Job, now: number): Job => ({ ...job, state: 'cancelled', finishedAt: instantOf(now) })

/** The operator wants it tried now. */
export const wanted = (job: Job, now: number): Job => {
  const { finishedAt: _finishedAt, ...rest } = job
  return { ...rest, state: 'ready', nextAt: instantOf(now) }
}

/** Whether it waits by our own choice: such a wait may be cut short when the connection is back. */
export const waitsByChoice = (job: Job, now: number): boolean =>
  job.state === 'ready' && Date.parse(job.nextAt) > now && job.lastFault?.data['retryAfterMilliseconds'] === undefined
