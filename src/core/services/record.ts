import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseEvent, CaseEventKind } from '#core/domain/case-action.ts'
import { linkAction } from '#core/domain/case-chain.ts'
import { type CaseState, mayFollow } from '#core/domain/case-state.ts'
import type { ActionId, CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'

export type RecordDeps = Pick<Desk, 'stores' | 'clock' | 'random' | 'deviceInstant' | 'gatewayInstant'>

/** Appends one action to a case's log. Call inside a transaction together with the job it causes. */
export function record(deps: RecordDeps, author: Actor, caseId: CaseId, event: CaseEvent): void {
  const gatewayAt = deps.gatewayInstant()
  const action = {
    id: deps.random.uuid() as ActionId,
    caseId,
    at: deps.deviceInstant(),
    author,
    event,
    ...(gatewayAt === undefined ? {} : { gatewayAt }),
  }
  deps.stores.cases.append(linkAction(deps.stores.cases.last(caseId), action))
}

/** The case as it stands, if this event may happen to it now. */
export function caseFor(deps: Pick<Desk, 'stores'>, caseId: CaseId, kind: CaseEventKind) {
  const state = deps.stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  if (!mayFollow(state.stage, kind)) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  return ok<CaseState>(state)
}

/** The definition a case began with; cases keep their version. */
export function definitionOf(deps: Pick<Desk, 'stores'>, state: Pick<CaseState, 'serviceId' | 'serviceVersion'>) {
  const definition = deps.stores.settings.definition(state.serviceId, state.serviceVersion)
  if (definition === undefined) throw new Error(`Definition ${state.serviceId} ${state.serviceVersion} is not kept`)
  return definition
}
