import type { OutputOf } from '#core/contract/client.ts'
import type { Right } from '#core/domain/staff.ts'

type CaseView = OutputOf<'case/get'>
export type CaseActionName = 'continue' | 'reopen' | 'handOut' | 'decide'

/** Taken in at this side of the gateway: at a centre, or at the provider's own desk. */
const wasTakenInHere = ({ side, channel }: Pick<CaseView, 'side' | 'channel'>): boolean => side === 'centre' || channel === 'provider'

/** A result, or an intermediate paper, waits to be given out. */
export const hasToHandOut = ({ stage, intermediate }: Pick<CaseView, 'stage' | 'intermediate'>): boolean =>
  stage === 'completed' || (stage === 'inWork' && intermediate !== undefined && intermediate.delivered && !intermediate.handedOut)

/** The one thing that comes next with a case for a person with these rights; none where it is over or another's turn. */
export function nextAction(
  view: Pick<CaseView, 'stage' | 'side' | 'jobs' | 'channel' | 'intermediate' | 'conflict'>,
  rights: readonly Right[],
): CaseActionName | undefined {
  const { stage, side, jobs } = view
  if (stage === 'draft' && rights.includes('intake')) return 'continue'
  // A conflict has its own choices.
  if (view.conflict === undefined && stage === 'rejected' && rights.includes('intake') && jobs.every((job) => job.state !== 'running'))
    return 'reopen'
  if (wasTakenInHere(view) && hasToHandOut(view) && rights.includes('handOut')) return 'handOut'
  const isWork = stage === 'registered' || stage === 'inWork'
  return side === 'provider' && isWork && rights.includes('providerInbox') ? 'decide' : undefined
}

/** A refused request may be asked again, with only what was wrong put right. */
export const mayCorrect = (view: Pick<CaseView, 'stage' | 'side' | 'channel' | 'outcome'>, rights: readonly Right[]): boolean =>
  wasTakenInHere(view) &&
  view.outcome === 'refusal' &&
  (view.stage === 'completed' || view.stage === 'handedOut') &&
  rights.includes('intake')

const receiptStages: readonly CaseView['stage'][] = ['queued', 'rejected', 'registered', 'inWork', 'completed', 'handedOut']

/** A receipt exists from the signature on, where the documents were taken in. */
export const hasReceipt = (view: Pick<CaseView, 'stage' | 'side' | 'channel' | 'request'>): boolean =>
  wasTakenInHere(view) && view.request !== undefined && receiptStages.includes(view.stage)

/** A refused reception has a receipt of its own, where somebody was named on it. */
export const hasRefusalReceipt = ({ stage, timeline }: Pick<CaseView, 'stage' | 'timeline'>, rights: readonly Right[]): boolean =>
  stage === 'receptionRefused' &&
  rights.includes('intake') &&
  timeline.some(({ event }) => event.kind === 'receptionRefused' && event.asker !== undefined)

/** The result can be looked at once it is signed. */
export const hasResult = ({ outcome }: Pick<CaseView, 'outcome'>): boolean => outcome !== undefined
