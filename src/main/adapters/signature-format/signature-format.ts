import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { SignatureFormat } from '#core/ports/signing.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { type Chain, findChain } from '#pki/chain.ts'
import { isWithinValidity, parseCertificate } from '#pki/parsed-certificate.ts'
import { verifyFile } from '#pki/verify-file.ts'
import { createAuthorityClient } from './authority-client.ts'
import { extendSignature } from './extend-signature.ts'
import { createRevocationClient, type RevocationClientOptions } from './revocation-client.ts'

export interface SignatureFormatOptions extends RevocationClientOptions {
  /** DER of each. */
  readonly trustedRoots: readonly Uint8Array[]
  readonly intermediates: readonly Uint8Array[]
}

/** CAdES (ETSI EN 319 122-1) over #pki, with revocation asked at the gateway's certification authority. */
export function createSignatureFormat({ trustedRoots, intermediates, ...revocation }: SignatureFormatOptions): SignatureFormat {
  const trust = { roots: trustedRoots, intermediates }
  const revocationOf = createRevocationClient(revocation)
  const chainOf = (certificate: Uint8Array, at: string): Chain | undefined => {
    const parsed = parseCertificate(certificate)
    return parsed === undefined ? undefined : findChain(parsed, [], trust, new Date(at))
  }

  return {
    prepare: (content, certificate, keyType, signingTime) => {
      const authorities =
        chainOf(certificate, signingTime)
          ?.slice(1, -1)
          .map(({ der }) => der) ?? []
      return prepareSignature({ content, certificate, chain: authorities, signingTime, keyType })
    },
    verify: async (cms, at, expected) => {
      const { report, content } = await verifyCades({ cms, trust, at, revocationOf, ...(expected === undefined ? {} : { expected }) })
      return { report, ...(content === undefined ? {} : { content }) }
    },
    inspect: (file, at, content) =>
      verifyFile({ file, trust, at, revocationOf, ...(content === undefined ? {} : { detachedContent: content }) }),
    extend: (cms) => {
      const { clock, isAway = () => false } = revocation
      return extendSignature(cms, { authority: createAuthorityClient(revocation), trust, clock, isAway, revocationOf })
    },
    revocationOf: async (certificate) => {
      const issuer = chainOf(certificate, revocation.clock.instant())?.[1]
      return issuer === undefined ? { state: 'unknown', why: 'notAsked' } : revocationOf(certificate, issuer.der)
    },
    isTrusted: async (certificate, at) => {
      const chain = chainOf(certificate, at)
      return chain !== undefined && isWithinValidity(chain[0], new Date(at)) ? ok() : err(fault('certificate/untrusted', 'support'))
    },
  }
}
