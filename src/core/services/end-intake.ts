import { ok } from '#core/base/result.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { callOff } from './enqueue.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

type EndDeps = RecordDeps & Pick<Desk, 'stores' | 'notices'>

type EndEvent = Extract<CaseEvent, { kind: 'receptionRefused' | 'cancelled' }>

/** Call inside a transaction. */
function end(deps: EndDeps, actor: Actor, caseId: CaseId, event: EndEvent): void {
  record(deps, actor, caseId, event)
  deps.stores.drafts.remove(caseId)
  // A request that waits to be sent is not sent any more; a job that runs finds the case ended by itself.
  callOff(deps, deps.stores.jobs.ofCase(caseId))
}

/** Ends an intake without a request: reception refused (incomplete documents), or the person went away. The log keeps why. */
export function endIntake(deps: EndDeps, actor: Actor, caseId: CaseId, event: EndEvent) {
  const state = caseFor(deps, caseId, event.kind)
  if (!state.ok) return state
  deps.stores.transaction(() => end(deps, actor, caseId, event))
  deps.notices.caseChanged(caseId)
  return ok({})
}

/**
 * The case of a request whose sending is called off: closed, with the reason in its log. Call inside the transaction that closes the job.
 * @returns false where the case has gone on meanwhile: then nothing is written
 */
export function endUnsent(deps: EndDeps, actor: Actor, caseId: CaseId, reason: string): boolean {
  if (!caseFor(deps, caseId, 'cancelled').ok) return false
  end(deps, actor, caseId, { kind: 'cancelled', reason })
  return true
}
