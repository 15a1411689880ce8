import { setTimeout as wait } from 'node:timers/promises'
import type { Counter } from './counter.ts'
import type { Operator } from './take-in.ts'

/** The operator looks at the outbox so often, milliseconds. */
const lookEvery = 1_500

/**
 * Waits until the outbox is empty under a clear sky. An operator who sees that nothing moves presses "try all".
 * @param patience nothing became less for so long, milliseconds: then the judge says what is wrong
 */
export async function drained({ seated }: Pick<Counter, 'seated'>, { steadily, once }: Operator, patience = 30_000): Promise<void> {
  let least = Infinity
  let since = Date.now()
  for (let looked = Date.now(); Date.now() - since < patience; await wait(100)) {
    await seated()
    const { outbox } = await steadily(() => once('header/status', {}))
    const left = outbox.waiting + outbox.stuck
    if (left === 0) return
    if (left < least) [least, since] = [left, Date.now()]
    if (Date.now() - Math.max(looked, since) < lookEvery) continue
    looked = Date.now()
    await steadily(() => once('outbox/retryAll', {}))
  }
}
