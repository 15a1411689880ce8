import { ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { caseFor, record, type RecordDeps } from './record.ts'
import { enqueue } from './sign-prepared.ts'

type ProviderDeps = RecordDeps & Pick<Desk, 'stores' | 'notices'>

/** Takes a request into work: status «Жұмыста» from here on (cross-cutting B: set on acceptance, not after the decision). */
export function acceptRequest(deps: ProviderDeps, actor: Actor, caseId: CaseId) {
  const found = caseFor(deps, caseId, 'accepted')
  if (!found.ok) return found
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'accepted' })
    enqueue(deps, 'deliverAcceptance', caseId)
  })
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  return ok({})
}

/** Keeps the decision as far as it is written. A decision that says the same as the last is not written again. */
export function saveDecision(deps: ProviderDeps, actor: Actor, caseId: CaseId, decision: Decision) {
  const found = caseFor(deps, caseId, 'decisionDrafted')
  if (!found.ok) return found
  if (JSON.stringify(found.value.decision) === JSON.stringify(decision)) return ok({})
  deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'decisionDrafted', decision }))
  return ok({})
}
