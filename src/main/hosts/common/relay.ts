import type { Channel } from '#core/base/channel.ts'

/** Ties two channels together, for processes that cannot be handed each other's end. When one goes, so does the other. */
export function relay(a: Channel, b: Channel): void {
  a.onMessage(b.post)
  b.onMessage(a.post)
  a.onClose(b.close)
  b.onClose(a.close)
}
