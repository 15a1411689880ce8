import { createServer, type IncomingMessage, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface TamperingProxy {
  readonly url: string
  /** Changes the JSON of answers to paths that start so; `undefined` lets everything pass again. */
  readonly tamper: (path: string, change: ((body: unknown) => unknown) | undefined) => void
  readonly stop: () => Promise<void>
}

/** A party on the way between workstation and gateway that exchanges what it likes. */
export async function startTamperingProxy(target: string): Promise<TamperingProxy> {
  const changes = new Map<string, (body: unknown) => unknown>()
  const { hostname, port } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    const { 'accept-encoding': _encoding, ...headers } = incoming.headers
    const change = [...changes].find(([path]) => incoming.url?.startsWith(path))?.[1]
    // Whoever exchanges an answer also sees to it that there is one: "nothing new" could not be altered.
    const path = change === undefined ? incoming.url : incoming.url?.replace(/\?.*/, '')
    const onward = forward({ hostname, port, path, method: incoming.method, headers }, (answer: IncomingMessage) => {
      const isJson = answer.headers['content-type']?.includes('json') === true
      if (change === undefined || answer.statusCode !== 200 || !isJson) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      void buffer(answer).then((body) => {
        const changed = JSON.stringify(change(JSON.parse(body.toString('utf8'))))
        const { 'content-length': _length, 'transfer-encoding': _transfer, ...rest } = answer.headers
        outgoing.writeHead(200, { ...rest, 'content-length': Buffer.byteLength(changed) })
        outgoing.end(changed)
      })
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
    outgoing.on('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tamper: (path, change) => void (change === undefined ? changes.delete(path) : changes.set(path, change)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
