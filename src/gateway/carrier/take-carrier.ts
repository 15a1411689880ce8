import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { CarrierManifest, type CarrierProof, contentsOf } from '#core/domain/carrier.ts'
import type { SystemCertificate } from '#gateway/ca/system-certificate.ts'
import { signInSoftware } from '#gateway/ca/software-key.ts'
import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import { findSigner } from '#gateway/handlers/sessions.ts'
import { readSignedContent } from '#gateway/handlers/signed-content.ts'
import { organisationRoles } from '#gateway/handlers/submit.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { IdempotencyStore } from '#gateway/idempotency-store.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import { performItems, type PerformDeps } from './perform-items.ts'
import { readCarrier } from './read-carrier.ts'

export interface TakeCarrierDeps extends PerformDeps, Pick<GatewayDeps, 'checkSignature' | 'staff' | 'logger'> {
  readonly idempotency: IdempotencyStore
  readonly system: () => SystemCertificate
  /** Of the issuing authority, DER. */
  readonly issuing: Uint8Array
  readonly identity: string
  /** Where contents wait until all of them are known to be good. */
  readonly folder: string
}

/** Takes a carrier's file as it streams in. @returns the proof, CAdES by the gateway over a CarrierProof @throws Refusal */
export type TakeCarrier = (file: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<Uint8Array>

interface Accepted {
  readonly manifest: CarrierManifest
  readonly workplace: EnrolledWorkplace
  readonly hash: ReturnType<typeof hashOf>
}

/** Refusals that pass by themselves: the next import of the same file tries again, so that their proof is not the last word. */
const passing: readonly string[] = ['unavailable', 'unauthorised', 'notFound', 'request/documentMissing']

/** Signed by one of the workplace's staff who may see to its queue: a stick itself proves nothing. @throws Refusal */
async function acceptManifest(deps: TakeCarrierDeps, cms: Uint8Array): Promise<Accepted> {
  let found: Omit<Accepted, 'hash'> | undefined
  const { content } = await deps.checkSignature(cms, (signed) => {
    const manifest = readSignedContent(CarrierManifest, signed, 'carrier/damaged')
    const workplace = deps.staff.findWorkplace(manifest.workplaceId)
    if (workplace === undefined) throw new Refusal('carrier/unknownWorkplace')
    if (findSigner(deps, manifest.operator.iin, workplace.bin, 'outbox') === undefined)
      throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
    found = { manifest, workplace }
    return { iin: manifest.operator.iin, bin: workplace.bin, roles: organisationRoles }
  })
  if (found === undefined) throw new Error('The manifest was not read')
  return { ...found, hash: hashOf(content) }
}

export function createTakeCarrier(deps: TakeCarrierDeps): TakeCarrier {
  const { idempotency, clock, logger } = deps

  const prove = async ({ manifest, workplace, hash }: Accepted, folder: string, signal: AbortSignal): Promise<Uint8Array> => {
    const key = `carrier:${hash}`
    const known = idempotency.find(workplace.bin, key, hash)
    if (typeof known === 'string') return new Uint8Array(Buffer.from(known, 'base64'))
    const items = await performItems(deps, manifest.items, workplace, folder, signal)
    const now = clock()
    const proof: CarrierProof = {
      schema: 'tereze.carrierProof/1',
      exportId: manifest.exportId,
      workplaceId: workplace.id,
      manifestHash: hash,
      takenAt: now.toISOString(),
      items: [...items],
    }
    const cms = signInSoftware({ ...deps.system(), content: canonicalBytes(proof), chain: [deps.issuing], now })
    if (!items.some(({ refusal }) => refusal !== undefined && passing.includes(refusal.code)))
      idempotency.add(workplace.bin, key, hash, Buffer.from(cms).toString('base64'), now)
    logger.info('carrier taken', { count: items.length })
    return cms
  }

  return async (file, signal) => {
    await mkdir(deps.folder, { recursive: true, mode: 0o700 })
    const folder = await mkdtemp(join(deps.folder, 'carrier-'))
    try {
      let accepted: Accepted | undefined
      await readCarrier(file, deps.identity, folder, async (cms) => {
        accepted = await acceptManifest(deps, cms)
        return contentsOf(accepted.manifest.items)
      })
      if (accepted === undefined) throw new Refusal('carrier/damaged', { reason: 'manifest' })
      return await prove(accepted, folder, signal)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
