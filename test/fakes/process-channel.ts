import type { ChildProcess } from 'node:child_process'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

type Peer = Pick<ChildProcess, 'send' | 'on'> | NodeJS.Process

/** One of several channels over Node's IPC; both sides name it alike. The processes must serialise with `advanced`. */
export function processChannel(peer: Peer, name: string): Channel {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  let open = true
  peer.on('message', (wrapped: { channel: string; message: unknown }) => {
    if (open && wrapped.channel === name) messages.emit(wrapped.message)
  })
  const close = () => {
    if (!open) return
    open = false
    closed.emit()
  }
  peer.on('disconnect', close)
  return { post: (message) => void (open && peer.send?.({ channel: name, message })), onMessage: messages.on, onClose: closed.on, close }
}
