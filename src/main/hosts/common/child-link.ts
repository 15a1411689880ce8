import type { Channel } from '#core/base/channel.ts'
import { IpcHub } from './ipc-hub.ts'
import { portChannel, type PortLike } from './message-port.ts'

/** `process.parentPort` of an Electron utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly PortLike[] }) => void): unknown
}

const isOpening = (data: unknown): data is { readonly open: string } =>
  typeof data === 'object' && data !== null && 'open' in data && typeof data.open === 'string'

/**
 * The child's end of what its host hands it: channels by name. In a utility process they are real MessagePorts, under plain Node lanes of one
 * IPC connection; the child does not see the difference. A child whose host is gone ends.
 */
export function listenToHost(onChannel: (name: string, channel: Channel) => void): void {
  const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort | undefined) : undefined
  if (parentPort !== undefined && parentPort !== null) {
    parentPort.on('message', ({ data, ports: [port] }) => {
      if (isOpening(data) && port !== undefined) onChannel(data.open, portChannel(port))
    })
    return
  }
  const hub = new IpcHub(process)
  hub.onOpen(({ name, channel }) => onChannel(name, channel))
  process.on('disconnect', () => process.exit(0))
}
