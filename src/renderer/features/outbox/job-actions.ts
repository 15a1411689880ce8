import { isConflictCode } from '#core/domain/refusal-conflict.ts'
import type { Right } from '#core/domain/staff.ts'
import type { ShownJob } from './shown-job.ts'

export type JobAction = 'sendNow' | 'decide' | 'putRight' | 'otherAddress' | 'resume' | 'pause' | 'callOff' | 'openCase'

export interface JobActions {
  /** The one that helps. */
  readonly main: JobAction | undefined
  readonly others: readonly JobAction[]
}

type Acted = Pick<ShownJob, 'kind' | 'state' | 'lastFault'>

/** The registers or the gateway contradict what was signed: both versions are to be looked at first, on the page of the case. */
const isConflict = ({ kind, state, lastFault }: Acted): boolean =>
  (state === 'stuck' && lastFault?.tag === 'conflict/found') ||
  (state === 'rejected' && kind === 'submitRequest' && isConflictCode(lastFault?.data['code']))

/** What stands in the way of a letter is most often its address; of a request, what was typed. */
function helping(job: Acted): JobAction | undefined {
  const { kind, state } = job
  if (isConflict(job)) return 'decide'
  switch (state) {
    case 'ready':
      return 'sendNow'
    case 'paused':
      return 'resume'
    case 'stuck':
      return kind === 'emailResult' ? 'otherAddress' : 'sendNow'
    case 'rejected':
      if (kind === 'submitRequest') return 'putRight'
      return kind === 'emailResult' ? 'otherAddress' : 'sendNow'
    case 'running':
    case 'done':
    case 'cancelled':
      return undefined
  }
}

const rightFor: Readonly<Record<JobAction, Right>> = {
  sendNow: 'outbox',
  decide: 'intake',
  resume: 'outbox',
  pause: 'outbox',
  callOff: 'outbox',
  putRight: 'intake',
  otherAddress: 'handOut',
  openCase: 'search',
}

const possible = (job: Acted): readonly JobAction[] => {
  const { state } = job
  // To send it as it is, and to call it off, are among the choices.
  if (state === 'done' || state === 'cancelled' || isConflict(job)) return ['openCase']
  const again: readonly JobAction[] = state === 'running' || state === 'paused' ? [] : ['sendNow']
  const pause: readonly JobAction[] = state === 'ready' || state === 'running' ? ['pause'] : []
  return ['openCase', ...again, ...pause, 'callOff']
}

interface Place {
  /** On its own page the case need not be opened. */
  readonly inCase: boolean
  /** All sending is paused: then nothing is sent, now or otherwise. */
  readonly allPaused: boolean
}

/** What a person with these rights can do with an item. */
export function actionsFor(job: Acted, rights: readonly Right[], { inCase, allPaused }: Place): JobActions {
  const means = (action: JobAction): boolean =>
    !(inCase && (action === 'openCase' || action === 'decide')) && !(allPaused && action === 'sendNow')
  const may = (action: JobAction): boolean => rights.includes(rightFor[action]) && means(action)
  const best = helping(job)
  const main = best !== undefined && may(best) ? best : undefined
  return { main, others: possible(job).filter((action) => action !== main && !(main === 'decide' && action === 'openCase') && may(action)) }
}
