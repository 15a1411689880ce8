import { createHash, randomBytes } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { AuthorityProbe } from '#core/ports/authority-probe.ts'
import type { Clock } from '#core/ports/clock.ts'
import { ocspPath, routes, timestampPath } from '#core/wire/routes.ts'
import { findChain } from '#pki/chain.ts'
import { readCrl, revocationFromCrl } from '#pki/crl.ts'
import { buildOcspRequest, revocationFromOcsp } from '#pki/ocsp.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { buildTimestampRequest, readTimestamp } from '#pki/timestamp.ts'
import { fetchDer } from './der-over-http.ts'

export interface AuthorityProbeOptions {
  /** Of the gateway, at which the certification authority answers. */
  readonly baseUrl: string
  /** DER of each. */
  readonly trustedRoots: readonly Uint8Array[]
  readonly intermediates: readonly Uint8Array[]
  readonly clock: Clock
  readonly dispatcher: () => Dispatcher
}

/** What a signal of the core's own kind means to undici. */
function nativeSignal(signal: AbortSignalLike): AbortSignal {
  const controller = new AbortController()
  if (signal.aborted) controller.abort()
  signal.addEventListener('abort', () => controller.abort(), { once: true })
  return controller.signal
}

/** OCSP, CRL and TSP over the connections that signatures use, without their caches. */
export function createAuthorityProbe({ baseUrl, trustedRoots, intermediates, clock, dispatcher }: AuthorityProbeOptions): AuthorityProbe {
  const base = baseUrl.replace(/\/+$/, '')
  const trust = { roots: trustedRoots, intermediates }
  const post = (path: string, body: Uint8Array, asked: string, answered: string, signal: AbortSignalLike) =>
    fetchDer({
      url: base + path,
      method: 'POST',
      body,
      contentType: `application/${asked}`,
      accept: `application/${answered}`,
      signal: nativeSignal(signal),
      dispatcher: dispatcher(),
    })
  const issuerOf = (certificate: Uint8Array): Uint8Array | undefined => {
    const parsed = parseCertificate(certificate)
    return parsed && findChain(parsed, [], trust, new Date(clock.instant()))?.[1]?.der
  }

  return {
    ocsp: async (certificate, signal) => {
      const issuer = issuerOf(certificate)
      if (issuer === undefined) return { state: 'unknown', why: 'notAsked' }
      const nonce = randomBytes(16)
      const response = await post(ocspPath, buildOcspRequest(certificate, issuer, nonce), 'ocsp-request', 'ocsp-response', signal)
      return response === undefined
        ? { state: 'unknown', why: 'noAnswer' }
        : revocationFromOcsp({ response, certificate, issuer, at: clock.instant(), nonce })
    },
    list: async (certificate, signal) => {
      const der = await fetchDer({
        url: base + routes.crl.path,
        method: 'GET',
        accept: routes.crl.bytes,
        signal: nativeSignal(signal),
        dispatcher: dispatcher(),
      })
      const crl = der === undefined ? undefined : readCrl(der)
      if (crl?.ok !== true) return undefined
      const issuer = certificate && issuerOf(certificate)
      if (certificate !== undefined && issuer !== undefined) {
        const says = revocationFromCrl({ crl: crl.value, certificate, issuer, at: clock.instant() })
        if (says.state === 'unknown' && says.why !== 'stale') return undefined
      }
      const { thisUpdate, nextUpdate } = crl.value
      return { issuedAt: thisUpdate, ...(nextUpdate === undefined ? {} : { nextAt: nextUpdate }) }
    },
    timestamp: async (signal) => {
      const imprint = createHash('sha256').update(randomBytes(32)).digest()
      const { der, nonce } = buildTimestampRequest(imprint)
      const response = await post(timestampPath, der, 'timestamp-query', 'timestamp-reply', signal)
      const read = response === undefined ? undefined : readTimestamp(response, { imprint, trust, nonce })
      return read?.ok === true ? { provedAt: read.value.genTime } : undefined
    },
  }
}
