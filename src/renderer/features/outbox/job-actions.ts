import type { Right } from '#core/domain/staff.ts'
import type { ShownJob } from './shown-job.ts'

export type JobAction = 'sendNow' | 'putRight' | 'otherAddress' | 'resume' | 'pause' | 'callOff' | 'openCase'

export interface JobActions {
  /** The one that helps. */
  readonly main: JobAction | undefined
  readonly others: readonly JobAction[]
}

type Acted = Pick<ShownJob, 'kind' | 'state' | 'lastFault'>

/** What stands in the way of a letter is most often its address; of a request, what was typed. Two versions of data are chosen from in the case. */
function helping({ kind, state, lastFault }: Acted): JobAction | undefined {
  switch (state) {
    case 'ready':
      return 'sendNow'
    case 'paused':
      return 'resume'
    case 'stuck':
      if (lastFault?.tag === 'conflict/found') return 'openCase'
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
  resume: 'outbox',
  pause: 'outbox',
  callOff: 'outbox',
  putRight: 'intake',
  otherAddress: 'handOut',
  openCase: 'search',
}

const possible = ({ state }: Pick<ShownJob, 'state'>): readonly JobAction[] => {
  if (state === 'done' || state === 'cancelled') return ['openCase']
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
  const means = (action: JobAction): boolean => !(inCase && action === 'openCase') && !(allPaused && action === 'sendNow')
  const may = (action: JobAction): boolean => rights.includes(rightFor[action]) && means(action)
  const best = helping(job)
  const main = best !== undefined && may(best) ? best : undefined
  return { main, others: possible(job).filter((action) => action !== main && may(action)) }
}
