import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import type { JobAction } from './job-actions.ts'
import type { ShownJob } from './shown-job.ts'

interface RunningActions {
  /** All but calling off, which asks for a reason first. */
  readonly run: (action: Exclude<JobAction, 'callOff'>) => void
  /** True once the core has called it off. */
  readonly callOff: (reason: string) => Promise<boolean>
  readonly busy: boolean
  readonly fault: ShownFault | undefined
}

/** What an operator does with one item. */
export function useJobActions({ id, caseId }: Pick<ShownJob, 'id' | 'caseId'>): RunningActions {
  const [retry, retrying] = useOperation('outbox/retryNow')
  const [pause, pausing] = useOperation('outbox/pause')
  const [resume, resuming] = useOperation('outbox/resume')
  const [reopen, reopening] = useOperation('outbox/reopen')
  const [cancel, cancelling] = useOperation('outbox/cancel')
  const all = [retrying, pausing, resuming, reopening, cancelling]

  const clear = (): void => {
    for (const one of all) one.clear()
  }
  const putRight = async (): Promise<void> => {
    if ((await reopen({ caseId })).ok) go({ name: 'intake', caseId })
  }
  const run: RunningActions['run'] = (action) => {
    clear()
    switch (action) {
      case 'sendNow':
        return void retry({ jobId: id })
      case 'pause':
        return void pause({ jobId: id })
      case 'resume':
        return void resume({ jobId: id })
      case 'putRight':
        return void putRight()
      case 'otherAddress':
        return go({ name: 'handOut', caseId })
      case 'decide':
      case 'openCase':
        return go({ name: 'case', caseId })
    }
  }
  return {
    run,
    callOff: async (reason) => {
      clear()
      return (await cancel({ jobId: id, reason })).ok
    },
    busy: all.some(({ busy }) => busy),
    fault: all.find(({ fault }) => fault !== undefined)?.fault,
  }
}
