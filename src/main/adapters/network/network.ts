import { type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { type Logger, silentLogger } from '#core/base/logger.ts'

export interface NetworkOptions {
  /** The HTTP proxy as `http://name:password@host:port`; takes the place of HTTP_PROXY and HTTPS_PROXY. */
  readonly proxy?: string | undefined
  /** Hosts that are reached without it, as in NO_PROXY; takes the place of that and of our own exception for this machine. */
  readonly exceptions?: string | undefined
  /** Default process.env. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly logger?: Logger
}

/** The way to everything outside this machine: one set of connections, through the proxy where there is one. */
export interface Network {
  /** Of this moment: ask for each request. */
  readonly dispatcher: () => Dispatcher
  /** What is connected now may be dead (sleep, another network): new requests open new connections, those under way end with an error. */
  readonly renew: () => void
  readonly close: () => Promise<void>
}

const thisMachine = 'localhost,127.0.0.1,::1'
/** The longest answer is a catalogue, a document or a national list of revoked certificates. */
const longestAnswer = 64 * 1024 * 1024

/** Administrators write `proxy:3128` as often as `http://proxy:3128`. */
const urlOf = (text: string | undefined, logger: Logger): string | undefined => {
  if (text === undefined || text.trim() === '') return undefined
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (URL.canParse(url)) return url
  logger.error('The proxy is no address and is not used', { code: 'PROXY' })
  return undefined
}

/** HTTPS_PROXY, HTTP_PROXY and NO_PROXY count, in capitals or not; a gateway on this machine is never asked through a proxy unless that is set. */
export function createNetwork({ proxy, exceptions, environment = process.env, logger = silentLogger }: NetworkOptions = {}): Network {
  const variable = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name]
  const httpProxy = urlOf(proxy ?? variable('HTTP_PROXY'), logger)
  const httpsProxy = urlOf(proxy ?? variable('HTTPS_PROXY'), logger) ?? httpProxy
  const noProxy = exceptions ?? [variable('NO_PROXY'), thisMachine].filter(Boolean).join(',')

  // The limits are the callers' and total; undici's own are per phase.
  const make = (): Dispatcher =>
    new EnvHttpProxyAgent({
      // An empty string keeps undici from looking at the environment itself.
      httpProxy: httpProxy ?? '',
      httpsProxy: httpsProxy ?? '',
      noProxy,
      connect: { timeout: 8_000 },
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 20_000,
      connections: 16,
      maxResponseSize: longestAnswer,
    })
  let dispatcher = make()
  return {
    dispatcher: () => dispatcher,
    renew: () => {
      const old = dispatcher
      dispatcher = make()
      void old.destroy()
    },
    close: () => dispatcher.destroy(),
  }
}
