import type { Job, JobOutcome } from '#core/domain/job.ts'
import { cancelled, ended, interrupted, paused, type RunEnd } from './job-transitions.ts'
import type { Wish } from './run.ts'

interface Left {
  /** The job as the run leaves it. */
  readonly job: (job: Job) => Job
  /** What is written with it. */
  readonly alongside?: () => void
}

/**
 * How a run leaves its job, with what the operator wanted of it meanwhile.
 * @param outcome absent where the handler failed by a bug
 */
export function leftBy(wish: Wish | undefined, outcome: JobOutcome | undefined, end: RunEnd & { readonly isStopping: boolean }): Left {
  const failed: JobOutcome = outcome ?? { kind: 'needsOperator', fault: { tag: 'job/failed', data: {} } }
  // The work was done before the wish was heard.
  if (outcome?.kind === 'done' || outcome?.kind === 'rejected') return { job: (job) => ended(job, outcome, end) }
  if (wish?.kind === 'cancel') return { job: (job) => cancelled(job, end.now, wish.reason), alongside: wish.alongside }
  // A wait that the gateway named holds even where the run was to be broken off.
  const isBrokenOff = outcome === undefined || (outcome.kind === 'retry' && outcome.after === undefined)
  const broken = (job: Job): Job => (isBrokenOff ? interrupted(job, end.now) : ended(job, failed, end))
  if (wish?.kind === 'pause' && outcome?.kind !== 'needsOperator') return { job: (job) => paused(broken(job)) }
  return { job: end.isStopping || wish?.kind === 'hold' ? broken : (job) => ended(job, failed, end) }
}
