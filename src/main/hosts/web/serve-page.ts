import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { Channel } from '#core/base/channel.ts'
import { pageHeaders, readPageFile } from '#hosts/common/page-files.ts'
import { type Access, isLocalHost, isOwnOrigin } from './access.ts'
import { socketChannel } from './socket-channel.ts'

/** `core` for operations, `token` for PINs. */
export type SocketKind = 'core' | 'token'

export interface ServePage {
  readonly folder: string
  readonly port: number
  readonly access: Access
  /** Whether the process behind a socket is there; a page is told to come again where it is not. */
  readonly isUp: (kind: SocketKind) => boolean
  /** Milliseconds a page waits for them; 5,000 where nothing is said. */
  readonly patience?: number
  /** A page opened a socket. */
  readonly onSocket: (kind: SocketKind, channel: Channel) => void
  /** A link was used; the next one is ready. */
  readonly onLinkSpent: () => void
}

export interface PageServer {
  readonly port: number
  readonly close: () => void
}

/** How long a page waits for core or token process before it is told to come again, and how often is looked, milliseconds. */
const defaultPatience = 5_000
const lookEvery = 10

/** An import of 50 MiB and its wrapping. */
const largestMessage = 64 * 1024 * 1024

async function answer(input: ServePage, port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (status: number): void => void response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${status}`)
  if (!isLocalHost(request, port)) return refuse(421)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  const base = `http://127.0.0.1:${port}`
  if (!URL.canParse(request.url ?? '/', base)) return refuse(400)
  const url = new URL(request.url ?? '/', base)
  const key = url.searchParams.get('key')
  if (key !== null) {
    const cookie = input.access.spend(key)
    if (cookie !== undefined) {
      response.writeHead(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end()
      return input.onLinkSpent()
    }
    if (!input.access.isKnown(request)) return refuse(403)
    response.writeHead(303, { Location: '/' }).end()
    return
  }
  if (!input.access.isKnown(request)) return refuse(403)
  const file = await readPageFile(input.folder, url.pathname)
  if (file === undefined) return refuse(404)
  response.writeHead(200, { ...pageHeaders("'self'"), 'Content-Type': file.type, 'Cache-Control': 'no-store' }).end(file.body)
}

/**
 * Waits for a process that is coming up, as at every start: a browser whose WebSocket was refused lets its next attempts wait, in the end by
 * seconds.
 */
async function comesUp(isUp: () => boolean, socket: Duplex, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; !isUp() && !socket.destroyed && Date.now() < end;) await wait(lookEvery)
  return isUp()
}

/** Serves the page and its two sockets on 127.0.0.1 and nowhere else. */
export async function servePage(input: ServePage): Promise<PageServer> {
  let port = input.port
  const server: Server = createServer((request, response) => void answer(input, port, request, response))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    const kind = request.url === '/core' ? 'core' : request.url === '/token' ? 'token' : undefined
    if (kind === undefined || !isLocalHost(request, port) || !isOwnOrigin(request, port) || !input.access.isKnown(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    void comesUp(() => input.isUp(kind), socket, input.patience ?? defaultPatience).then((up) => {
      if (socket.destroyed) return
      if (up) sockets.handleUpgrade(request, socket, head, (accepted) => input.onSocket(kind, socketChannel(accepted)))
      else socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(input.port, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  return {
    port,
    close: () => {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      server.close()
    },
  }
}
