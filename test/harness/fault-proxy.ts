import { Agent, createServer, type IncomingMessage, request as forward, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { createRandom, type Random } from '#gateway/population/random.ts'
import { drawFate, type Fate, type Toxic, type ToxicKind } from './toxics.ts'

export interface FaultProxy {
  readonly url: string
  /** From now on; an empty list lets everything pass. What a blackhole swallowed before is torn now. */
  readonly poison: (...toxics: readonly Toxic[]) => void
  /** How many requests met each kind of trouble so far. */
  readonly counts: () => Readonly<Partial<Record<ToxicKind, number>>>
  /** Bytes of bodies passed on, both ways together. */
  readonly passedBytes: () => number
  /** How many requests came so far whose `METHOD /path` fits; default all. */
  readonly requests: (fits?: RegExp) => number
  readonly stop: () => Promise<void>
}

export interface FaultProxyOptions {
  /** Where the gateway listens; it may be away. */
  readonly target: string
  readonly seed?: number
}

/** Slices of a throttled body in a second. */
const slicesPerSecond = 50

/** The connection is torn on purpose. */
class Torn extends Error {}

type Body = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

interface Answer {
  readonly message: IncomingMessage
  readonly body: Buffer
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']
const withoutHops = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)))

const lengthOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  headers['content-length'] === undefined ? {} : { 'content-length': headers['content-length'] }

/** A party between workstation and gateway that does to requests and answers what networks do. Listens on loopback only. */
export async function startFaultProxy({ target, seed = 1 }: FaultProxyOptions): Promise<FaultProxy> {
  const { hostname, port } = new URL(target)
  const random: Random = createRandom(seed)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const counts = new Map<ToxicKind, number>()
  const swallowed = new Set<ServerResponse>()
  const overtaken = new Set<() => void>()
  let toxics: readonly Toxic[] = []
  let passedBytes = 0
  const lines: string[] = []

  /** A body at the pace of the link; the reader's pace holds the sender back. */
  async function* paced(body: Body, { bandwidth }: Fate): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      const slice = bandwidth === undefined ? chunk.length : Math.max(1, Math.ceil(bandwidth.bytesPerSecond / slicesPerSecond))
      for (let at = 0; at < chunk.length; at += slice) {
        const part = chunk.subarray(at, at + slice)
        if (bandwidth !== undefined) await wait((part.length / bandwidth.bytesPerSecond) * 1_000)
        passedBytes += part.length
        yield part
      }
    }
  }

  /** What the caller sends, until they go: what is still on the slow link then never arrives. */
  async function* fromCaller(incoming: IncomingMessage, fate: Fate): AsyncGenerator<Uint8Array> {
    const { socket } = incoming
    for await (const part of paced(incoming, fate)) {
      if (socket.destroyed) throw new Torn()
      yield part
    }
  }

  /** One request to the gateway as its body comes in, and its whole answer. */
  const ask = (incoming: IncomingMessage, body: Body, { cutRequest }: Fate): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { ...withoutHops(incoming.headers), ...lengthOf(incoming) }
      const onward = forward({ hostname, port, path: incoming.url, method: incoming.method, headers, agent }, (message) =>
        buffer(message).then((answered) => resolve({ message, body: answered }), reject),
      )
      onward.on('error', reject)
      const write = (part: Uint8Array): Promise<void> => new Promise((written) => onward.write(part, () => written()))
      const send = async (): Promise<void> => {
        let sent = 0
        for await (const part of body) {
          const rest = (cutRequest?.bytes ?? Infinity) - sent
          await write(part.subarray(0, rest))
          if (part.length > rest) throw new Torn()
          sent += part.length
        }
        onward.end()
      }
      // Where the caller goes in the middle of a body, the gateway sees the same.
      send().catch((failure: Error) => onward.destroy(failure))
    })

  /** The gateway hears it once or twice; the answer to one of the two is passed back. */
  const askAsOften = async (incoming: IncomingMessage, body: Body, fate: Fate): Promise<Answer> => {
    if (fate.duplicate === undefined) return ask(incoming, body, fate)
    const { after } = fate.duplicate
    const parts = await Array.fromAsync(body)
    const first = ask(incoming, parts, fate)
    const second = (after === undefined ? Promise.resolve() : wait(after)).then(() => ask(incoming, parts, fate))
    first.catch(() => {})
    second.catch(() => {})
    return after === undefined && random.next() < 0.5 ? second : first
  }

  const giveBack = async (incoming: IncomingMessage, { message, body }: Answer, outgoing: ServerResponse, fate: Fate): Promise<void> => {
    const { statusCode = 502, headers } = message
    const isBare = incoming.method === 'HEAD' || statusCode === 204
    outgoing.writeHead(statusCode, { ...withoutHops(headers), ...(isBare ? {} : { 'content-length': body.length }) })
    // A head does not wait for a body that is held back.
    outgoing.flushHeaders()
    const cut = fate.cutAnswer === undefined || fate.cutAnswer.bytes >= body.length ? undefined : fate.cutAnswer.bytes
    const lastByte = fate.slowClose === undefined || cut !== undefined ? body.length : Math.max(0, body.length - 1)
    for await (const part of paced([body.subarray(0, cut ?? lastByte)], fate)) {
      await new Promise<void>((written) => outgoing.write(part, () => written()))
    }
    if (cut !== undefined) throw new Torn()
    if (fate.slowClose !== undefined) await wait(fate.slowClose.milliseconds)
    outgoing.end(body.subarray(lastByte))
    for (const release of overtaken) release()
  }

  const beOvertaken = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const release = (): void => {
        clearTimeout(timer)
        overtaken.delete(release)
        resolve()
      }
      const timer = setTimeout(release, milliseconds)
      overtaken.add(release)
    })

  /** What answers in the gateway's place. @returns whether something did */
  const answerInstead = (incoming: IncomingMessage, outgoing: ServerResponse, fate: Fate): boolean => {
    const say = (status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): true => {
      // The body is read and forgotten: the caller sends it to whoever listens.
      incoming.resume()
      outgoing.writeHead(status, { 'content-type': type, ...headers }).end(text)
      return true
    }
    if (fate.captivePortal !== undefined)
      return say(200, 'text/html; charset=utf-8', '<!doctype html><title>Wi-Fi</title><form>Кіру</form>')
    if (fate.nonsense !== undefined) return say(200, 'application/json', '{"tereze":')
    if (fate.serverError !== undefined) return say(fate.serverError.status, 'text/plain', 'upstream')
    if (fate.retryAfter !== undefined) return say(503, 'text/plain', 'busy', { 'retry-after': String(fate.retryAfter.seconds) })
    return false
  }

  const meet = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const line = `${incoming.method} ${incoming.url}`
    lines.push(line)
    const fate = drawFate(toxics, line, random)
    for (const kind of Object.keys(fate) as ToxicKind[]) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (fate.blackhole !== undefined) return void swallowed.add(outgoing)
    if (fate.reset !== undefined) throw new Torn()
    if (fate.latency !== undefined) await wait(fate.latency.milliseconds + random.next() * (fate.latency.jitter ?? 0))
    if (answerInstead(incoming, outgoing, fate)) return
    const answer = await askAsOften(incoming, fromCaller(incoming, fate), fate)
    if (fate.answerLost !== undefined) throw new Torn()
    if (fate.overtaken !== undefined) await beOvertaken(fate.overtaken.milliseconds)
    if (!outgoing.destroyed) await giveBack(incoming, answer, outgoing, fate)
  }

  const server = createServer((incoming, outgoing) => {
    const { socket } = incoming
    outgoing.on('close', () => swallowed.delete(outgoing))
    // Whatever goes wrong behind looks from the front like a torn connection.
    meet(incoming, outgoing).catch(() => socket.resetAndDestroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    poison: (...next) => {
      toxics = next
      for (const outgoing of swallowed) outgoing.socket?.resetAndDestroy()
      swallowed.clear()
    },
    counts: () => Object.fromEntries(counts),
    passedBytes: () => passedBytes,
    requests: (fits) => (fits === undefined ? lines.length : lines.filter((line) => fits.test(line)).length),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        agent.destroy()
      }),
  }
}
