import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface CuttingProxy {
  readonly url: string
  /** Bytes that went to the gateway since the last `next`. */
  readonly sent: () => number
  /** What happens to the bytes from now on: the line is cut after so many, or one of them is altered. */
  readonly next: (mischief: { readonly cutAfter?: number; readonly alter?: number }) => Promise<void>
  readonly stop: () => Promise<void>
}

/** A line to the gateway that is cut, or alters a byte, where the test says. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let [sent, cutAfter, alter] = [0, Infinity, -1]
  const server = createServer((client) => {
    const onward = connect(Number(port), hostname)
    for (const socket of [client, onward]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        onward.destroy()
      })
    }
    client.on('data', (data: Buffer) => {
      const at = alter - sent
      if (at >= 0 && at < data.length) data[at] = (data[at] ?? 0) ^ 0xff
      const kept = data.subarray(0, Math.max(0, cutAfter - sent))
      sent += data.length
      if (sent > cutAfter) onward.end(kept, () => client.destroy())
      else onward.write(kept)
    })
    onward.pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    next: (mischief) => {
      for (const socket of sockets) socket.destroy()
      sent = 0
      cutAfter = mischief.cutAfter ?? Infinity
      alter = mischief.alter ?? -1
      // Both ends must have noticed that the old connections are gone.
      return wait(200)
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
