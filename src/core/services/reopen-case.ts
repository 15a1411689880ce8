import { ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

/** Takes a request that the gateway refused back to the counter: the draft is as it was, the refused job is closed and kept. */
export function reopenCase(deps: RecordDeps & Pick<Desk, 'stores' | 'notices'>, actor: Actor, caseId: CaseId) {
  const found = caseFor(deps, caseId, 'reopened')
  if (!found.ok) return found
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'reopened' })
    for (const job of deps.stores.jobs.ofCase(caseId)) {
      if (job.state === 'rejected' || job.state === 'stuck')
        deps.stores.jobs.update({ ...job, state: 'cancelled', finishedAt: deps.clock.instant() })
    }
  })
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  return ok({})
}
