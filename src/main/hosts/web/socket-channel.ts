import { decode, encode } from '@msgpack/msgpack'
import type { WebSocket } from 'ws'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

const bytesOf = (data: unknown): Uint8Array | undefined => (data instanceof Uint8Array ? data : undefined)

/** A channel over a WebSocket; messages as MessagePack, which keeps bytes bytes. A frame that cannot be read closes the socket. */
export function socketChannel(socket: WebSocket): Channel {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  const waiting: unknown[] = []
  let listening = false
  socket.on('message', (data) => {
    const bytes = bytesOf(data)
    try {
      const message = decode(bytes ?? new Uint8Array())
      if (listening) messages.emit(message)
      else waiting.push(message)
    } catch {
      socket.close(1003)
    }
  })
  socket.on('close', () => closed.emit())
  socket.on('error', () => socket.terminate())
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encode(message, { ignoreUndefined: true }))
    },
    onMessage: (listener) => {
      const off = messages.on(listener)
      listening = true
      for (const message of waiting.splice(0)) listener(message)
      return off
    },
    onClose: closed.on,
    close: () => socket.close(),
  }
}
