import { err } from '#core/base/result.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { unavailable } from './answer-fault.ts'

interface UnderWay {
  readonly ended: Promise<unknown>
  /** All who wait for this document hear how far it is. */
  readonly listeners: Set<(done: number) => void>
}

/**
 * Two jobs with the same document send it once: the second waits for the first, hearing its progress, and then asks the gateway, which has it, or takes
 * over from where it was.
 */
export function oneAtATime(upload: Gateway['upload']): Gateway['upload'] {
  const underWay = new Map<ContentHash, UnderWay>()

  return async (hash, content, onProgress, signal) => {
    for (let other = underWay.get(hash); other !== undefined; other = underWay.get(hash)) {
      other.listeners.add(onProgress)
      let callOff = (): void => {}
      const calledOff = new Promise<void>((resolve) => {
        callOff = resolve
        signal?.addEventListener('abort', callOff, { once: true })
      })
      await Promise.race([other.ended, calledOff])
      signal?.removeEventListener('abort', callOff)
      other.listeners.delete(onProgress)
      if (signal?.aborted === true) return err(unavailable('timeout'))
    }
    const listeners = new Set([onProgress])
    const result = upload(hash, content, (done) => listeners.forEach((tell) => tell(done)), signal)
    const ended = result.catch(() => undefined).finally(() => underWay.delete(hash))
    underWay.set(hash, { ended, listeners })
    return result
  }
}
