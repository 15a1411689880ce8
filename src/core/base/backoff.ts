export interface BackoffPolicy {
  /** Delay after the first failure, milliseconds. */
  readonly first: number
  readonly factor: number
  /** The delay grows no longer than this, milliseconds; chance may still add its share. */
  readonly cap: number
  /** Share of the delay that chance may add or take: 0.25 gives ±25 %. */
  readonly jitter: number
}

export const defaultBackoff: BackoffPolicy = { first: 1_000, factor: 1.9, cap: 15 * 60_000, jitter: 0.25 }

/**
 * Delay before the next try.
 * @param attempts how many tries have failed, from 1
 * @param chance a number in [0, 1), from the caller, so that tests decide it
 * @returns whole milliseconds
 */
export function backoffDelay(attempts: number, chance: number, policy: BackoffPolicy = defaultBackoff): number {
  const plain = Math.min(policy.cap, policy.first * policy.factor ** Math.max(0, attempts - 1))
  return Math.round(plain * (1 + policy.jitter * (2 * chance - 1)))
}
