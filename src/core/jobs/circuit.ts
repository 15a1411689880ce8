import { backoffDelay, type BackoffPolicy } from '#core/base/backoff.ts'
import type { JobId } from '#core/domain/ids.ts'
import type { JobOutcome } from '#core/domain/job.ts'
import type { QueueStatus } from '#core/domain/outbox.ts'

/** So many runs in a row without an answer, and of more than one job, and the gateway counts as away. */
export const failuresToOpen = 3
/** Waits between two tries while it is away. */
export const probeBackoff: BackoffPolicy = { first: 2_000, factor: 1.9, cap: 60_000, jitter: 0.25 }

/** What a run told about the gateway: it answered, it did not, or nothing can be said (it asked to wait, or was not asked). */
export type Sign = 'answered' | 'away' | 'none'

/** @param outcome absent where the run was broken off or failed by a bug */
export function signOf(outcome: JobOutcome | undefined): Sign {
  if (outcome === undefined) return 'none'
  if (outcome.kind === 'done' || outcome.kind === 'rejected' || outcome.fault.tag === 'gateway/refused') return 'answered'
  return outcome.kind === 'retry' && outcome.fault.tag === 'gateway/unavailable' && outcome.after === undefined ? 'away' : 'none'
}

/**
 * Spares a gateway that is away, and the jobs: while the circuit is open one try at a time is made, at the circuit's own backoff, and nothing else.
 * One job that fails alone does not open it: there its own backoff is enough, and what comes after it is not held up.
 */
export class Circuit {
  #failures = 0
  readonly #failed = new Set<JobId>()
  #open: { since: number; nextTryAt: number; tries: number } | undefined
  #probe: JobId | undefined

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  get status(): QueueStatus['circuit'] {
    if (this.#open === undefined) return { state: 'closed' }
    const { since, nextTryAt } = this.#open
    return { state: 'open', since: new Date(since).toISOString(), nextTryAt: new Date(nextTryAt).toISOString() }
  }

  /** Milliseconds until a try may be made: 0 for now; undefined while one is under way, whose end will tell. */
  waitFor(now: number): number | undefined {
    if (this.#open === undefined) return 0
    if (this.#probe !== undefined) return undefined
    // A clock that went back must not keep the queue waiting.
    return Math.min(Math.max(0, this.#open.nextTryAt - now), probeBackoff.cap * (1 + probeBackoff.jitter))
  }

  /** A run begins. */
  began(id: JobId): void {
    if (this.#open !== undefined) this.#probe = id
  }

  /**
   * A run ended.
   * @param chance for the jitter, [0, 1)
   * @returns what that did to the circuit
   */
  ended(id: JobId, sign: Sign, now: number, chance: number): 'opened' | 'closed' | undefined {
    const wasProbe = this.#probe === id
    if (wasProbe) this.#probe = undefined
    if (sign === 'answered') return this.close()
    if (this.#open !== undefined) {
      if (wasProbe) this.#open = this.#later(this.#open.since, this.#open.tries + 1, now, chance)
      return undefined
    }
    if (sign === 'none') return undefined
    this.#failures++
    this.#failed.add(id)
    if (this.#failures < failuresToOpen || this.#failed.size < 2) return undefined
    this.#open = this.#later(now, 1, now, chance)
    return 'opened'
  }

  /** The gateway is there. */
  close(): 'closed' | undefined {
    const wasOpen = this.#open !== undefined
    this.#failures = 0
    this.#failed.clear()
    this.#open = undefined
    this.#probe = undefined
    return wasOpen ? 'closed' : undefined
  }

  /** The operator does not want to wait. */
  tryNow(now: number): void {
    if (this.#open !== undefined) this.#open = { ...this.#open, nextTryAt: now }
  }

  #later(since: number, tries: number, now: number, chance: number) {
    return { since, tries, nextTryAt: now + backoffDelay(tries, chance, probeBackoff) }
  }
}
