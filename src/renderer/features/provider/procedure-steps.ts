import type { CaseView } from '#core/contract/views.ts'
import type { CaseAction } from '#core/domain/case-action.ts'

/** The five actions of the provider (establishing guardianship, clauses 5 and 8). */
export const procedureSteps = ['register', 'assign', 'prepare', 'sign', 'dispatch'] as const
export type ProcedureStepId = (typeof procedureSteps)[number]

export interface ProcedureStep {
  readonly id: ProcedureStepId
  readonly state: 'done' | 'current' | 'todo'
  /** Who did it and when, where it is done. */
  readonly by?: { readonly name: string; readonly at: string }
}

const doneBy: Readonly<Record<ProcedureStepId, (event: CaseAction['event']) => boolean>> = {
  register: ({ kind }) => kind === 'accepted',
  assign: ({ kind }) => kind === 'assigned',
  prepare: ({ kind }) => kind === 'submittedForSignature',
  sign: (event) => event.kind === 'resultSigned' && event.outcome !== 'intermediate',
  dispatch: ({ kind }) => kind === 'resultDispatched',
}

type Watched = Pick<CaseView, 'stage' | 'assigned' | 'submitted' | 'dispatched' | 'timeline'>

/** Whose turn it is; nothing when all five are done. A draft that was sent back is prepared again. */
export function currentStep({ stage, assigned, submitted, dispatched }: Omit<Watched, 'timeline'>): ProcedureStepId | undefined {
  if (stage === 'registered') return 'register'
  if (stage === 'completed' || stage === 'handedOut') return dispatched ? undefined : 'dispatch'
  if (submitted) return 'sign'
  return assigned === undefined ? 'assign' : 'prepare'
}

export function stepsOf(view: Watched): readonly ProcedureStep[] {
  const current = currentStep(view)
  const at = current === undefined ? procedureSteps.length : procedureSteps.indexOf(current)
  return procedureSteps.map((id, index) => {
    if (index >= at) return { id, state: index === at ? 'current' : 'todo' }
    const action = view.timeline.findLast(({ event }) => doneBy[id](event))
    return { id, state: 'done', ...(action === undefined ? {} : { by: { name: action.author.fullName, at: action.at } }) }
  })
}
