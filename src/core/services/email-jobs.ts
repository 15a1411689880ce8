import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Desk } from './desk.ts'
import { callOff, enqueue } from './enqueue.ts'

type JobDeps = Pick<Desk, 'stores' | 'clock' | 'random'>

const jobsOf = ({ stores }: Pick<Desk, 'stores'>, caseId: CaseId, cms: ContentHash) =>
  stores.jobs.ofCase(caseId).filter((job) => job.kind === 'emailResult' && job.content === cms)

/** Whether the letter with this paper is being sent this very moment, and can be neither called off nor sent elsewhere. */
export const isBeingEmailed = (deps: Pick<Desk, 'stores'>, caseId: CaseId, cms: ContentHash): boolean =>
  jobsOf(deps, caseId, cms).some(({ state }) => state === 'running')

/** Calls off letters with this paper that wait or failed; they are kept, closed. Call inside the transaction of the action that makes them needless. */
export function callOffEmails(deps: Pick<Desk, 'stores' | 'clock'>, caseId: CaseId, cms: ContentHash): void {
  callOff(deps, jobsOf(deps, caseId, cms))
}

/** Puts the letter into the queue in place of any earlier one with this paper. Call inside the transaction of the action that causes it. */
export function enqueueEmail(deps: JobDeps, caseId: CaseId, cms: ContentHash): void {
  callOffEmails(deps, caseId, cms)
  enqueue(deps, 'emailResult', caseId, cms)
}
