import type { AddressInfo } from 'node:net'
import { decode, encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { openRemote } from '#core/base/remote.ts'
import { socketChannel } from '#renderer/bridge/socket-channel.ts'

/** A host that answers every call with what it was given, and closes on `leave`. */
const startHost = (): WebSocketServer => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) => {
    socket.send(encode({ kind: 'event', name: 'hello', value: { early: true } }))
    socket.on('message', (data: Buffer) => {
      const message = decode(data) as { id: number; name: string; input: unknown }
      if (message.name === 'leave') socket.close()
      else socket.send(encode({ kind: 'answer', id: message.id, value: message.input }))
    })
  })
  return server
}

describe('a WebSocket as a channel', () => {
  let server: WebSocketServer
  let socket: WebSocket

  beforeEach(async () => {
    server = startHost()
    await new Promise((resolve) => server.once('listening', resolve))
    socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    socket.binaryType = 'arraybuffer'
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  })
  afterEach(() => {
    socket.close()
    server.close()
  })

  it('carries calls and keeps bytes bytes', async () => {
    const remote = openRemote(socketChannel(socket), () => Promise.reject(new Error('Nobody calls the page')))
    const input = { text: 'Әсем', bytes: new Uint8Array([0, 255, 7]), list: [1, 2.5, true], missing: undefined }
    expect(await remote.call('echo', input)).toEqual({ text: 'Әсем', bytes: new Uint8Array([0, 255, 7]), list: [1, 2.5, true] })
  })

  it('keeps what came before anyone listened', async () => {
    const channel = socketChannel(socket)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const heard: unknown[] = []
    channel.onMessage((message) => heard.push(message))
    expect(heard).toEqual([{ kind: 'event', name: 'hello', value: { early: true } }])
  })

  it('tells waiting callers when the host is gone', async () => {
    const remote = openRemote(socketChannel(socket), () => Promise.reject(new Error('Nobody calls the page')))
    await expect(remote.call('leave', {})).rejects.toThrow('The channel closed')
    await expect(remote.call('echo', {})).rejects.toThrow('The channel is closed')
  })
})
