import { isIssuedBy, isWithinValidity, parseCertificate, type ParsedCertificate } from './parsed-certificate.ts'
import { sameBytes } from './asn1.ts'

/** Whom this program believes. DER of each certificate. */
export interface TrustStore {
  readonly roots: readonly Uint8Array[]
  /** Issuing authorities that signatures may leave out. */
  readonly intermediates?: readonly Uint8Array[]
}

/** From the certificate up to and including the root. */
export type Chain = readonly [ParsedCertificate, ...ParsedCertificate[]]

const longestChain = 6
/** A signature carries three or four certificates; more than this only costs time. */
const mostCandidates = 32

/** RFC 5280, 6.1.4: basicConstraints, pathLenConstraint, keyCertSign, no critical extension that is not understood. */
const mayIssue = (issuer: ParsedCertificate, authoritiesBelow: number): boolean =>
  issuer.isAuthority &&
  !issuer.hasUnknownCritical &&
  (issuer.keyUsage?.has('keyCertSign') ?? true) &&
  (issuer.pathLength === undefined || authoritiesBelow <= issuer.pathLength)

/**
 * A chain of valid signatures from the certificate to one of the roots, each issuer entitled to issue and within its
 * validity at that time. The certificate's own validity, its key usage and all revocation are the caller's to judge.
 * @param others certificates that came with a signature: candidates only, never believed
 */
export function findChain(leaf: ParsedCertificate, others: readonly ParsedCertificate[], trust: TrustStore, at: Date): Chain | undefined {
  if (leaf.hasUnknownCritical) return undefined
  const parsed = (ders: readonly Uint8Array[]) => ders.map(parseCertificate).filter((certificate) => certificate !== undefined)
  const roots = parsed(trust.roots)
  const candidates = [...roots, ...parsed(trust.intermediates ?? []), ...others.slice(0, mostCandidates)]
  const isRoot = (certificate: ParsedCertificate) => roots.some((root) => sameBytes(root.der, certificate.der))
  const visited = new Set<ParsedCertificate>([leaf])

  const climb = (chain: Chain): Chain | undefined => {
    const below = chain.at(-1) ?? leaf
    if (isRoot(below)) return chain
    if (chain.length >= longestChain) return undefined
    for (const issuer of candidates) {
      if (visited.has(issuer) || !mayIssue(issuer, chain.length - 1) || !isWithinValidity(issuer, at) || !isIssuedBy(below, issuer))
        continue
      visited.add(issuer)
      const whole = climb([...chain, issuer])
      if (whole !== undefined) return whole
    }
    return undefined
  }
  return climb([leaf])
}
