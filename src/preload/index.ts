// The only code that the sandboxed page and Electron share: two ports in, named functions out.
import { contextBridge, ipcRenderer } from 'electron'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'
import type { OperationName } from '#core/contract/client.ts'
import { makeBridge } from '#core/contract/make-bridge.ts'
import { operations } from '#core/contract/operations.ts'

function portChannel(port: MessagePort): Channel {
  const messages = new Emitter<unknown>()
  const closed = new Emitter<void>()
  port.addEventListener('message', (event) => messages.emit(event.data))
  // Chromium tells the end of a port's other side; the DOM's types do not know it yet.
  port.addEventListener('close', () => closed.emit())
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const off = messages.on(listener)
      port.start()
      return off
    },
    onClose: closed.on,
    close: () => port.close(),
  }
}

const { bridge, attachCore, attachToken } = makeBridge('electron', Object.keys(operations) as OperationName[])

ipcRenderer.on('tereze:port', (event, kind: unknown) => {
  const [port] = event.ports
  if (port === undefined) return
  if (kind === 'core') attachCore(portChannel(port))
  if (kind === 'token') attachToken(portChannel(port))
})

contextBridge.exposeInMainWorld('tereze', bridge)
ipcRenderer.send('tereze:ready')
