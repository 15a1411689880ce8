import { backoffDelay, type BackoffPolicy } from '#core/base/backoff.ts'
import type { Channel } from '#core/base/channel.ts'
import type { Bridge, OperationName } from '#core/contract/client.ts'
import { makeBridge } from '#core/contract/make-bridge.ts'
import { operations } from '#core/contract/operations.ts'
import { socketChannel } from './socket-channel.ts'

/** The other side is on this machine: quick at first, never slower than five seconds. */
const policy: BackoffPolicy = { first: 60, factor: 1.4, cap: 3_000, jitter: 0.2 }

/** Keeps one WebSocket on the page's own origin open. */
function keepOpen(path: string, attach: (channel: Channel) => void): void {
  let failures = 0
  const open = (): void => {
    const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')))
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      failures = 0
      attach(socketChannel(socket))
    })
    socket.addEventListener('close', () => {
      failures++
      setTimeout(open, backoffDelay(failures, Math.random(), policy))
    })
  }
  open()
}

/** The bridge of the web host: core and token process over two WebSockets, opened anew whenever they close. */
export function connectWebBridge(): Bridge {
  const { bridge, attachCore, attachToken } = makeBridge('web', Object.keys(operations) as OperationName[])
  keepOpen('/core', attachCore)
  keepOpen('/token', attachToken)
  return bridge
}
