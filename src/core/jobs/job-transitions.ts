import { assertNever } from '#core/base/assert-never.ts'
import { backoffDelay, defaultBackoff } from '#core/base/backoff.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'

/** After so long of failing the operator is asked to look, milliseconds. It is tried all the same, so often: */
export const longFailing = 24 * 60 * 60_000
const hourly = 60 * 60_000
const jitter = 0.25
/** No wait of our own is longer, milliseconds. */
export const longestOwnWait = hourly * (1 + jitter)

const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** A run ended, so there is nobody to wait for. */
const released = ({ leasedUntil: _lease, ...job }: Job): Job => job
const hopeful = ({ failingSince: _since, ...job }: Job): Job => job

/** A run begins. */
export const begun = (job: Job, leasedUntil: number): Job => {
  const { progress: _progress, ...rest } = job
  return { ...rest, state: 'running', attempts: job.attempts + 1, leasedUntil: instantOf(leasedUntil) }
}

export interface RunEnd {
  /** When the run ended, milliseconds since 1970. */
  readonly now: number
  /** For the jitter of the own delay, [0, 1). */
  readonly chance: number
  /** The circuit is open: what got no answer is not to blame, and the circuit waits in its place. */
  readonly gatewayAway: boolean
}

function toBeRetried(job: Job, { fault, after }: Extract<JobOutcome, { kind: 'retry' }>, { now, chance, gatewayAway }: RunEnd): Job {
  if (gatewayAway && after === undefined) return { ...job, state: 'ready', nextAt: instantOf(now), lastFault: fault }
  const failingSince = job.failingSince ?? instantOf(now)
  const tooLong = now - Date.parse(failingSince) >= longFailing
  const failed = { ...job, state: tooLong ? ('stuck' as const) : ('ready' as const), failingSince }
  if (after !== undefined) {
    const exact = Math.max(0, Math.ceil(after))
    const lastFault = { tag: fault.tag, data: { ...fault.data, retryAfterMilliseconds: exact } }
    return { ...failed, nextAt: instantOf(now + exact), lastFault }
  }
  const wait = tooLong
    ? backoffDelay(1, chance, { first: hourly, factor: 1, cap: hourly, jitter })
    : backoffDelay(job.attempts, chance, { ...defaultBackoff, jitter })
  return { ...failed, nextAt: instantOf(now + wait), lastFault: fault }
}

/**
 * What a run came to. A wait that the gateway named is kept exactly, and is kept with the fault, so that nothing but the operator shortens it. What has
 * failed for a day needs attention and is still tried.
 */
export function ended(running: Job, outcome: JobOutcome, end: RunEnd): Job {
  const job = released(running)
  switch (outcome.kind) {
    case 'done': {
      const { lastFault: _lastFault, ...rest } = hopeful(job)
      const { acknowledgement } = outcome
      return { ...rest, state: 'done', finishedAt: instantOf(end.now), ...(acknowledgement === undefined ? {} : { acknowledgement }) }
    }
    case 'retry':
      return toBeRetried(job, outcome, end)
    case 'needsOperator':
      return { ...hopeful(job), state: 'stuck', lastFault: outcome.fault }
    case 'rejected':
      return { ...hopeful(job), state: 'rejected', lastFault: outcome.fault, finishedAt: instantOf(end.now) }
    default:
      return assertNever(outcome)
  }
}

/** A run that was broken off by us: as if it had not begun. */
export const interrupted = (job: Job, now: number): Job => ({
  ...released(job),
  state: 'ready',
  nextAt: instantOf(now),
  attempts: Math.max(0, job.attempts - 1),
})

/** The operator stopped it, for now. */
export const paused = (job: Job): Job => ({ ...released(job), state: 'paused' })

const isNamed = (job: Job): boolean => job.lastFault?.data['retryAfterMilliseconds'] !== undefined

/** The operator lets it go on: at once, save where the gateway asked to wait. */
export const resumed = (job: Job, now: number): Job => ({ ...job, state: 'ready', nextAt: isNamed(job) ? job.nextAt : instantOf(now) })

export const cancelled = (job: Job, now: number, reason: string): Job => ({
  ...released(job),
  state: 'cancelled',
  calledOffBecause: reason,
  finishedAt: instantOf(now),
})

/** The operator wants it tried now, before what nobody waits for. */
export const wanted = (job: Job, now: number): Job => {
  const { finishedAt: _finishedAt, ...rest } = job
  return { ...rest, state: 'ready', priority: 'counter', nextAt: instantOf(now) }
}
