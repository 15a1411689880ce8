import { ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { callOff } from './enqueue.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

/** Takes a request that the gateway refused back to the counter: the draft is as it was, the refused job is closed and kept. */
export function reopenCase(deps: RecordDeps & Pick<Desk, 'stores' | 'notices'>, actor: Actor, caseId: CaseId) {
  const found = caseFor(deps, caseId, 'reopened')
  if (!found.ok) return found
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'reopened' })
    callOff(deps, deps.stores.jobs.ofCase(caseId))
  })
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  return ok({})
}
