import type { Job, JobAcknowledgement, JobOutcome } from '#core/domain/job.ts'
import type { Desk } from '#core/services/desk.ts'

export const doneWith = (acknowledgement: JobAcknowledgement): JobOutcome => ({ kind: 'done', acknowledgement })

/**
 * Work that an earlier run did, whose outcome was not written: with what the case's log says that the gateway answered. A number that the feed brought
 * came without an answer.
 */
export function doneAsLogged(
  { stores }: Pick<Desk, 'stores'>,
  { caseId, content }: Job,
  kind: 'registered' | 'resultDelivered' | 'resultEmailed',
): JobOutcome {
  const event = stores.cases
    .actions(caseId)
    .map((action) => action.event)
    .findLast((candidate) => candidate.kind === kind && (candidate.kind === 'registered' || candidate.cms === content))
  if (event?.kind === 'registered') return doneWith({ text: event.acknowledgement, at: event.registeredAt, number: event.number })
  if (event?.kind === 'resultDelivered' || event?.kind === 'resultEmailed') return doneWith({ text: event.acknowledgement })
  return { kind: 'done' }
}
