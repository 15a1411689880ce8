import type { Instant } from '#core/domain/ids.ts'

/** Time and timers: the device's, or at a desk the best known time (see #core/domain/known-time.ts). Tests put their own here. */
export interface Clock {
  /** Milliseconds since 1970. */
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
