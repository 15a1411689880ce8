import type { OutboxShow } from '#core/contract/views.ts'
import type { OutputOf } from '#core/contract/client.ts'
import { holdsUpNothing, type JobKind, type JobState, unfinishedStates } from '#core/domain/job.ts'

export type ShownOutbox = OutputOf<'outbox/list'>
export type ShownJob = ShownOutbox['jobs'][number]

export const isOver = ({ state }: Pick<ShownJob, 'state'>): boolean => state === 'done' || state === 'cancelled'

/** It goes no further without a person. */
export const needsPerson = ({ state }: Pick<ShownJob, 'state'>): boolean => state === 'stuck' || state === 'rejected'

const statesOf: Readonly<Record<OutboxShow, readonly JobState[]>> = {
  open: unfinishedStates,
  attention: ['stuck', 'rejected'],
  over: ['done', 'cancelled'],
}

const closesCase: readonly JobKind[] = ['submitRequest', 'checkDeclared']

/** Why the sending of a request, or the check before it, was called off, where that closed its case. */
export const calledOffBecause = ({ stage, jobs }: Pick<OutputOf<'case/get'>, 'stage' | 'jobs'>): string | undefined =>
  stage === 'cancelled'
    ? jobs.find((job) => closesCase.includes(job.kind) && job.calledOffBecause !== undefined)?.calledOffBecause
    : undefined

/** How many items a selection has. */
export const countOf = (counts: ShownOutbox['counts'], show: OutboxShow): number =>
  statesOf[show].reduce((sum, state) => sum + (counts[state] ?? 0), 0)

const holdsUp = (kind: JobKind): boolean => !holdsUpNothing.some((letter) => letter === kind)

/** Items whose turn comes only when an earlier one of the same case is over, as far as these items tell. */
export function heldUp(jobs: readonly ShownJob[]): ReadonlySet<ShownJob['id']> {
  const earliest = new Map<ShownJob['caseId'], ShownJob>()
  for (const job of jobs) {
    if (isOver(job) || !holdsUp(job.kind)) continue
    const before = earliest.get(job.caseId)
    if (before === undefined || job.createdAt < before.createdAt) earliest.set(job.caseId, job)
  }
  return new Set(
    jobs.filter((job) => !isOver(job) && (earliest.get(job.caseId)?.createdAt ?? job.createdAt) < job.createdAt).map(({ id }) => id),
  )
}
