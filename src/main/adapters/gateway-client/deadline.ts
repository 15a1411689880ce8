import type { AbortSignalLike } from '#core/base/remote.ts'

export interface Deadline {
  readonly signal: AbortSignal
  /** The time ran out, or the caller called it off. */
  readonly hasPassed: () => boolean
  readonly clear: () => void
}

/** A time limit that is noticed so much too late was slept through, milliseconds. */
const oversleptBy = 2_000
/** The answer may lie there unread: what comes within this after waking counts, milliseconds. */
const moment = 1_000

/**
 * One limit over the whole of a request: connecting, sending, waiting and every byte of the answer. It counts time that the program was awake for.
 * @param callers whoever may call it off
 */
export function startDeadline(milliseconds: number, ...callers: readonly (AbortSignalLike | undefined)[]): Deadline {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const due = performance.now() + milliseconds
  let timer = setTimeout(() => {
    if (performance.now() - due > oversleptBy) timer = setTimeout(abort, moment)
    else abort()
  }, milliseconds)
  for (const caller of callers) {
    if (caller?.aborted === true) abort()
    caller?.addEventListener('abort', abort, { once: true })
  }
  return {
    signal: controller.signal,
    hasPassed: () => controller.signal.aborted,
    clear: () => {
      clearTimeout(timer)
      for (const caller of callers) caller?.removeEventListener('abort', abort)
    },
  }
}
