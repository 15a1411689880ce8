import type { CaseState } from '#core/domain/case-state.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Role } from '#core/domain/staff.ts'

/**
 * What the provider's staff can do with a case: register it (тіркеу), name an executor by resolution (бұрыштама), enter the decision, pass it on for
 * signature, send it back with a remark, sign, send the signed result out, extend the term.
 */
export type ProviderDeed = 'accept' | 'assign' | 'decide' | 'submit' | 'return' | 'sign' | 'dispatch' | 'extend'

/**
 * What a case at the provider waits for, finer than its stage: the head's resolution, the executor's draft, the draft sent back, the head's signature,
 * the chancellery's sending, a place in the queue (the intermediate paper is out).
 */
export const providerSteps = ['assign', 'prepare', 'returned', 'sign', 'dispatch', 'queue'] as const
export type ProviderStep = (typeof providerSteps)[number]

/** @returns undefined where the stage says it all, or where only the service's procedure tells that nobody is named yet */
export function providerStepOf(state: CaseState): ProviderStep | undefined {
  if (state.side !== 'provider') return undefined
  if (state.stage === 'completed') return state.submitted && !state.dispatched ? 'dispatch' : undefined
  if (state.stage !== 'inWork') return undefined
  if (state.submitted) return 'sign'
  if (state.remark !== undefined) return 'returned'
  if (state.assigned !== undefined) return 'prepare'
  return state.intermediate === undefined ? undefined : 'queue'
}

const isOpen = ({ stage }: CaseState): boolean => stage === 'registered' || stage === 'inWork'

function directDeeds(state: CaseState, role: Role): readonly ProviderDeed[] {
  if (state.stage === 'registered') return ['accept']
  if (state.stage === 'inWork' && (role === 'executor' || role === 'head')) return ['decide', 'sign']
  return []
}

/** Chancellery → head → executor → head → chancellery (establishing guardianship, clauses 5 and 8). */
function resolutionDeeds(state: CaseState, role: Role, staffId: string): readonly ProviderDeed[] {
  if (state.stage === 'registered') return role === 'chancellery' ? ['accept'] : []
  if (state.stage === 'completed') return role === 'chancellery' && !state.dispatched ? ['dispatch'] : []
  if (state.stage !== 'inWork') return []
  if (role === 'head') {
    if (state.submitted) return ['sign', 'return']
    return ['assign']
  }
  if (role === 'executor' && state.assigned?.staffId === staffId && !state.submitted)
    return state.decision === undefined ? ['decide'] : ['decide', 'submit']
  return []
}

/** What this member of the provider's staff may do with the case now. The page shows these, the core allows no other. */
export function providerDeeds(
  definition: Pick<ServiceDefinition, 'procedure' | 'term'>,
  state: CaseState,
  { role, staffId }: { readonly role: Role; readonly staffId: string },
): readonly ProviderDeed[] {
  if (state.side !== 'provider') return []
  const deeds = definition.procedure === 'direct' ? directDeeds(state, role) : resolutionDeeds(state, role, staffId)
  const mayExtend = definition.term.extension !== undefined && isOpen(state) && state.extension === undefined && role !== 'chancellery'
  return mayExtend ? [...deeds, 'extend'] : deeds
}
