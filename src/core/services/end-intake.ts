import { ok } from '#core/base/result.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { callOff } from './enqueue.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

type EndDeps = RecordDeps & Pick<Desk, 'stores' | 'notices'>

/** Ends an intake without a request: reception refused (incomplete documents), or the person went away. The log keeps why. */
export function endIntake(
  deps: EndDeps,
  actor: Actor,
  caseId: CaseId,
  event: Extract<CaseEvent, { kind: 'receptionRefused' | 'cancelled' }>,
) {
  const state = caseFor(deps, caseId, event.kind)
  if (!state.ok) return state
  deps.stores.transaction(() => {
    record(deps, actor, caseId, event)
    deps.stores.drafts.remove(caseId)
    // A request that waits to be sent is not sent any more; a job that runs finds the case ended by itself.
    callOff(deps, deps.stores.jobs.ofCase(caseId))
  })
  deps.notices.caseChanged(caseId)
  return ok({})
}
