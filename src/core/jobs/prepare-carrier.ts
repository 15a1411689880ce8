import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { type CarrierItem, CarrierManifest, contentsOf } from '#core/domain/carrier.ts'
import type { JobId } from '#core/domain/ids.ts'
import { holdsUpNothing, type Job } from '#core/domain/job.ts'
import type { Desk, Session } from '#core/services/desk.ts'
import { carriedItem } from './carried-item.ts'
import type { HandlerDeps } from './handlers.ts'

/** Where the signed catalogue's word on it is kept: the recipient that the gateway alone can open files for. */
export const recipientPreference = 'carrierRecipient'
/** As much of a queue as one carrier takes. */
const mostItems = 20_000

export interface CarrierPreparation {
  readonly preparationId: string
  readonly staffId: string
  readonly manifest: CarrierManifest
  readonly bytes: Uint8Array
  readonly jobIds: readonly JobId[]
}

/** The preparation that waits for its signature; a later one takes its place. */
export interface CarrierPreparations {
  current: CarrierPreparation | undefined
}

type PrepareDeps = HandlerDeps & { readonly carrierPreparations: CarrierPreparations }

const isLetter = (job: Job): boolean => holdsUpNothing.some((kind) => kind === job.kind)
/** Also what failed for so long that somebody should look: it is still tried, and only the line is to blame. */
const goes = ({ state, failingSince }: Job): boolean =>
  state === 'ready' || state === 'running' || (state === 'stuck' && failingSince !== undefined)

/** Of each case what may go now, in order: what an operator must look at holds up what came after it, as on the wire. */
function jobsToCarry({ stores }: Pick<Desk, 'stores'>): readonly Job[] {
  const waiting = stores.jobs
    .list(['ready', 'running', 'stuck'], mostItems)
    .toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))
  return [...new Set(waiting.map(({ caseId }) => caseId))].flatMap((caseId) => {
    const open = stores.jobs.ofCase(caseId).filter(({ state }) => state !== 'done' && state !== 'cancelled')
    const held = open.findIndex((job) => !goes(job) && !isLetter(job))
    return open.slice(0, held === -1 ? open.length : held).filter(goes)
  })
}

/**
 * Reads everything the queue holds, whole, and freezes it into the manifest that would be signed now. Nothing is sent and nothing is written.
 * @param onProgress items read, and all of them
 */
export async function prepareCarrier(
  deps: PrepareDeps,
  session: Session,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignalLike,
) {
  if (deps.stores.settings.preference(recipientPreference) === undefined) return err(fault('carrier/noRecipient', 'act'))
  const jobs = jobsToCarry(deps)
  const items: CarrierItem[] = []
  const jobIds: JobId[] = []
  for (const [index, job] of jobs.entries()) {
    if (signal.aborted) return err(fault('carrier/cancelled', 'act'))
    const { item } = await carriedItem(deps, job, signal)
    // A job that cannot say what it sends is left to the queue, which tells the operator why.
    if (item !== undefined) {
      items.push(item)
      jobIds.push(job.id)
    }
    onProgress(index + 1, jobs.length)
  }
  if (items.length === 0) return err(fault('carrier/nothing', 'act'))
  const manifest = CarrierManifest.parse({
    schema: 'tereze.carrier/1',
    exportId: deps.random.uuid(),
    workplaceId: deps.workplace.id,
    operator: { iin: session.staff.iin, fullName: session.staff.fullName },
    exportedAt: deps.clock.instant(),
    items,
  })
  const preparation: CarrierPreparation = {
    preparationId: deps.random.uuid(),
    staffId: session.staff.staffId,
    manifest,
    bytes: canonicalBytes(manifest),
    jobIds,
  }
  deps.carrierPreparations.current = preparation
  return ok({
    preparationId: preparation.preparationId,
    items: items.length,
    bytes: contentsOf(items).reduce((sum, { bytes }) => sum + bytes, 0),
  })
}
