import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Revocation } from '#core/domain/signature.ts'

/**
 * The certification authority's services, each asked anew and by itself: a signature asks them with caches and one for another, a check must not. Undefined where
 * no believable answer came.
 */
export interface AuthorityProbe {
  readonly ocsp: (certificate: Uint8Array, signal: AbortSignalLike) => Promise<Revocation>
  /** The list as it is given out now. @param certificate that it must be able to speak of, where there is one */
  readonly list: (
    certificate: Uint8Array | undefined,
    signal: AbortSignalLike,
  ) => Promise<{ readonly issuedAt: Instant; readonly nextAt?: Instant } | undefined>
  /** A real time stamp (RFC 3161), verified to the workplace's root. */
  readonly timestamp: (signal: AbortSignalLike) => Promise<{ readonly provedAt: Instant } | undefined>
}
