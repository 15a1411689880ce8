import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Desk } from './desk.ts'

/** The cases that one person began one after another, this one among them, in the order they were begun. */
export function listVisit({ stores }: Pick<Desk, 'stores'>, caseId: CaseId) {
  const state = stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  return ok({ lines: stores.cases.visit(state.visit ?? caseId) })
}
