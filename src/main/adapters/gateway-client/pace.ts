export interface Pace {
  /** Bytes that are sent at once: a quarter of a second's worth under a limit. */
  readonly slice: () => number
  /** Bytes of one part: small under a limit, so that a cut costs seconds and not minutes. */
  readonly part: () => number
  /** Resolves when so many more bytes may be sent, or when the signal fires. */
  readonly take: (bytes: number, signal: AbortSignal) => Promise<void>
}

export interface PaceOptions {
  /** Bytes a second over everything that is sent, now; undefined for no limit. Asked anew for each slice. */
  readonly limit: () => number | undefined
  /** A clock that nobody sets, milliseconds. */
  readonly now: () => number
  /** Calls once after so many milliseconds; returns the way to call it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void
}

const mebibyte = 1024 * 1024
const between = (least: number, wanted: number, most: number): number => Math.max(least, Math.min(most, Math.floor(wanted)))

/**
 * One limit over all documents together (generic cell rate algorithm: a token bucket without a store). Whoever takes goes behind those who took before,
 * so that three uploads share the line evenly.
 */
export function createPace({ limit, now, after }: PaceOptions): Pace {
  /** When the line is free again. */
  let freeAt = -Infinity
  return {
    slice: () => {
      const rate = limit()
      return rate === undefined ? mebibyte / 4 : between(1024, rate / 4, mebibyte / 4)
    },
    part: () => {
      const rate = limit()
      return rate === undefined ? mebibyte : between(64 * 1024, rate * 4, mebibyte)
    },
    take: (bytes, signal) => {
      const rate = limit()
      if (rate === undefined) return Promise.resolve()
      const begins = Math.max(now(), freeAt)
      freeAt = begins + (bytes / rate) * 1_000
      const wait = begins - now()
      if (wait <= 0 || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const end = (): void => {
          callOff()
          signal.removeEventListener('abort', end)
          resolve()
        }
        const callOff = after(wait, end)
        signal.addEventListener('abort', end, { once: true })
      })
    },
  }
}
