import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { GatewayDeps } from './deps.ts'

/** Events after a cursor; with `waitSeconds` the answer waits for the first one, and not a moment longer. */
export function createFeedHandler({ feed }: Pick<GatewayDeps, 'feed'>): Pick<Handlers, 'feed'> {
  return {
    feed: async ({ query, workplace, signal }) => {
      const read = () => {
        const answer = feed.after([workplace.id, workplace.bin], query.cursor)
        if (answer === undefined) throw new Refusal('malformed', { part: 'query', field: 'cursor' })
        return answer
      }
      const first = read()
      if (first.events.length > 0 || query.waitSeconds === 0 || signal.aborted) return first

      return new Promise<typeof first>((resolve) => {
        const finish = () => {
          clearTimeout(timer)
          stopListening()
          signal.removeEventListener('abort', finish)
          resolve(read())
        }
        const timer = setTimeout(finish, query.waitSeconds * 1000)
        signal.addEventListener('abort', finish, { once: true })
        const stopListening = feed.onAnnounced(() => {
          if (read().events.length > 0) finish()
        })
      })
    },
  }
}
