import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

/** As much of Electron's MessagePortMain as a channel needs. */
export interface PortLike {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** A channel over a MessagePort. The port starts with the first listener, so nothing is lost before. */
export function portChannel(port: PortLike): Channel {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  let started = false
  port.on('message', (event) => messages.emit(event.data))
  port.on('close', () => closed.emit())
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const off = messages.on(listener)
      if (!started) port.start()
      started = true
      return off
    },
    onClose: closed.on,
    close: () => port.close(),
  }
}
