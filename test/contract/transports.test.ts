import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import type { Channel } from '#core/base/channel.ts'
import { Abort, openRemote, RemoteGone, type RemoteHandler } from '#core/base/remote.ts'
import { IpcHub } from '#hosts/common/ipc-hub.ts'
import { portChannel, type PortLike } from '#hosts/common/message-port.ts'
import { relay } from '#hosts/common/relay.ts'
import { socketChannel as hostSocket } from '#hosts/web/socket-channel.ts'
import { socketChannel as pageSocket } from '#renderer/bridge/socket-channel.ts'
import { serveFarEnd } from '#test/fixtures/far-end.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

/** Node's MessagePort in the shape of Electron's MessagePortMain: the data wrapped, and started by hand, where Node starts with a listener. */
function portLike(port: MessagePort): PortLike {
  const listeners: ((value: { readonly data: unknown }) => void)[] = []
  return {
    on: (event: 'message' | 'close', listener: (value: { readonly data: unknown }) => void) =>
      event === 'close' ? port.on('close', listener) : listeners.push(listener),
    postMessage: (message) => port.postMessage(message),
    start: () => {
      for (const listener of listeners) port.on('message', (data: unknown) => listener({ data }))
    },
    close: () => port.close(),
  }
}

/** A child process with the far end in it; `die` kills it. */
async function child(): Promise<{ readonly hub: IpcHub; readonly die: () => void }> {
  const process = fork(fileURLToPath(import.meta.resolve('#test/fixtures/transport-child.ts')), {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  process.on('error', () => {})
  endings.push(async () => {
    if (process.exitCode !== null || process.signalCode !== null) return
    const ended = new Promise((resolve) => process.once('exit', resolve))
    process.kill('SIGKILL')
    await ended
  })
  await once(process, 'spawn')
  return { hub: new IpcHub(process), die: () => process.kill('SIGKILL') }
}

interface Transport {
  readonly channel: Channel
  /** The other side is lost without a word. */
  readonly die: () => void
}

const transports: Readonly<Record<string, () => Promise<Transport>>> = {
  'Node IPC to a child process': async () => {
    const { hub, die } = await child()
    return { channel: hub.open('core'), die }
  },
  MessagePort: () => {
    const { port1, port2 } = new MessageChannel()
    endings.push(() => port1.close())
    serveFarEnd(portChannel(portLike(port2)))
    return Promise.resolve({ channel: portChannel(portLike(port1)), die: () => port2.close() })
  },
  WebSocket: async () => {
    const { socket, die } = await openSocket(serveFarEnd)
    return { channel: pageSocket(socket), die }
  },
  // As the page reaches the core on the web host: WebSocket, relayed to the child's IPC.
  'WebSocket relayed to a child process': async () => {
    const { hub, die } = await child()
    const { socket } = await openSocket((channel) => relay(channel, hub.open('page:1')))
    return { channel: pageSocket(socket), die }
  },
}

async function openSocket(serve: (channel: Channel) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) => serve(hostSocket(socket)))
  await once(server, 'listening')
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  socket.binaryType = 'arraybuffer'
  const die = () => {
    for (const client of server.clients) client.terminate()
  }
  endings.push(() => {
    socket.close()
    die()
    server.close()
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  return { socket, die }
}

const nobody: RemoteHandler = () => Promise.reject(new Error('Nobody calls here'))

describe.each(Object.entries(transports))('calls and events over %s', (_name, open) => {
  const connect = async (handle: RemoteHandler = nobody) => {
    const { channel, die } = await open()
    const remote = openRemote(channel, handle)
    const events: { readonly name: string; readonly value: unknown }[] = []
    remote.onEvent((event) => events.push(event))
    let closes = 0
    const closed = new Promise<void>((resolve) =>
      remote.onClose(() => {
        closes++
        resolve()
      }),
    )
    return { remote, events, die, closed, closes: () => closes }
  }

  it('a call is answered with the very value: bytes stay bytes, letters stay letters', async () => {
    const { remote } = await connect()
    const big = new Uint8Array(300_000).map((_, index) => index % 251)
    const value = {
      text: 'Әсем ұл',
      big,
      empty: new Uint8Array(),
      list: [1, -2.5, true, null, ['а']],
      nested: { deep: { bytes: new Uint8Array([0, 255]) } },
    }
    expect(await remote.call('echo', value)).toEqual(value)
  })

  it('many calls at once each get their own answer', async () => {
    const { remote } = await connect()
    const inputs = Array.from({ length: 100 }, (_, index) => ({ index }))
    expect(await Promise.all(inputs.map((input) => remote.call('echo', input)))).toEqual(inputs)
  })

  it('both sides may call', async () => {
    const { remote } = await connect((name, input) => Promise.resolve({ name, input }))
    expect(await remote.call('ask', { from: 'far' })).toEqual({ name: 'page', input: { from: 'far' } })
  })

  it('events come in order, and before the answer that follows them', async () => {
    const { remote, events } = await connect()
    await remote.call('tell', [1, 2, 3])
    expect(events.filter(({ name }) => name === 'told').map(({ value }) => value)).toEqual([1, 2, 3])
  })

  it('what was said before anyone listened is heard first', async () => {
    const { channel } = await open()
    await new Promise((resolve) => setTimeout(resolve, 150))
    const first = await new Promise((resolve) => channel.onMessage(resolve))
    expect(first).toEqual({ kind: 'event', name: 'hello', value: { early: true, bytes: new Uint8Array([1, 2]) } })
  })

  it('a call that is called off is stopped at the far end', async () => {
    const { remote } = await connect()
    const abort = new Abort()
    const waiting = remote.call('wait', {}, abort)
    await remote.call('echo', 1)
    abort.abort()
    expect([await waiting, await remote.call('cancelled', {})]).toEqual(['stopped', 1])
  })

  it('a failure at the far end is told without its message, and the channel lives on', async () => {
    const { remote } = await connect()
    await expect(remote.call('fail', {})).rejects.toEqual(new RemoteGone('The other side failed'))
    expect(await remote.call('echo', 'still here')).toBe('still here')
  })

  it('a far end that leaves ends the waiting calls and is told once', async () => {
    const { remote, closed, closes } = await connect()
    const waiting = remote.call('wait', {})
    void remote.call('leave', {}).catch(() => {})
    await expect(waiting).rejects.toEqual(new RemoteGone('The channel closed'))
    await closed
    await expect(remote.call('echo', 1)).rejects.toEqual(new RemoteGone('The channel is closed'))
    expect(closes()).toBe(1)
  })

  it('a far end that dies without a word ends them too', async () => {
    const { remote, die, closed } = await connect()
    const waiting = remote.call('wait', {})
    await remote.call('echo', 1)
    die()
    await expect(waiting).rejects.toEqual(new RemoteGone('The channel closed'))
    await closed
  })

  it('closing at this end ends the calls here', async () => {
    const { remote, closed } = await connect()
    const waiting = remote.call('wait', {})
    await remote.call('echo', 1)
    remote.close()
    await expect(waiting).rejects.toEqual(new RemoteGone('The channel closed'))
    await closed
  })
})

describe('lanes of one IPC connection', () => {
  it('are told apart, one may close while the others go on, and a name may be opened anew', async () => {
    const { hub } = await child()
    const one = openRemote(hub.open('one'), nobody)
    const other = openRemote(hub.open('other'), nobody)
    expect(await Promise.all([one.call('echo', 1), other.call('echo', 2)])).toEqual([1, 2])
    const waiting = one.call('wait', {})
    one.close()
    await expect(waiting).rejects.toBeInstanceOf(RemoteGone)
    const again = openRemote(hub.open('one'), nobody)
    // What the closed lane's owner still does must not touch the new one.
    one.emit('stray', {})
    one.close()
    expect([await again.call('echo', 3), await other.call('echo', 4)]).toEqual([3, 4])
  })
})
