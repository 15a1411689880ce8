import { canonicalHash } from '#core/domain/canonical.ts'
import { type Route, type RouteName, routes } from '#core/wire/routes.ts'
import type { Database } from '#gateway/database/database.ts'
import type { IdempotencyStore } from '#gateway/idempotency-store.ts'
import type { Commit } from './handler.ts'

export interface OnceCall {
  readonly name: RouteName
  /** Whose key it is: the organisation's BIN. */
  readonly bin: string
  readonly key: string
  readonly params: unknown
  readonly body: unknown
}

/** Does the work of an idempotent route once for each key and answers the same ever after, whichever way the call came. */
export type AnswerOnce = (call: OnceCall, run: () => unknown) => Promise<unknown>

export function createAnswerOnce(database: Database, idempotency: IdempotencyStore, clock: () => Date): AnswerOnce {
  return async ({ name, bin, key, params, body }, run) => {
    const route: Route = routes[name]
    const bodyHash = canonicalHash({ route: name, params, body })
    const known = idempotency.find(bin, key, bodyHash)
    if (known !== undefined) return known
    const { commit, after } = (await run()) as Commit<unknown>
    const answer = database
      .transaction(() => {
        // The same key may have come in twice while the signature was being checked.
        const meanwhile = idempotency.find(bin, key, bodyHash)
        if (meanwhile !== undefined) return meanwhile
        const made = route.answer?.parse(commit())
        idempotency.add(bin, key, bodyHash, made, clock())
        return made
      })
      .immediate()
    after?.()
    return answer
  }
}
