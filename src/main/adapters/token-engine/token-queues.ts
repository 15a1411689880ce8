import type { AbortSignalLike } from '#core/base/remote.ts'

/** One queue per token: a device does one thing at a time. */
export interface TokenQueues {
  /**
   * Runs the work when the token is free.
   * @returns 'cancelled' where the signal fired before the work began; begun work is not interrupted, since C_Sign cannot be
   */
  readonly run: <T>(tokenId: string, signal: AbortSignalLike, work: () => Promise<T>) => Promise<T | 'cancelled'>
}

export function createTokenQueues(): TokenQueues {
  const last = new Map<string, Promise<void>>()

  return {
    run: async (tokenId, signal, work) => {
      const before = last.get(tokenId) ?? Promise.resolve()
      let done = () => {}
      const mine = new Promise<void>((resolve) => (done = resolve))
      const tail = before.then(() => mine)
      last.set(tokenId, tail)
      let giveUp = () => {}
      const cancelled = new Promise<'cancelled'>((resolve) => {
        giveUp = () => resolve('cancelled')
        signal.addEventListener('abort', giveUp, { once: true })
        if (signal.aborted) giveUp()
      })
      try {
        const turn = await Promise.race([cancelled, before.then(() => 'mine' as const)])
        return turn === 'cancelled' || signal.aborted ? 'cancelled' : await work()
      } finally {
        signal.removeEventListener('abort', giveUp)
        // Whoever comes next still waits for those before: `tail` is over only when both are.
        done()
        if (last.get(tokenId) === tail) void tail.then(() => last.get(tokenId) === tail && last.delete(tokenId))
      }
    },
  }
}
