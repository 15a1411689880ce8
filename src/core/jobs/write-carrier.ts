import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { contentEntry, contentsOf, manifestEntry } from '#core/domain/carrier.ts'
import type { Desk, Session } from '#core/services/desk.ts'
import { signBytes, type SigningKey } from '#core/services/sign-bytes.ts'
import { type CarrierPreparations, recipientPreference } from './prepare-carrier.ts'

type WriteDeps = Pick<Desk, 'workplace' | 'stores' | 'documents' | 'token' | 'signing' | 'clock' | 'carrier'> & {
  readonly carrierPreparations: CarrierPreparations
  readonly outboxChanged: () => void
}

export interface WriteCarrier extends SigningKey {
  readonly preparationId: string
  /** Where the operator wants it. */
  readonly folder: string
}

/** `tereze-<desk>-<yyyymmdd-hhmmss>.tzc`: told apart on a stick that holds several. */
const fileNameOf = (deskNumber: number, exportedAt: string): string =>
  `tereze-${String(deskNumber)}-${exportedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.tzc`

/**
 * Signs the prepared manifest and writes it with everything it names. The items stay in the queue, marked: the network may come back first, and their idempotency
 * keys make the second delivery the first one's echo.
 */
export async function writeCarrier(
  deps: WriteDeps,
  session: Session,
  input: WriteCarrier,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignalLike,
) {
  const preparation = deps.carrierPreparations.current
  const recipient = deps.stores.settings.preference(recipientPreference)
  if (preparation?.preparationId !== input.preparationId || preparation.staffId !== session.staff.staffId || recipient === undefined)
    return err(fault('signing/preparationGone', 'retry'))
  const { manifest, bytes, jobIds } = preparation
  const signed = await signBytes(deps, session, 'request', bytes, input, signal)
  if (!signed.ok) return signed
  const { cms } = signed.value
  const entries = [
    { name: manifestEntry, bytes: cms.length, read: () => Promise.resolve(ok(cms)) },
    ...contentsOf(manifest.items).map(({ sha256, bytes: length }) => ({
      name: contentEntry(sha256),
      bytes: length,
      read: () => deps.documents.get(sha256),
    })),
  ]
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const fileName = fileNameOf(deps.workplace.deskNumber, manifest.exportedAt)
  const file = { folder: input.folder, fileName, recipient, entries }
  const written = await deps.carrier.write(file, (done) => onProgress(done, total), signal)
  if (!written.ok) return written
  const { jobs } = deps.stores
  deps.stores.transaction(() => {
    for (const id of jobIds) {
      const job = jobs.find(id)
      if (job !== undefined && job.state !== 'running') jobs.update({ ...job, onCarrierSince: manifest.exportedAt })
    }
  })
  deps.carrierPreparations.current = undefined
  deps.outboxChanged()
  return ok({ ...written.value, items: manifest.items.length })
}
