import { decode, encode } from '@msgpack/msgpack'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

/** An open WebSocket as a channel: MessagePack in binary frames, so that bytes stay bytes. `undefined` is left out, as in JSON. */
export function socketChannel(socket: WebSocket): Channel {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  let heard = false
  const early: unknown[] = []

  socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
    const message = decode(new Uint8Array(event.data))
    if (heard) messages.emit(message)
    else early.push(message)
  })
  socket.addEventListener('close', () => closed.emit(), { once: true })

  return {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(encode(message, { ignoreUndefined: true }))
    },
    onMessage: (listener) => {
      const off = messages.on(listener)
      heard = true
      for (const message of early.splice(0)) messages.emit(message)
      return off
    },
    onClose: closed.on,
    close: () => socket.close(),
  }
}
