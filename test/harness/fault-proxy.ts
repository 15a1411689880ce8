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
  /** Requests seen so far. */
  readonly requests: () => number
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

interface Answer {
  readonly message: IncomingMessage
  readonly body: Buffer
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']
const withoutHops = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)))

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
  let requests = 0

  /** A body at the pace of the link; the reader's pace holds the sender back. */
  async function* paced(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, { bandwidth }: Fate): AsyncGenerator<Uint8Array> {
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

  /** One request to the gateway, and its whole answer. */
  const ask = (incoming: IncomingMessage, body: Buffer, { cutRequest }: Fate): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { ...withoutHops(incoming.headers), ...(body.length > 0 ? { 'content-length': body.length } : {}) }
      const onward = forward({ hostname, port, path: incoming.url, method: incoming.method, headers, agent }, (message) =>
        buffer(message).then((answered) => resolve({ message, body: answered }), reject),
      )
      onward.on('error', reject)
      if (cutRequest === undefined || cutRequest.bytes >= body.length) return void onward.end(body)
      onward.write(body.subarray(0, cutRequest.bytes), () => onward.destroy(new Torn()))
    })

  /** The gateway hears it once or twice; whichever answer is the first to be asked for is passed back. */
  const askAsOften = async (incoming: IncomingMessage, body: Buffer, fate: Fate): Promise<Answer> => {
    if (fate.duplicate === undefined) return ask(incoming, body, fate)
    const { after } = fate.duplicate
    const first = ask(incoming, body, fate)
    const second = (after === undefined ? Promise.resolve() : wait(after)).then(() => ask(incoming, body, fate))
    second.catch(() => {})
    first.catch(() => {})
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
  const answerInstead = (outgoing: ServerResponse, fate: Fate): boolean => {
    const say = (status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): true => {
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
    requests += 1
    const fate = drawFate(toxics, `${incoming.method} ${incoming.url}`, random)
    for (const kind of Object.keys(fate) as ToxicKind[]) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (fate.blackhole !== undefined) return void swallowed.add(outgoing)
    if (fate.reset !== undefined) throw new Torn()
    const body = Buffer.concat(await Array.fromAsync(paced(incoming, fate)))
    if (fate.latency !== undefined) await wait(fate.latency.milliseconds + random.next() * (fate.latency.jitter ?? 0))
    if (answerInstead(outgoing, fate)) return
    const answer = await askAsOften(incoming, body, fate)
    if (fate.answerLost !== undefined) throw new Torn()
    if (fate.overtaken !== undefined) await beOvertaken(fate.overtaken.milliseconds)
    if (!outgoing.destroyed) await giveBack(incoming, answer, outgoing, fate)
  }

  const server = createServer((incoming, outgoing) => {
    outgoing.on('close', () => swallowed.delete(outgoing))
    // Whatever goes wrong behind looks from the front like a torn connection.
    meet(incoming, outgoing).catch(() => incoming.socket.resetAndDestroy())
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
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        agent.destroy()
      }),
  }
}
