import type { AbortSignalLike } from '#core/base/remote.ts'
import { mayFollow } from '#core/domain/case-state.ts'
import { conflictOfRefusal } from '#core/domain/refusal-conflict.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Job, JobKind, JobOutcome } from '#core/domain/job.ts'
import type { Desk } from '#core/services/desk.ts'
import { systemActor } from '#core/services/desk.ts'
import { record, type RecordDeps } from '#core/services/record.ts'
import { doneAsLogged, doneWith } from './acknowledged.ts'
import { checkDeclared, conflictFound } from './check-declared.ts'
import { emailResult } from './email-result.ts'
import type { JobHandler } from './engine.ts'
import { extendLater, extendSignature } from './extend-signature.ts'
import { outcomeOf } from './outcome.ts'

export type HandlerDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'gateway' | 'signing' | 'notices'>

/** The answer of a call that was called off. */
const calledOff: JobOutcome = { kind: 'retry', fault: { tag: 'gateway/unavailable', data: { why: 'timeout' } } }

async function submitRequest(deps: HandlerDeps, job: Job, report: Parameters<JobHandler>[1], signal: AbortSignalLike): Promise<JobOutcome> {
  const state = deps.stores.cases.state(job.caseId)
  if (state?.requestCms === undefined || state.request === undefined)
    return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  if (state.stage === 'cancelled') return { kind: 'done' }
  // Whatever became of the check: nothing is sent over an open question.
  if (state.stage === 'queued' && state.conflict !== undefined) return conflictFound
  // The answer to an earlier attempt may have been written just before the process died; at the provider's own desk the feed may bring the number.
  if (state.number !== undefined) {
    const { requestCms } = state
    deps.stores.transaction(() => {
      deps.stores.drafts.remove(job.caseId)
      extendLater(deps, job.caseId, requestCms)
    })
    return doneAsLogged(deps, job, 'registered')
  }
  const total = state.request.documents.reduce((sum, document) => sum + document.bytes, 0)
  let sent = 0
  for (const document of state.request.documents) {
    const content = await deps.documents.get(document.sha256)
    if (!content.ok) return { kind: 'needsOperator', fault: { tag: content.error.tag, data: { document: document.title.kk } } }
    const uploaded = await deps.gateway.upload(document.sha256, content.value, (part) => report({ done: sent + part, total }), signal)
    if (!uploaded.ok) return outcomeOf(uploaded.error)
    sent += document.bytes
    report({ done: sent, total })
  }
  const cms = await deps.documents.get(state.requestCms)
  if (!cms.ok) return { kind: 'needsOperator', fault: { tag: cms.error.tag, data: {} } }
  // From here on the answer counts, whatever is wanted meanwhile.
  if (signal.aborted) return calledOff
  const answer = await deps.gateway.submit(job.idempotencyKey, job.caseId, cms.value)
  if (!answer.ok) {
    const outcome = outcomeOf(answer.error)
    if (outcome.kind === 'rejected') {
      const code = String(outcome.fault.data['code'] ?? outcome.fault.tag)
      const { inForce } = outcome.fault.data
      const conflict = conflictOfRefusal(code, state.request, inForce === undefined ? undefined : String(inForce), deps.clock.instant())
      deps.stores.transaction(() => {
        record(deps, systemActor(deps), job.caseId, { kind: 'sendingRejected', code })
        if (conflict !== undefined) record(deps, systemActor(deps), job.caseId, { kind: 'conflictFound', conflict, unanswered: [] })
      })
      deps.notices.caseChanged(job.caseId)
    }
    return outcome
  }
  const { requestCms } = state
  const { number, registeredAt, deadline, acknowledgement } = answer.value
  const { stage } = deps.stores.cases.state(job.caseId) ?? state
  deps.stores.transaction(() => {
    // At the provider's own desk the feed may have been ahead by a whole result.
    if (mayFollow(stage, 'registered'))
      record(deps, systemActor(deps), job.caseId, { kind: 'registered', number, registeredAt, deadline, acknowledgement })
    deps.stores.drafts.remove(job.caseId)
    extendLater(deps, job.caseId, requestCms)
  })
  deps.notices.caseChanged(job.caseId)
  return doneWith({ text: acknowledgement, at: registeredAt, number })
}

/** When the provider's employee took the request, and who: from the log, so that a late delivery tells the true time. */
function acceptanceOf(deps: HandlerDeps, caseId: CaseId) {
  const accepted = deps.stores.cases.actions(caseId).find((action) => action.event.kind === 'accepted')
  return accepted === undefined ? undefined : { acceptedAt: accepted.at, executor: accepted.author.fullName }
}

async function deliverAcceptance(deps: HandlerDeps, job: Job): Promise<JobOutcome> {
  const body = acceptanceOf(deps, job.caseId)
  if (body === undefined) return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  const answer = await deps.gateway.acceptance(job.idempotencyKey, job.caseId, body)
  return answer.ok ? doneWith({ text: answer.value.acknowledgement, at: answer.value.at }) : outcomeOf(answer.error)
}

/** The signature that a job delivers: the intermediate paper or the final one; whether it was acknowledged before. */
function resultToDeliver(deps: HandlerDeps, { caseId, content }: Job) {
  const state = deps.stores.cases.state(caseId)
  if (state?.intermediate !== undefined && state.intermediate.cms === content)
    return { cms: state.intermediate.cms, delivered: state.intermediate.delivered }
  return state?.resultCms === undefined ? undefined : { cms: state.resultCms, delivered: state.resultDelivered }
}

async function deliverResult(deps: HandlerDeps, job: Job): Promise<JobOutcome> {
  const result = resultToDeliver(deps, job)
  if (result === undefined) return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  if (result.delivered) return doneAsLogged(deps, job, 'resultDelivered')
  const cms = await deps.documents.get(result.cms)
  if (!cms.ok) return { kind: 'needsOperator', fault: { tag: cms.error.tag, data: {} } }
  const answer = await deps.gateway.result(job.idempotencyKey, job.caseId, cms.value)
  if (!answer.ok) return outcomeOf(answer.error)
  const { acknowledgement, at } = answer.value
  deps.stores.transaction(() => {
    record(deps, systemActor(deps), job.caseId, { kind: 'resultDelivered', acknowledgement, cms: result.cms })
    extendLater(deps, job.caseId, result.cms)
  })
  deps.notices.caseChanged(job.caseId)
  return doneWith({ text: acknowledgement, at })
}

/** The gateway counts the new deadline itself, and its deadline holds: where it is another one than ours, it is written down. */
async function deliverExtension(deps: HandlerDeps, job: Job): Promise<JobOutcome> {
  const event = deps.stores.cases
    .actions(job.caseId)
    .map((action) => action.event)
    .find((candidate) => candidate.kind === 'deadlineExtended' && candidate.days !== undefined)
  if (event?.kind !== 'deadlineExtended' || event.days === undefined)
    return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  const { days, reason } = event
  const answer = await deps.gateway.extension(job.idempotencyKey, job.caseId, { days, reason })
  if (!answer.ok) return outcomeOf(answer.error)
  const { deadline, acknowledgement, at } = answer.value
  const state = deps.stores.cases.state(job.caseId)
  if (state !== undefined && state.deadline?.dueOn !== deadline.dueOn && mayFollow(state.stage, 'deadlineExtended')) {
    deps.stores.transaction(() => record(deps, systemActor(deps), job.caseId, { kind: 'deadlineExtended', deadline, reason }))
    deps.notices.caseChanged(job.caseId)
  }
  return doneWith({ text: acknowledgement, at })
}

/** The work of each kind of job. None sleeps and none retries by itself. */
export const jobHandlers = (deps: HandlerDeps): Readonly<Record<JobKind, JobHandler>> => ({
  checkDeclared: (job) => checkDeclared(deps, job),
  recheckDeclared: (job) => checkDeclared(deps, job),
  submitRequest: (job, report, signal) => submitRequest(deps, job, report, signal),
  deliverAcceptance: (job) => deliverAcceptance(deps, job),
  deliverResult: (job) => deliverResult(deps, job),
  deliverExtension: (job) => deliverExtension(deps, job),
  emailResult: (job) => emailResult(deps, job),
  extendSignature: (job) => extendSignature(deps, job),
})
