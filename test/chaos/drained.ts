import { setTimeout as wait } from 'node:timers/promises'
import type { Counter } from './counter.ts'
import type { Operator } from './take-in.ts'

/** An own wait longer than this the operator cuts short by hand, milliseconds. */
const longWait = 1_500

/**
 * Waits until the outbox is empty under a clear sky. An operator who looks at it presses "send now" where the next try is far.
 * @param patience nothing became less for so long, milliseconds: then the judge says what is wrong
 */
export async function drained(
  { bridge, seated }: Pick<Counter, 'bridge' | 'seated'>,
  { steadily, once }: Operator,
  patience = 30_000,
): Promise<void> {
  let least = Infinity
  let since = Date.now()
  while (Date.now() - since < patience) {
    await seated()
    const { outbox } = await steadily(() => once('header/status', {}))
    if (outbox.waiting === 0) return
    if (outbox.waiting < least) {
      least = outbox.waiting
      since = Date.now()
    }
    const { jobs } = await steadily(() => once('outbox/list', { show: 'open', limit: 2_000 }))
    for (const { id, state, nextAt } of jobs) {
      if (state === 'ready' && Date.parse(nextAt) - Date.now() > longWait) await bridge.api['outbox/retryNow']({ jobId: id })
    }
    await wait(200)
  }
}
