import { randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#core/base/result.ts'
import { fault } from '#core/base/fault.ts'
import type { Clock } from '#core/ports/clock.ts'
import type { ExtendedSignature, ExtensionFault } from '#core/ports/signing.ts'
import { digest } from '#pki/algorithms.ts'
import type { Chain, TrustStore } from '#pki/chain.ts'
import { buildOcspRequest } from '#pki/ocsp.ts'
import { oids } from '#pki/oids.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { addSignatureTimestamp, buildTimestampRequest, readTimestamp } from '#pki/timestamp.ts'
import { addValidationData, type ValidationData } from '#pki/validation-data.ts'
import { type RevocationOf, type VerifiedSigner, verifySigner } from '#pki/verify-signer.ts'
import type { AuthorityClient } from './authority-client.ts'
import { listOf } from './revocation-client.ts'

export interface ExtendDeps {
  readonly authority: AuthorityClient
  readonly trust: TrustStore
  readonly clock: Clock
  readonly isAway: () => boolean
  readonly revocationOf: RevocationOf
}

/** Nobody waits for it: a slow service is given time, milliseconds. */
const serviceLimit = 10_000
const within = (): AbortSignal => AbortSignal.timeout(serviceLimit)

const offline: RevocationOf = () => Promise.resolve({ state: 'unknown', why: 'notAsked' })
const away = (service: 'timestamp' | 'revocation') => err(fault('signature/authorityAway', 'retry', { service }))

async function stampOf(cms: Uint8Array, signature: Uint8Array, { authority, trust }: ExtendDeps): Promise<Uint8Array | undefined> {
  const imprint = digest('sha256', signature)
  const { der, nonce } = buildTimestampRequest(imprint)
  const response = await authority.timestamp(der, within())
  const read = response === undefined ? undefined : readTimestamp(response, { imprint, nonce, trust })
  const stamped = read?.ok === true ? addSignatureTimestamp(cms, signature, read.value.token) : undefined
  return stamped?.ok === true ? stamped.value : undefined
}

/** Answers of now about every certificate below the roots; whether they are good enough is for the verification to say. */
async function gather(chains: readonly Chain[], { authority }: ExtendDeps): Promise<ValidationData> {
  const certificates = new Map(chains.flatMap((chain) => chain.map(({ der }) => [Buffer.from(der).toString('base64'), der] as const)))
  const ocspResponses: Uint8Array[] = []
  const crls = new Map<string, Uint8Array>()
  const asked = new Set<string>()
  for (const chain of chains)
    for (const [index, { der }] of chain.slice(0, -1).entries()) {
      const issuer = chain[index + 1]?.der
      const name = Buffer.from(der).toString('base64')
      if (issuer === undefined || asked.has(name)) continue
      asked.add(name)
      const list = listOf(issuer)
      const answer = list === 'root' ? undefined : await authority.ocsp(buildOcspRequest(der, issuer, randomBytes(16)), within())
      if (answer !== undefined) ocspResponses.push(answer)
      else if (!crls.has(list)) {
        const crl = await authority.list(list, within())
        if (crl !== undefined) crls.set(list, crl)
      }
    }
  return { certificates: [...certificates.values()], crls: [...crls.values()], ocspResponses }
}

/**
 * Makes a signature last: its time stamp, then the revocation values from that time or later (ETSI EN 319 122-1, 5.3, 6). What is given back has been
 * verified, with nobody asked where it is B-LT. Content and signer stay byte for byte.
 */
export async function extendSignature(cms: Uint8Array, deps: ExtendDeps): Promise<Result<ExtendedSignature, ExtensionFault>> {
  const unfit = (why: string) => err(fault('signature/notExtendable', 'act', { why }))
  const [signer, ...more] = readSignedData(cms)?.signers ?? []
  if (signer === undefined || more.length > 0) return unfit('malformed')
  if (deps.isAway()) return away('timestamp')
  const verify = async (longer: Uint8Array, revocationOf: RevocationOf): Promise<VerifiedSigner | undefined> => {
    const signed = readSignedData(longer)
    const [only] = signed?.signers ?? []
    if (signed === undefined || only === undefined) return undefined
    const content = signed.content ?? 'missing'
    return verifySigner({ signed, signer: only, content, trust: deps.trust, at: deps.clock.instant(), revocationOf })
  }

  const hasStamp = signer.unsignedAttributes.some(({ type }) => type === oids.attribute.signatureTimeStampToken)
  const stamped = hasStamp ? cms : await stampOf(cms, signer.signature, deps)
  if (stamped === undefined) return away('timestamp')
  const now = await verify(stamped, deps.revocationOf)
  if (now === undefined || !now.report.accepted) return unfit(now?.report.problems[0] ?? 'malformed')
  const { timeStamp: provedAt, level } = now.report
  if (provedAt === undefined || now.chain === undefined || now.stampChain === undefined) return unfit('chainUntrusted')
  const told = { provedAt, stampedNow: !hasStamp }
  if (level === 'CAdES-B-LT') return ok({ ...told, cms: stamped, level })

  const longer = addValidationData(stamped, signer.signature, await gather([now.chain, now.stampChain], deps))
  const alone = longer.ok ? await verify(longer.value, offline) : undefined
  if (alone !== undefined && !alone.report.accepted) return unfit(alone.report.problems[0] ?? 'malformed')
  return longer.ok && alone?.report.level === 'CAdES-B-LT'
    ? ok({ ...told, cms: longer.value, level: 'CAdES-B-LT' })
    : ok({ ...told, cms: stamped, level: 'CAdES-B-T' })
}
