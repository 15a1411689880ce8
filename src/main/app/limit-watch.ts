import { describeFailure, type Logger } from '#core/base/logger.ts'
import type { Instant } from '#core/domain/ids.ts'
import { findLimits } from '#core/domain/limits.ts'
import type { JobState } from '#core/domain/job.ts'
import type { LimitFinding } from '#core/domain/outbox.ts'
import type { Clock } from '#core/ports/clock.ts'
import type { DocumentStore } from '#core/ports/document-store.ts'
import type { Stores } from '#core/ports/stores.ts'

export interface LimitWatchOptions {
  readonly stores: Stores
  readonly documents: Pick<DocumentStore, 'freeBytes'>
  readonly clock: Clock
  readonly logger: Logger
  /** When the last good copy of the database was made; absent where nobody tells. */
  readonly backupAt?: () => Instant | undefined
  readonly onDidChange: () => void
}

export interface LimitWatch {
  /** As last measured: asking costs nothing. */
  readonly findings: () => readonly LimitFinding[]
  readonly measure: () => Promise<void>
}

const hour = 3_600_000
/** Neither delivered nor refused. */
const unsentStates = ['ready', 'running', 'paused', 'stuck'] as const satisfies readonly JobState[]

/** Measures what can run out while the gateway is away, whenever it is told to. */
export function createLimitWatch({ stores, documents, clock, logger, backupAt, onDidChange }: LimitWatchOptions): LimitWatch {
  let findings: readonly LimitFinding[] = []

  const hoursSince = (at: Instant | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, Math.floor((clock.now() - Date.parse(at)) / hour))

  const look = async (): Promise<readonly LimitFinding[]> => {
    const counts = stores.jobs.counts()
    const measured = {
      items: unsentStates.reduce((sum, state) => sum + counts[state], 0),
      oldestItem: hoursSince(stores.jobs.oldestAt(unsentStates)),
      sync: hoursSince(stores.settings.syncedAt()),
      backup: hoursSince(backupAt?.()),
      disk: await documents.freeBytes(),
    }
    return findLimits(Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined)))
  }

  return {
    findings: () => findings,
    measure: async () => {
      try {
        const found = await look()
        const isNews = JSON.stringify(found) !== JSON.stringify(findings)
        findings = found
        if (isNews) onDidChange()
      } catch (failure) {
        logger.error('Limits not measured', { failure: describeFailure(failure) })
      }
    },
  }
}
