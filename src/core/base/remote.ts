import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'
import type { Unsubscribe } from '#core/base/emitter.ts'

/** One message of the call protocol. Both ends may call; events go one way without an answer. */
export type RemoteMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'crash'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'event'; readonly name: string; readonly value: unknown }

/** The channel closed, or the other side crashed, before an answer came. */
export class RemoteGone extends Error {
  override readonly name = 'RemoteGone'
}

export type RemoteHandler = (name: string, input: unknown, signal: AbortSignalLike) => Promise<unknown>

/** As much of AbortSignal as the core needs; the DOM's and Node's fit. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export class Abort implements AbortSignalLike {
  aborted = false
  readonly #listeners = new Set<() => void>()
  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener)
  }
  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }
  abort(): void {
    if (this.aborted) return
    this.aborted = true
    for (const listener of [...this.#listeners]) listener()
  }
}

export interface Remote {
  /** Calls the other side; rejects with RemoteGone when it is lost. A signal that fires tells the other side to stop. */
  readonly call: (name: string, input: unknown, signal?: AbortSignalLike) => Promise<unknown>
  readonly emit: (name: string, value: unknown) => void
  readonly onEvent: (listener: (event: { readonly name: string; readonly value: unknown }) => void) => Unsubscribe
  readonly onClose: (listener: () => void) => Unsubscribe
  readonly close: () => void
}

const isRemoteMessage = (message: unknown): message is RemoteMessage =>
  typeof message === 'object' && message !== null && 'kind' in message && typeof message.kind === 'string'

/**
 * Calls and events over a channel.
 * @param handle answers the other side's calls; a handler that throws is a bug and answers `crash`, without the message
 * @param onCrash told of every such bug
 */
export function openRemote(channel: Channel, handle: RemoteHandler, onCrash: (failure: unknown) => void = () => {}): Remote {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (failure: Error) => void }>()
  const running = new Map<number, Abort>()
  const events = new Emitter<{ readonly name: string; readonly value: unknown }>()
  const closed = new Emitter<void>()
  let next = 1
  let gone = false

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    const abort = new Abort()
    running.set(id, abort)
    try {
      const value = await handle(name, input, abort)
      channel.post({ kind: 'answer', id, value } satisfies RemoteMessage)
    } catch (failure) {
      onCrash(failure)
      channel.post({ kind: 'crash', id } satisfies RemoteMessage)
    } finally {
      running.delete(id)
    }
  }

  const settle = (id: number) => {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  channel.onMessage((message) => {
    if (!isRemoteMessage(message)) return
    switch (message.kind) {
      case 'call':
        void answer(message.id, message.name, message.input)
        return
      case 'answer':
        settle(message.id)?.resolve(message.value)
        return
      case 'crash':
        settle(message.id)?.reject(new RemoteGone('The other side failed'))
        return
      case 'cancel':
        running.get(message.id)?.abort()
        return
      case 'event':
        events.emit({ name: message.name, value: message.value })
        return
    }
  })

  channel.onClose(() => {
    gone = true
    for (const { reject } of waiting.values()) reject(new RemoteGone('The channel closed'))
    waiting.clear()
    for (const abort of running.values()) abort.abort()
    closed.emit()
  })

  return {
    call: (name, input, signal) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(new RemoteGone('The channel is closed'))
        const id = next++
        waiting.set(id, { resolve, reject })
        const cancel = (): void => void (waiting.has(id) && channel.post({ kind: 'cancel', id } satisfies RemoteMessage))
        signal?.addEventListener('abort', cancel, { once: true })
        channel.post({ kind: 'call', id, name, input } satisfies RemoteMessage)
        // A signal that has fired already fires no more.
        if (signal?.aborted === true) cancel()
      }),
    emit: (name, value) => channel.post({ kind: 'event', name, value } satisfies RemoteMessage),
    onEvent: events.on,
    onClose: closed.on,
    close: channel.close,
  }
}
