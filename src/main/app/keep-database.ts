import { describeFailure, type Logger } from '#core/base/logger.ts'
import type { SqliteStores } from '#adapters/sqlite/open-stores.ts'

/** Milliseconds. What is written in an hour is what a destroyed disk page can take at most, and only where nothing of it can be read any more. */
const every = 60 * 60_000
/** The first copy of a day waits until the counter is open, milliseconds. */
const firstAfter = 60_000
/** The host ends a core that does not stop in three seconds: the copy at the end gets two of them. */
const longestAtEnd = 2_000

/** Copies and tidies one workplace's database every hour while it is worked with, and once more at the end. */
export function keepDatabase({ stores, logger }: { readonly stores: SqliteStores; readonly logger: Logger }): {
  readonly stop: () => Promise<void>
} {
  const round = async (): Promise<void> => {
    try {
      await stores.backups.take()
      stores.tidy()
    } catch (failure) {
      logger.error('Database not looked after', { failure: describeFailure(failure) })
    }
  }
  const first = setTimeout(() => void round(), firstAfter)
  const timer = setInterval(() => void round(), every)
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(timer)
      let end: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        end = setTimeout(resolve, longestAtEnd)
      })
      await Promise.race([round(), late])
      clearTimeout(end)
    },
  }
}
