import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

interface End extends Channel {
  readonly deliver: (message: unknown) => void
  readonly shut: () => void
}

function createEnd(other: () => End): End {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  const early: unknown[] = []
  let heard = false
  let open = true
  return {
    post: (message) => {
      if (!open) return
      const copy: unknown = structuredClone(message)
      setImmediate(() => other().deliver(copy))
    },
    onMessage: (listener) => {
      const stop = messages.on(listener)
      heard = true
      for (const message of early.splice(0)) setImmediate(() => messages.emit(message))
      return stop
    },
    onClose: closed.on,
    close: () => other().shut(),
    deliver: (message) => {
      if (!open) return
      if (heard) messages.emit(message)
      else early.push(message)
    },
    shut: () => {
      if (!open) return
      open = false
      other().shut()
      setImmediate(() => closed.emit())
    },
  }
}

/** Two ends of a channel in one process: messages are structured clones and come later, as between processes. */
export function channelPair(): [Channel, Channel] {
  const one: End = createEnd(() => two)
  const two: End = createEnd(() => one)
  return [one, two]
}
