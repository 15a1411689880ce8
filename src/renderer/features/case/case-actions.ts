import type { OutputOf } from '#core/contract/client.ts'
import type { Right } from '#core/domain/staff.ts'

type CaseView = OutputOf<'case/get'>
export type CaseActionName = 'continue' | 'reopen' | 'handOut' | 'decide'

/** The one thing that comes next with a case for a person with these rights; none where it is over or another's turn. */
export function nextAction(
  { stage, side, jobs }: Pick<CaseView, 'stage' | 'side' | 'jobs'>,
  rights: readonly Right[],
): CaseActionName | undefined {
  if (side === 'provider') return (stage === 'registered' || stage === 'inWork') && rights.includes('providerInbox') ? 'decide' : undefined
  if (stage === 'draft' && rights.includes('intake')) return 'continue'
  if (stage === 'rejected' && rights.includes('intake') && jobs.every((job) => job.state !== 'running')) return 'reopen'
  if (stage === 'completed' && rights.includes('handOut')) return 'handOut'
  return undefined
}

const receiptStages: readonly CaseView['stage'][] = ['queued', 'rejected', 'registered', 'inWork', 'completed', 'handedOut']

/** A receipt exists from the signature on, at the centre that took the documents in. */
export const hasReceipt = ({ stage, side, request }: Pick<CaseView, 'stage' | 'side' | 'request'>): boolean =>
  side === 'centre' && request !== undefined && receiptStages.includes(stage)

/** The result can be looked at once it is signed. */
export const hasResult = ({ outcome }: Pick<CaseView, 'outcome'>): boolean => outcome !== undefined
