import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'
import { Abort, openRemote } from '#core/base/remote.ts'
import type { Remote } from '#core/base/remote.ts'
import type { Api, Bridge, EventName, EventOf, OfferCancel } from './client.ts'
import type { operations as table } from './operations.ts'

const down = { ok: false, error: { tag: 'core/down', remedy: 'retry' } } as const
const noCalls = () => Promise.reject(new Error('The core does not call the page'))

/**
 * The page's bridge over two channels, to the core and to the token process. Either may be attached anew after a restart.
 * @param names the contract's operation names, so that a preload need not carry the schemas
 */
export function makeBridge(host: Bridge['host'], names: readonly (keyof typeof table)[]) {
  const events = new Emitter<{ readonly name: string; readonly value: unknown }>()
  const connection = new Emitter<boolean>()
  let core: Remote | undefined
  let token: Remote | undefined

  const call = async (name: string, input: unknown, offerCancel?: OfferCancel): Promise<unknown> => {
    if (core === undefined) return down
    const abort = new Abort()
    offerCancel?.(() => abort.abort())
    try {
      return await core.call(name, input, abort)
    } catch {
      return down
    }
  }

  const bridge: Bridge = {
    host,
    api: Object.fromEntries(
      names.map((name) => [name, (input: unknown, offerCancel?: OfferCancel) => call(name, input, offerCancel)]),
    ) as unknown as Api,
    onEvent: <Name extends EventName>(name: Name, listener: (value: EventOf<Name>) => void) =>
      events.on((event) => {
        if (event.name === name) listener(event.value as EventOf<Name>)
      }),
    onConnection: connection.on,
    leavePin: async (ticket, pin) => {
      try {
        if (token === undefined) return false
        await token.call('leavePin', { ticket, pin })
        return true
      } catch {
        return false
      } finally {
        pin.fill(0)
      }
    },
  }

  return {
    bridge,
    attachCore: (channel: Channel): void => {
      const remote = openRemote(channel, noCalls)
      core = remote
      remote.onEvent((event) => events.emit(event))
      remote.onClose(() => {
        if (core !== remote) return
        core = undefined
        connection.emit(false)
      })
      connection.emit(true)
    },
    attachToken: (channel: Channel): void => {
      const remote = openRemote(channel, noCalls)
      token = remote
      remote.onClose(() => {
        if (token === remote) token = undefined
      })
    },
  }
}
