import { Readable } from 'node:stream'
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import { type Dispatcher, request } from 'undici'
import { NotTheGateway } from './call-failure.ts'
import type { Pace } from './pace.ts'

export interface TusStackOptions {
  readonly dispatcher: () => Dispatcher
  readonly pace: Pace
}

/** The longest answer to a part is a problem document. */
const longestAnswer = 64 * 1024

/** The part in slices, each when its time has come. */
async function* slicesOf(body: Uint8Array, pace: Pace, signal: AbortSignal, onSent: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < body.length;) {
    const slice = body.subarray(from, from + pace.slice())
    await pace.take(slice.length, signal)
    if (signal.aborted) return
    yield slice
    from += slice.length
    onSent(from)
  }
}

class TusRequest implements HttpRequest {
  readonly #method: string
  readonly #url: string
  readonly #options: TusStackOptions
  readonly #headers: Record<string, string> = {}
  readonly #abort = new AbortController()
  #onSent: (bytes: number) => void = () => {}

  constructor(method: string, url: string, options: TusStackOptions) {
    this.#method = method
    this.#url = url
    this.#options = options
  }
  getMethod = (): string => this.#method
  getURL = (): string => this.#url
  getHeader = (name: string): string | undefined => this.#headers[name]
  getUnderlyingObject = (): undefined => undefined
  setHeader(name: string, value: string): void {
    this.#headers[name] = value
  }
  setProgressHandler(handler: (bytes: number) => void): void {
    this.#onSent = handler
  }
  abort(): Promise<void> {
    this.#abort.abort()
    return Promise.resolve()
  }

  async send(body: unknown): Promise<HttpResponse> {
    const { signal } = this.#abort
    const part = body instanceof Uint8Array ? body : undefined
    const answer = await request(this.#url, {
      method: this.#method as Dispatcher.HttpMethod,
      dispatcher: this.#options.dispatcher(),
      signal,
      headers: { ...this.#headers, ...(part === undefined ? {} : { 'content-length': String(part.length) }) },
      ...(part === undefined
        ? {}
        : {
            body: Readable.from(
              slicesOf(part, this.#options.pace, signal, (bytes) => this.#onSent(bytes)),
              { objectMode: false },
            ),
          }),
    })
    const header = (name: string): string | undefined => [answer.headers[name.toLowerCase()]].flat()[0]
    // Whoever takes a document must speak tus (1.0.0, "Headers"): a captive portal's friendly 200 does not.
    const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300
    if (isSuccess && header('tus-resumable') !== '1.0.0') {
      await answer.body.dump()
      throw new NotTheGateway('The answer does not speak tus')
    }
    const text = (await answer.body.text()).slice(0, longestAnswer)
    return { getStatus: () => answer.statusCode, getHeader: header, getBody: () => text, getUnderlyingObject: () => undefined }
  }
}

/** tus over the program's own connections, so that proxy, pace and renewal hold for documents too. */
export const createTusStack = (options: TusStackOptions): HttpStack => ({
  createRequest: (method, url) => new TusRequest(method, url, options),
  getName: () => 'TusStack',
})
