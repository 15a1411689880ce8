import type { AbortSignalLike } from '#core/base/remote.ts'

export interface Deadline {
  readonly signal: AbortSignal
  /** The time ran out, or the caller called it off. */
  readonly hasPassed: () => boolean
  readonly clear: () => void
}

/** One limit over the whole of a request: connecting, sending, waiting and every byte of the answer. */
export function startDeadline(milliseconds: number, caller?: AbortSignalLike): Deadline {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, milliseconds)
  if (caller?.aborted === true) abort()
  caller?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    hasPassed: () => controller.signal.aborted,
    clear: () => {
      clearTimeout(timer)
      caller?.removeEventListener('abort', abort)
    },
  }
}
