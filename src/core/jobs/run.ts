import { Abort } from '#core/base/remote.ts'
import type { Job } from '#core/domain/job.ts'
import type { Clock } from '#core/ports/clock.ts'

/**
 * So long a run may give no sign of life, milliseconds: thrice what the gateway's client allows the slowest part of an upload. Then it is broken off.
 */
export const leaseTime = 3 * 60_000

/** What the operator wants of a run under way; it ends so, unless the work was already done. */
export type Wish =
  | { readonly kind: 'pause' }
  /** All sending stops: as if it had not begun. */
  | { readonly kind: 'hold' }
  /** @see JobEngine.cancel */
  | { readonly kind: 'cancel'; readonly reason: string; readonly alongside: () => void }

/** One handler at work. */
export interface Run {
  /** As it began. */
  readonly job: Job
  readonly abort: Abort
  wish: Wish | undefined
  /** A sign of life. */
  readonly renew: () => void
  /** The run is over, one way or the other. */
  readonly release: () => void
}

/** @param onExpired there was no sign of life for the time of the lease */
export function createRun(job: Job, clock: Clock, onExpired: () => void): Run {
  // By the timer alone: what the clock shows may stand still or jump.
  let callOff = clock.after(leaseTime, onExpired)
  return {
    job,
    abort: new Abort(),
    wish: undefined,
    renew: () => {
      callOff()
      callOff = clock.after(leaseTime, onExpired)
    },
    release: () => callOff(),
  }
}

/** How many of them nobody stands and waits for. */
export const countBacklog = (runs: ReadonlyMap<unknown, Run>): number =>
  [...runs.values()].filter((run) => run.job.priority === 'backlog').length
