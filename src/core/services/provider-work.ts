import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { extendedDeadline } from '#core/domain/calendar.ts'
import { canonicalHash } from '#core/domain/canonical.ts'
import type { CaseEvent, CaseEventKind } from '#core/domain/case-action.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { JobKind } from '#core/domain/job.ts'
import { type ProviderDeed, providerDeeds } from '#core/domain/provider-procedure.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { termFor } from '#core/domain/service.ts'
import type { LocalText } from '#core/domain/text.ts'
import { composeResult } from './compose-result.ts'
import { actorOf, type Desk, type Session } from './desk.ts'
import { enqueue } from './enqueue.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type ProviderDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'notices'>
type OfCase<Input = unknown> = { readonly caseId: CaseId } & Input

const eventOf: Readonly<Record<ProviderDeed, CaseEventKind>> = {
  accept: 'accepted',
  assign: 'assigned',
  decide: 'decisionDrafted',
  submit: 'submittedForSignature',
  return: 'returnedToExecutor',
  sign: 'resultSigned',
  dispatch: 'resultDispatched',
  extend: 'deadlineExtended',
}

/** The case and its definition, if this member of staff may do the deed now. */
function caseForDeed(deps: Pick<Desk, 'stores'>, { staff }: Session, caseId: CaseId, deed: ProviderDeed) {
  const found = caseFor(deps, caseId, eventOf[deed])
  if (!found.ok) return found
  const definition = definitionOf(deps, found.value)
  if (!providerDeeds(definition, found.value, staff).includes(deed)) return err(fault('provider/notYours', 'act'))
  return ok({ state: found.value, definition })
}

/** Writes the deed down together with what it sends. */
function perform(
  deps: ProviderDeps,
  session: Session,
  caseId: CaseId,
  event: CaseEvent,
  job?: { readonly kind: JobKind; readonly content?: ContentHash },
) {
  deps.stores.transaction(() => {
    record(deps, actorOf(deps, session), caseId, event)
    if (job !== undefined) enqueue(deps, job.kind, caseId, job.content)
  })
  deps.notices.caseChanged(caseId)
  if (job !== undefined) deps.notices.queued()
  return ok({})
}

/** Takes a request into work: status «Жұмыста» from here on (cross-cutting B: set on acceptance, not after the decision). */
export function acceptCase(deps: ProviderDeps, session: Session, { caseId }: OfCase) {
  const found = caseForDeed(deps, session, caseId, 'accept')
  return found.ok ? perform(deps, session, caseId, { kind: 'accepted' }, { kind: 'deliverAcceptance' }) : found
}

/** Whom the head may name: the executors of this organisation. */
export const executorsOf = ({ stores, workplace }: Pick<Desk, 'stores' | 'workplace'>) =>
  stores.settings
    .colleagues()
    .filter(({ role, organisationBin }) => role === 'executor' && organisationBin === workplace.bin)
    .map(({ staffId, fullName }) => ({ staffId, fullName }))

/** The head's resolution (бұрыштама): who works on the case, and how. */
export function assignExecutor(
  deps: ProviderDeps,
  session: Session,
  { caseId, executor, resolution }: OfCase<{ readonly executor: string; readonly resolution: string }>,
) {
  const found = caseForDeed(deps, session, caseId, 'assign')
  if (!found.ok) return found
  const named = executorsOf(deps).find(({ staffId }) => staffId === executor)
  if (named === undefined) return err(fault('provider/noSuchExecutor', 'act'))
  return perform(deps, session, caseId, { kind: 'assigned', executor: named, resolution })
}

/** Keeps the decision as far as it is written. A decision that says the same as the last is not written again. */
export function saveDecision(deps: ProviderDeps, session: Session, { caseId, decision }: OfCase<{ readonly decision: Decision }>) {
  const found = caseForDeed(deps, session, caseId, 'decide')
  if (!found.ok) return found
  const { decision: kept } = found.value.state
  if (kept !== undefined && canonicalHash(kept) === canonicalHash(decision)) return ok({})
  deps.stores.transaction(() => record(deps, actorOf(deps, session), caseId, { kind: 'decisionDrafted', decision }))
  return ok({})
}

/** Passes the draft on to the head: only one that could be signed as it is. */
export function submitForSignature(deps: ProviderDeps & Pick<Desk, 'preparations'>, session: Session, { caseId }: OfCase) {
  const found = caseForDeed(deps, session, caseId, 'submit')
  if (!found.ok) return found
  const { decision } = found.value.state
  if (decision === undefined) throw new Error('Only a written decision may be submitted')
  const composed = composeResult(deps, session, caseId, decision)
  return composed.ok ? perform(deps, session, caseId, { kind: 'submittedForSignature' }) : composed
}

/** Sends the draft back with the head's remark. */
export function returnToExecutor(deps: ProviderDeps, session: Session, { caseId, remark }: OfCase<{ readonly remark: string }>) {
  const found = caseForDeed(deps, session, caseId, 'return')
  return found.ok ? perform(deps, session, caseId, { kind: 'returnedToExecutor', remark }) : found
}

/** The chancellery sends the signed result out: until then it stays here. */
export function dispatchResult(deps: ProviderDeps, session: Session, { caseId }: OfCase) {
  const found = caseForDeed(deps, session, caseId, 'dispatch')
  if (!found.ok) return found
  const { resultCms } = found.value.state
  if (resultCms === undefined) throw new Error('Only a signed result may be dispatched')
  return perform(deps, session, caseId, { kind: 'resultDispatched' }, { kind: 'deliverResult', content: resultCms })
}

/**
 * Extends the term, once, by days of the term's own unit; the applicant is told why.
 * `provider/extensionTooLong` carries the days the regulation allows; `calendar/tooShort` where the calendar ends before the new deadline.
 */
export function extendTerm(
  deps: ProviderDeps,
  session: Session,
  { caseId, days, reason }: OfCase<{ readonly days: number; readonly reason: LocalText }>,
) {
  const found = caseForDeed(deps, session, caseId, 'extend')
  if (!found.ok) return found
  const { state, definition } = found.value
  const maxDays = definition.term.extension?.maxDays ?? 0
  if (days > maxDays) return err(fault('provider/extensionTooLong', 'act', { maxDays }))
  const calendar = deps.stores.settings.calendar()
  const deadline =
    calendar === undefined || state.deadline === undefined
      ? undefined
      : extendedDeadline(calendar, termFor(definition, state.channel), state.deadline, days)
  if (deadline === undefined) return err(fault('calendar/tooShort', 'support'))
  return perform(deps, session, caseId, { kind: 'deadlineExtended', deadline, days, reason }, { kind: 'deliverExtension' })
}
