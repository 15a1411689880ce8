import { randomBytes } from 'node:crypto'
import type { Instant } from '#core/domain/ids.ts'
import type { Revocation } from '#core/domain/signature.ts'
import type { Clock } from '#core/ports/clock.ts'
import { sha256Name } from '#pki/certificate.ts'
import { type Crl, readCrl, revocationFromCrl } from '#pki/crl.ts'
import { buildOcspRequest, revocationFromOcsp } from '#pki/ocsp.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { type AuthorityClientOptions, createAuthorityClient, type ListName } from './authority-client.ts'

/** The last revocation lists that proved genuine, kept over restarts. */
export interface CrlCache {
  readonly get: (list: ListName) => { readonly der: Uint8Array; readonly fetchedAt: Instant } | undefined
  readonly set: (list: ListName, der: Uint8Array, fetchedAt: Instant) => void
}

export interface RevocationClientOptions extends AuthorityClientOptions {
  readonly crlCache: CrlCache
  readonly clock: Clock
  /** The gateway is known to be away: then only what is kept here is asked. Default: it never is. */
  readonly isAway?: () => boolean
}

/** For OCSP and CRL together: the person at the counter waits no longer than this for a dead network, milliseconds. */
export const revocationLimit = 3_000
/** OCSP leaves some of it to the list. */
const ocspLimit = 2_000
/** An answer is believed so long, and a list is not fetched more often, milliseconds. */
const keptFor = 5 * 60_000

type Unknown = Extract<Revocation, { state: 'unknown' }>
const noAnswer: Unknown = { state: 'unknown', why: 'noAnswer' }

/** A root signs its own certificate; what it issues is asked of its list, for it has no responder. */
export function listOf(issuer: Uint8Array): ListName {
  const parsed = parseCertificate(issuer)
  return parsed !== undefined && Buffer.compare(parsed.subject, parsed.issuer) === 0 ? 'root' : 'issuing'
}

/** OCSP, then the list, then "cannot say". */
export function createRevocationClient({
  baseUrl,
  dispatcher,
  crlCache,
  clock,
  isAway = () => false,
}: RevocationClientOptions): (certificate: Uint8Array, issuer: Uint8Array) => Promise<Revocation> {
  const authority = createAuthorityClient({ baseUrl, dispatcher })
  const answers = new Map<string, { readonly revocation: Revocation; readonly until: number }>()
  const underWay = new Map<string, Promise<Revocation>>()
  const parsed = new Map<ListName, { readonly der: Uint8Array; readonly crl: Crl }>()

  const askOcsp = async (certificate: Uint8Array, issuer: Uint8Array): Promise<Revocation> => {
    if (isAway() || listOf(issuer) === 'root') return noAnswer
    const nonce = randomBytes(16)
    const response = await authority.ocsp(buildOcspRequest(certificate, issuer, nonce), AbortSignal.timeout(ocspLimit))
    return response === undefined ? noAnswer : revocationFromOcsp({ response, certificate, issuer, at: clock.instant(), nonce })
  }

  /** Parsing a national list takes a while: once for each list. */
  const crlOf = (name: ListName, der: Uint8Array): Crl | undefined => {
    const known = parsed.get(name)
    if (known !== undefined && (known.der === der || Buffer.compare(known.der, der) === 0)) return known.crl
    const read = readCrl(der)
    if (!read.ok) return undefined
    parsed.set(name, { der, crl: read.value })
    return read.value
  }
  const judge = (name: ListName, der: Uint8Array, certificate: Uint8Array, issuer: Uint8Array): Revocation => {
    const crl = crlOf(name, der)
    return crl === undefined ? { state: 'unknown', why: 'badAnswer' } : revocationFromCrl({ crl, certificate, issuer, at: clock.instant() })
  }

  const askList = async (certificate: Uint8Array, issuer: Uint8Array, signal: AbortSignal): Promise<Revocation> => {
    const name = listOf(issuer)
    const kept = crlCache.get(name)
    const keptSays = kept === undefined ? noAnswer : judge(name, kept.der, certificate, issuer)
    const age = kept === undefined ? Infinity : clock.now() - Date.parse(kept.fetchedAt)
    if (keptSays.state !== 'unknown' && age >= 0 && age < keptFor) return keptSays
    if (isAway()) return keptSays
    const der = await authority.list(name, signal)
    if (der === undefined) return keptSays
    const says = judge(name, der, certificate, issuer)
    // A list that does not prove genuine must not push out one that did.
    if (says.state === 'unknown') return keptSays.state === 'unknown' ? says : keptSays
    crlCache.set(name, der, clock.instant())
    return says
  }

  const ask = async (certificate: Uint8Array, issuer: Uint8Array): Promise<Revocation> => {
    const whole = AbortSignal.timeout(revocationLimit)
    const ocsp = await askOcsp(certificate, issuer)
    if (ocsp.state !== 'unknown') return ocsp
    const list = await askList(certificate, issuer, whole)
    if (list.state !== 'unknown') return list
    return list.why === 'noAnswer' ? ocsp : list
  }

  return (certificate, issuer) => {
    const name = `${sha256Name(certificate)} ${sha256Name(issuer)}`
    const known = answers.get(name)
    if (known !== undefined && known.until > clock.now() && known.until - clock.now() <= keptFor) return Promise.resolve(known.revocation)
    const running = underWay.get(name)
    if (running !== undefined) return running
    const asking = ask(certificate, issuer)
      .then((revocation) => {
        // "No answer" is asked again at the next chance.
        if (revocation.state !== 'unknown' || revocation.why === 'badAnswer')
          answers.set(name, { revocation, until: clock.now() + keptFor })
        return revocation
      })
      .finally(() => underWay.delete(name))
    underWay.set(name, asking)
    return asking
  }
}
