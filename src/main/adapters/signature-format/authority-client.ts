import { type Dispatcher, getGlobalDispatcher } from 'undici'
import { ocspPath, routes, timestampPath } from '#core/wire/routes.ts'
import { fetchDer } from './der-over-http.ts'

/** Whose list: of the issuing authority, about people and services; or of the root, about the authority. */
export type ListName = 'issuing' | 'root'

export interface AuthorityClientOptions {
  /** Of the gateway, at which the certification authority answers. */
  readonly baseUrl: string
  /** The connections to use, and the proxy behind which they go. Default undici's own. */
  readonly dispatcher?: (() => Dispatcher) | undefined
}

/** The certification authority's services in DER. Undefined where no answer of the wanted type came. */
export interface AuthorityClient {
  readonly ocsp: (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array | undefined>
  readonly list: (name: ListName, signal: AbortSignal) => Promise<Uint8Array | undefined>
  readonly timestamp: (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array | undefined>
}

const lists = { issuing: routes.crl, root: routes.rootCrl } as const

export function createAuthorityClient({ baseUrl, dispatcher = getGlobalDispatcher }: AuthorityClientOptions): AuthorityClient {
  const base = baseUrl.replace(/\/+$/, '')
  const post = (path: string, body: Uint8Array, kind: 'ocsp' | 'timestamp', signal: AbortSignal) => {
    const [asked, answered] = kind === 'ocsp' ? ['ocsp-request', 'ocsp-response'] : ['timestamp-query', 'timestamp-reply']
    const contentType = `application/${asked}`
    return fetchDer({
      url: base + path,
      method: 'POST',
      body,
      contentType,
      accept: `application/${answered}`,
      signal,
      dispatcher: dispatcher(),
    })
  }
  return {
    ocsp: (request, signal) => post(ocspPath, request, 'ocsp', signal),
    timestamp: (request, signal) => post(timestampPath, request, 'timestamp', signal),
    list: (name, signal) => {
      const { path, bytes } = lists[name]
      return fetchDer({ url: base + path, method: 'GET', accept: bytes, signal, dispatcher: dispatcher() })
    },
  }
}
