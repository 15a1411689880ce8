import type { CaseAction } from '#core/domain/case-action.ts'
import { providerDeeds } from '#core/domain/provider-procedure.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { CaseLine } from '#core/ports/stores.ts'
import type { Desk, Session } from './desk.ts'
import { definitionOf } from './record.ts'

/** More than this nobody signs in one go. */
const most = 500

export interface CaseToSign {
  readonly line: CaseLine
  readonly decision: Decision
  /** Who wrote the decision, or passed it on. */
  readonly by: string
  readonly at: string
}

const wrote = ({ event }: CaseAction): boolean => event.kind === 'submittedForSignature' || event.kind === 'decisionDrafted'

/**
 * Decisions that wait for this person's signature: what executors passed on to the head, and where one person decides and signs, what they wrote themselves.
 * What another executor is still writing waits for them.
 */
export function casesToSign({ stores }: Pick<Desk, 'stores'>, { staff }: Session): readonly CaseToSign[] {
  const lines = stores.cases.search({ text: '', stages: ['inWork'], side: 'provider', limit: most })
  return lines.flatMap((line): readonly CaseToSign[] => {
    // The index knows these steps: nothing is decided yet, or it went back.
    if (line.step === 'assign' || line.step === 'prepare' || line.step === 'returned') return []
    const state = stores.cases.state(line.caseId)
    if (state?.decision === undefined) return []
    if (!providerDeeds(definitionOf({ stores }, state), state, staff).includes('sign')) return []
    const written = stores.cases.actions(line.caseId).findLast(wrote)
    if (written === undefined || !(state.submitted || written.author.staffId === staff.staffId)) return []
    return [{ line, decision: state.decision, by: written.author.fullName, at: written.at }]
  })
}
