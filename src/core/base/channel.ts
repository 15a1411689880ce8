import type { Unsubscribe } from '#core/base/emitter.ts'

/**
 * A two-way pipe of structured-cloneable messages between two processes: a MessagePort, Node's IPC or a WebSocket underneath.
 * Messages posted before the other side listens are delivered when it does.
 */
export interface Channel {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => Unsubscribe
  /** The other side is gone, or `close` was called. Called once. */
  readonly onClose: (listener: () => void) => Unsubscribe
  readonly close: () => void
}
