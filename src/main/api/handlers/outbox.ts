import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { OutboxShow } from '#core/contract/views.ts'
import type { JobState } from '#core/domain/job.ts'
import { endUnsent } from '#core/services/end-intake.ts'
import type { SeatedHandler } from '#api/context.ts'
import { jobViews } from '#api/job-views.ts'

/** In the order of the screen: what needs the operator, what runs, what waits. */
const shownStates: Readonly<Record<OutboxShow, readonly JobState[]>> = {
  open: ['stuck', 'rejected', 'running', 'paused', 'ready'],
  attention: ['stuck', 'rejected'],
  over: ['done', 'cancelled'],
}

const missing = () => err(fault('outbox/missing', 'act'))

export const list: SeatedHandler<'outbox/list'> = ({ desk }, { show, limit }) => {
  const { jobs, settings } = desk.stores
  const counts = jobs.counts()
  const oldestAt = jobs.oldestAt(shownStates.open)
  const syncedAt = settings.syncedAt()
  return ok({
    jobs: jobViews(desk, show === 'over' ? jobs.finished(limit) : jobs.list(shownStates[show], limit)),
    total: shownStates[show].reduce((sum, state) => sum + counts[state], 0),
    counts,
    ...(oldestAt === undefined ? {} : { oldestAt }),
    queue: { ...desk.queue.status(), upload: settings.uploadPolicy() },
    ...(syncedAt === undefined ? {} : { syncedAt }),
  })
}

export const retryNow: SeatedHandler<'outbox/retryNow'> = ({ desk }, { jobId }) => (desk.queue.retryNow(jobId) ? ok({}) : missing())

export const retryAll: SeatedHandler<'outbox/retryAll'> = ({ desk }) => ok({ count: desk.queue.retryAll() })

export const pause: SeatedHandler<'outbox/pause'> = ({ desk, actor }, { jobId }) => {
  if (jobId !== undefined) return desk.queue.pause(jobId) ? ok({}) : missing()
  desk.queue.pauseAll(actor.fullName)
  return ok({})
}

export const resume: SeatedHandler<'outbox/resume'> = ({ desk }, { jobId }) => {
  if (jobId !== undefined) return desk.queue.resume(jobId) ? ok({}) : missing()
  desk.queue.resumeAll()
  return ok({})
}

export const cancel: SeatedHandler<'outbox/cancel'> = ({ desk, actor }, { jobId, reason }) => {
  const job = desk.stores.jobs.find(jobId)
  if (job === undefined) return missing()
  // Nothing is sent unchecked: calling off the check calls off the request.
  const isRequest = job.kind === 'submitRequest' || job.kind === 'checkDeclared'
  // The feed may have brought the number while the answer to the submission was lost.
  if (isRequest && desk.stores.cases.state(job.caseId)?.number !== undefined) return err(fault('outbox/tooLate', 'act'))
  const outcome = desk.queue.cancel(jobId, reason, () => {
    if (isRequest && endUnsent(desk, actor, job.caseId, reason)) desk.notices.caseChanged(job.caseId)
  })
  if (outcome === 'missing') return missing()
  return outcome === 'tooLate' ? err(fault('outbox/tooLate', 'act')) : ok({})
}

export const setUpload: SeatedHandler<'outbox/setUpload'> = ({ desk }, policy) => {
  desk.stores.transaction(() => desk.stores.settings.saveUploadPolicy(policy))
  return ok({})
}
