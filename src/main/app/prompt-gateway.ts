import { fault } from '#core/base/fault.ts'
import { err, type Result } from '#core/base/result.ts'
import type { Clock } from '#core/ports/clock.ts'
import type { Gateway, GatewayFault } from '#core/ports/gateway.ts'
import type { ConnectionWatch } from './connection.ts'

/** What a person at the counter waits for; everything else is the queue's and the feed's business and has its own time. */
const logins = ['login', 'challenge', 'loginByCertificate'] as const satisfies readonly (keyof Gateway)[]
const questions = ['person', 'organisation', 'authority', 'family', 'payment', 'document'] as const satisfies readonly (keyof Gateway)[]

/** How long a person waits for a gateway that was not heard since the start, or that was away a moment ago, milliseconds. */
const patience = { connecting: 4_000, offline: 1_500 } as const
/** After a question in vain the next ones are not even asked for so long, milliseconds. Logins always are: who logs in wants to be online. */
const quiet = 5_000

const away = (why: 'timeout' | 'noConnection') => err(fault('gateway/unavailable', 'retry', { why }))

/**
 * The same gateway, which answers a person promptly where it is known to be away: in a network that swallows packets each click would else wait for the
 * whole time limit. A call given up goes on behind, so that its answer still tells that the gateway is back.
 */
export function promptGateway(gateway: Gateway, watch: ConnectionWatch, clock: Clock): Gateway {
  let quietSince: number | undefined

  const within = <T>(limit: number, answer: Promise<Result<T, GatewayFault>>): Promise<Result<T, GatewayFault>> =>
    new Promise((resolve, reject) => {
      const callOff = clock.after(limit, () => {
        quietSince = clock.now()
        resolve(away('timeout'))
      })
      void answer.then(resolve, reject).finally(callOff)
    })

  const isQuiet = (): boolean => {
    const passed = quietSince === undefined ? quiet : clock.now() - quietSince
    return passed >= 0 && passed < quiet
  }

  const prompt = <Input extends readonly unknown[], T>(
    call: (...input: Input) => Promise<Result<T, GatewayFault>>,
    waits: 'always' | 'unlessQuiet',
  ) => {
    return async (...input: Input): Promise<Result<T, GatewayFault>> => {
      const { state } = watch.connection
      if (state === 'online') return call(...input)
      if (waits === 'unlessQuiet' && isQuiet()) return away('noConnection')
      return within(patience[state], call(...input))
    }
  }

  // Every member of the port is a call that answers a Result: the wrapper keeps each one's type.
  const changed = (names: readonly (keyof Gateway)[], waits: 'always' | 'unlessQuiet') =>
    Object.fromEntries(
      names.map((name) => [name, prompt(gateway[name] as (...input: never[]) => Promise<Result<unknown, GatewayFault>>, waits)]),
    )
  return { ...gateway, ...changed(logins, 'always'), ...changed(questions, 'unlessQuiet') }
}
