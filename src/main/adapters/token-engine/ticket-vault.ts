import type { AbortSignalLike } from '#core/base/remote.ts'

/** PINs under their tickets: each is taken once, or wiped when its time is over. */
export interface TicketVault {
  /** The buffer becomes the vault's, which wipes it. A second PIN under the same ticket replaces the first. */
  readonly leave: (ticket: string, pin: Uint8Array) => void
  /**
   * Waits for the PIN up to the lifetime of a ticket. The caller wipes what it gets.
   * @returns undefined where none came in time, or the signal fired
   */
  readonly take: (ticket: string, signal: AbortSignalLike) => Promise<Uint8Array | undefined>
  /** Wipes everything; whoever waits gets nothing. */
  readonly close: () => void
}

/** More PINs than these at once are no operator's doing; the oldest is wiped. */
const mostTickets = 64

/** @param lifetime milliseconds, of a PIN nobody takes and of a wait for one */
export function createTicketVault(lifetime: number): TicketVault {
  const left = new Map<string, { readonly pin: Uint8Array; readonly timer: NodeJS.Timeout }>()
  const waiting = new Map<string, (pin: Uint8Array | undefined) => void>()
  let closed = false

  const remove = (ticket: string): Uint8Array | undefined => {
    const found = left.get(ticket)
    left.delete(ticket)
    clearTimeout(found?.timer)
    return found?.pin
  }
  const wipe = (ticket: string): void => void remove(ticket)?.fill(0)

  return {
    leave: (ticket, pin) => {
      if (closed) return void pin.fill(0)
      const claim = waiting.get(ticket)
      if (claim !== undefined) return claim(pin)
      wipe(ticket)
      const [oldest] = left.keys()
      if (left.size >= mostTickets && oldest !== undefined) wipe(oldest)
      const timer = setTimeout(() => wipe(ticket), lifetime)
      timer.unref()
      left.set(ticket, { pin, timer })
    },
    take: (ticket, signal) => {
      const pin = remove(ticket)
      if (pin !== undefined || closed || signal.aborted || waiting.has(ticket)) return Promise.resolve(pin)
      return new Promise((resolve) => {
        const finish = (found: Uint8Array | undefined): void => {
          waiting.delete(ticket)
          clearTimeout(timer)
          signal.removeEventListener('abort', giveUp)
          resolve(found)
        }
        const giveUp = () => finish(undefined)
        const timer = setTimeout(giveUp, lifetime)
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.set(ticket, finish)
      })
    },
    close: () => {
      closed = true
      for (const ticket of [...left.keys()]) wipe(ticket)
      for (const finish of [...waiting.values()]) finish(undefined)
    },
  }
}
