import type { Instant } from '#core/domain/ids.ts'

/** The device's clock and timers; tests put their own here. */
export interface Clock {
  /** Milliseconds since 1970, device clock. */
  readonly now: () => number
  readonly instant: () => Instant
  /** Calls once after so many milliseconds; returns the way to call it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void
}

export interface Random {
  readonly uuid: () => string
  /** A number in [0, 1). */
  readonly chance: () => number
}
