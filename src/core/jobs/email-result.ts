import type { Job, JobOutcome } from '#core/domain/job.ts'
import type { Desk } from '#core/services/desk.ts'
import { systemActor } from '#core/services/desk.ts'
import { record, type RecordDeps } from '#core/services/record.ts'
import { doneAsLogged, doneWith } from './acknowledged.ts'
import { outcomeOf } from './outcome.ts'

type EmailDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'gateway' | 'notices'>

/** Gives the sheet to the gateway, which has the signature already and sends both; only its answer makes it sent. */
export async function emailResult(deps: EmailDeps, job: Job): Promise<JobOutcome> {
  const state = deps.stores.cases.state(job.caseId)
  const emailed = state?.emails.find(({ cms }) => cms === job.content)
  if (state?.request === undefined || emailed === undefined) return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  if (emailed.sent) return doneAsLogged(deps, job, 'resultEmailed')
  const pdf = await deps.documents.get(emailed.pdf)
  if (!pdf.ok) return { kind: 'needsOperator', fault: { tag: pdf.error.tag, data: {} } }
  const { cms, to, resultHash } = emailed
  const answer = await deps.gateway.email(job.idempotencyKey, job.caseId, {
    to,
    language: state.request.language,
    pdf: pdf.value,
    resultHash,
  })
  if (!answer.ok) return outcomeOf(answer.error)
  const { acknowledgement, at } = answer.value
  deps.stores.transaction(() => record(deps, systemActor(deps), job.caseId, { kind: 'resultEmailed', cms, to, acknowledgement }))
  deps.notices.caseChanged(job.caseId)
  return doneWith({ text: acknowledgement, at })
}
