import { WebSocket } from 'ws'
import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { NcalayerFault } from '#core/ports/ncalayer.ts'
import { Greeting, heartbeat } from './messages.ts'

/** A signed request is kilobytes; more than this is no signature. */
const longestAnswer = 64 * 1024 * 1024

export interface ConnectionOptions {
  readonly port: number
  /** Milliseconds until it has greeted. */
  readonly greetWithin: number
  readonly signal?: AbortSignalLike | undefined
}

export interface Connection {
  readonly version: string
  /** Its next answer, parsed. @param within milliseconds */
  readonly ask: (request: object, within: number) => Promise<Result<unknown, NcalayerFault>>
}

type Message = Result<unknown, NcalayerFault>

const parsed = (text: string): Message => {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err(fault('ncalayer/badAnswer', 'support'))
  }
}

/** What a connection that could not be made says of who listens there. */
const failureOf = (failure: Error): NcalayerFault => {
  if ('code' in failure && failure.code === 'ECONNREFUSED') return fault('ncalayer/notRunning', 'retry')
  // ws has no code for it.
  if (failure.message.includes('timed out')) return fault('ncalayer/timeout', 'retry')
  return fault('ncalayer/notNcalayer', 'support')
}

/**
 * Connects to NCALayer on this machine, hears its greeting, does the work and disconnects, however the work ends.
 * Its certificate is not checked: it is issued to 127.0.0.1 by an authority that only browsers are told of, and changes every year. The connection
 * does not leave the machine, and what comes back is verified as a signature.
 */
export async function withConnection<T>(
  { port, greetWithin, signal }: ConnectionOptions,
  work: (connection: Connection) => Promise<Result<T, NcalayerFault>>,
): Promise<Result<T, NcalayerFault>> {
  if (signal?.aborted === true) return err(fault('ncalayer/cancelled', 'retry'))
  const socket = new WebSocket(`wss://127.0.0.1:${port}/`, {
    rejectUnauthorized: false,
    handshakeTimeout: greetWithin,
    maxPayload: longestAnswer,
    perMessageDeflate: false,
  })
  let greeted = false
  /** Who waits for the next message; one at a time. */
  let receive: (message: Message) => void = () => {}
  const next = (within: number): Promise<Message> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => receive(err(fault('ncalayer/timeout', 'retry'))), within)
      receive = (message) => {
        receive = () => {}
        clearTimeout(timer)
        resolve(message)
      }
    })
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8')
    if (text === heartbeat) return
    const message = parsed(text)
    // A greeting again, or an empty sign of life, answers nothing.
    const isIdle = message.ok && (JSON.stringify(message.value) === '{}' || (greeted && Greeting.safeParse(message.value).success))
    if (!isIdle) receive(message)
  })
  socket.on('error', (failure) => receive(err(greeted ? fault('ncalayer/gone', 'retry') : failureOf(failure))))
  socket.on('close', () => receive(err(greeted ? fault('ncalayer/gone', 'retry') : fault('ncalayer/notNcalayer', 'support'))))
  const abort = (): void => receive(err(fault('ncalayer/cancelled', 'retry')))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const first = await next(greetWithin)
    if (!first.ok) return first.error.tag === 'ncalayer/badAnswer' ? err(fault('ncalayer/notNcalayer', 'support')) : first
    const greeting = Greeting.safeParse(first.value)
    if (!greeting.success) return err(fault('ncalayer/notNcalayer', 'support'))
    greeted = true
    return await work({
      version: greeting.data.result.version,
      ask: (request, within) => {
        if (signal?.aborted === true) return Promise.resolve(err(fault('ncalayer/cancelled', 'retry')))
        if (socket.readyState !== WebSocket.OPEN) return Promise.resolve(err(fault('ncalayer/gone', 'retry')))
        const answer = next(within)
        socket.send(JSON.stringify(request))
        return answer
      },
    })
  } finally {
    signal?.removeEventListener('abort', abort)
    socket.terminate()
  }
}
