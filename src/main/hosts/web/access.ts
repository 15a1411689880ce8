import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const cookieName = 'tereze'
const newSecret = (): string => randomBytes(32).toString('base64url')

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * Who may use the web host: a browser that came by a one-time link. The link's key is spent by its first use and gives a session cookie;
 * `Host` and `Origin` are checked against the loopback address, so no page from elsewhere can reach in (DNS rebinding, cross-site sockets).
 */
export class Access {
  readonly #cookies = new Set<string>()
  #key = newSecret()

  /** The key of the next link. */
  get key(): string {
    return this.#key
  }

  /** @returns the cookie's header value where the key was right; the key is spent */
  spend(key: string): string | undefined {
    if (!same(key, this.#key)) return undefined
    this.#key = newSecret()
    const cookie = newSecret()
    this.#cookies.add(cookie)
    return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`
  }

  isKnown(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
    return cookies.some((part) => part.startsWith(`${cookieName}=`) && this.#cookies.has(part.slice(cookieName.length + 1)))
  }
}

export const isLocalHost = (request: IncomingMessage, port: number): boolean =>
  [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '')
export const isOwnOrigin = (request: IncomingMessage, port: number): boolean =>
  [`http://127.0.0.1:${port}`, `http://localhost:${port}`].includes(request.headers.origin ?? '')
