import { canonicalHash } from '#core/domain/canonical.ts'
import type { CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import type { ActionId, CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'

export const firstPrevious = '0'.repeat(64) as ContentHash

export interface NewAction {
  readonly id: ActionId
  readonly caseId: CaseId
  readonly at: Instant
  readonly gatewayAt?: Instant
  readonly author: Actor
  readonly event: CaseEvent
}

/** The next link after `last` (the case's last action so far, if any). */
export function linkAction(last: CaseAction | undefined, action: NewAction): CaseAction {
  const unhashed = { ...action, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? firstPrevious }
  return { ...unhashed, hash: canonicalHash(unhashed) }
}

export type ChainBreak = { readonly seq: number; readonly problem: 'gap' | 'previousDiffers' | 'hashDiffers' | 'otherCase' }

/** The first place where a log was altered, or undefined. `actions` in order of seq. */
export function findChainBreak(actions: readonly CaseAction[]): ChainBreak | undefined {
  let previous = firstPrevious
  for (const [index, action] of actions.entries()) {
    const { hash, ...unhashed } = action
    if (action.seq !== index + 1) return { seq: action.seq, problem: 'gap' }
    if (action.caseId !== actions[0]?.caseId) return { seq: action.seq, problem: 'otherCase' }
    if (action.previous !== previous) return { seq: action.seq, problem: 'previousDiffers' }
    if (canonicalHash(unhashed) !== hash) return { seq: action.seq, problem: 'hashDiffers' }
    previous = hash
  }
  return undefined
}
