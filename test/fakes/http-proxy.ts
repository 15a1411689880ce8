import { createServer, request as forward } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface HttpProxy {
  readonly url: string
  /** What went through: `GET http://…` and `CONNECT host:port`. */
  readonly passed: readonly string[]
  readonly close: () => Promise<void>
}

/** A small proxy as offices have them (RFC 9110, 9.3.6 and 7.6): forwards plain requests, opens tunnels, and may want a name and password. */
export async function startHttpProxy(credentials?: { readonly name: string; readonly password: string }): Promise<HttpProxy> {
  const passed: string[] = []
  const sockets = new Set<Socket>()
  const wanted = credentials === undefined ? undefined : `Basic ${btoa(`${credentials.name}:${credentials.password}`)}`
  const isAllowed = (given: string | undefined): boolean => wanted === undefined || given === wanted
  const server = createServer((incoming, outgoing) => {
    const { 'proxy-authorization': given, 'proxy-connection': _connection, ...headers } = incoming.headers
    if (!isAllowed(given)) return void outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="office"' }).end('<html>407</html>')
    passed.push(`${incoming.method} ${incoming.url}`)
    const onward = forward(incoming.url ?? '', { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (incoming, socket: Socket) => {
    if (!isAllowed(incoming.headers['proxy-authorization'])) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    passed.push(`CONNECT ${incoming.url}`)
    const { hostname, port } = new URL(`http://${incoming.url}`)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const one of [onward, socket]) {
      sockets.add(one)
      one.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
