import type { CaseId, ContentHash, JobId } from '#core/domain/ids.ts'
import type { JobKind } from '#core/domain/job.ts'
import type { Desk } from './desk.ts'

/**
 * Puts durable work for a case into the queue. Call inside the transaction of the action that causes it.
 * @param content the signature that it delivers, where a case can have several
 */
export function enqueue(deps: Pick<Desk, 'stores' | 'clock' | 'random'>, kind: JobKind, caseId: CaseId, content?: ContentHash): void {
  const now = deps.clock.instant()
  deps.stores.jobs.add({
    id: deps.random.uuid() as JobId,
    kind,
    caseId,
    ...(content === undefined ? {} : { content }),
    idempotencyKey: deps.random.uuid(),
    state: 'ready',
    attempts: 0,
    createdAt: now,
    nextAt: now,
  })
}
