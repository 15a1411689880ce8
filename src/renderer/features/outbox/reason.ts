import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import { isOver, type ShownJob } from './shown-job.ts'

/** Why the last attempt came to nothing; nothing once the item is over, or where a person stopped it and no attempt follows. */
export const reasonOf = (job: ShownJob): ShownFault | undefined =>
  job.lastFault === undefined || job.state === 'paused' || isOver(job)
    ? undefined
    : { ...job.lastFault.data, tag: job.lastFault.tag, remedy: 'act' }
