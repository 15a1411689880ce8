import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { type AuthorityProblem, problemsOf } from '#core/domain/authority.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { shownNumber } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk, Session } from './desk.ts'
import { mayHandOut } from './may-hand-out.ts'
import { resultPdf } from './read-result.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type HandOutDeps = RecordDeps &
  Pick<Desk, 'workplace' | 'stores' | 'gateway' | 'clock' | 'documents' | 'signing' | 'typesetter' | 'printer' | 'training' | 'notices'>
type HandedOut = Extract<CaseEvent, { kind: 'handedOut' }>

/**
 * Asks the notaries' register again: a power of attorney may have been revoked since the request. Where the register is silent the operator may
 * go on by the paper; the hand-out is then marked `declared`.
 */
export async function recheckAuthority(deps: HandOutDeps, session: Session, actor: Actor, caseId: CaseId) {
  const found = caseFor(deps, caseId, 'handedOut')
  if (!found.ok) return found
  const { request, serviceId } = found.value
  if (request?.representative === undefined) return err(fault('handOut/noRepresentative', 'act'))
  const { authority, iin } = request.representative
  const none: readonly AuthorityProblem[] = []
  const answer = session.staffToken === undefined ? undefined : await deps.gateway.authority(session.staffToken, authority.number)
  const unknown = answer?.ok === false && answer.error.tag === 'gateway/refused' && answer.error.code === 'notFound'
  // Any other refusal (a session that the gateway ended, say) tells nothing about the paper.
  const silent = answer === undefined || (!answer.ok && !unknown)
  const outcome = silent ? 'unavailable' : unknown ? 'notFound' : 'found'
  deps.stores.transaction(() =>
    record(deps, actor, caseId, { kind: 'registerAsked', register: 'notaries', subject: authority.number, outcome }),
  )
  if (silent) return ok({ outcome: 'declared' as const, problems: none })
  if (!answer.ok) return err(fault('register/notFound', 'act'))
  const problems = problemsOf(answer.value.authority, {
    serviceId,
    principal: request.applicant.iin,
    representative: iin,
    today: almatyDate(deps.clock.instant()),
  })
  return ok({ outcome: 'confirmed' as const, problems })
}

export interface HandOut {
  readonly caseId: CaseId
  readonly to: HandedOut['to']
  readonly identityDocument: HandedOut['identityDocument']
  readonly receiptShown: boolean
  readonly way: HandedOut['way']
  readonly printer?: string | undefined
  /** The paper that is given out while the case goes on. */
  readonly intermediate?: true | undefined
}

/** The case, if this may be given out of it here in this way. */
function caseToHandOut(deps: HandOutDeps, { caseId, way, intermediate }: HandOut) {
  const found = caseFor(deps, caseId, 'handedOut')
  if (!found.ok) return found
  const state = found.value
  const definition = definitionOf(deps, state)
  if (!mayHandOut(definition, state, deps.workplace, intermediate === true ? 'intermediate' : 'final'))
    return err(fault('case/notInStage', 'act', { stage: state.stage }))
  if (way === 'email' && definition.handOut[state.channel]?.includes('email') !== true) return err(fault('handOut/wayNotOffered', 'act'))
  return found
}

/** Gives the result out: to a representative only by an authority that still holds. Written down before it is printed. */
export async function completeHandOut(deps: HandOutDeps, session: Session, actor: Actor, input: HandOut) {
  const found = caseToHandOut(deps, input)
  if (!found.ok) return found
  const state = found.value
  const sheet = await resultPdf(deps, state, input.intermediate === true ? 'intermediate' : 'final')
  if (!sheet.ok) return sheet
  const event: HandedOut = {
    kind: 'handedOut',
    to: input.to,
    identityDocument: input.identityDocument,
    receiptShown: input.receiptShown,
    way: input.way,
    ...(input.intermediate === true ? { intermediate: true as const } : {}),
  }
  let authority: HandedOut['authority']
  if (input.to === 'representative') {
    const checked = await recheckAuthority(deps, session, actor, input.caseId)
    if (!checked.ok) return checked
    if (checked.value.problems.length > 0) return err(fault('handOut/authorityFails', 'act', { problems: [...checked.value.problems] }))
    authority = { number: state.request?.representative?.authority.number ?? '', outcome: checked.value.outcome }
  }
  deps.stores.transaction(() => record(deps, actor, input.caseId, authority === undefined ? event : { ...event, authority }))
  deps.notices.caseChanged(input.caseId)
  if (input.way === 'print') {
    const printed = await deps.printer.print(sheet.value.pdf, {
      title: `result-${shownNumber(state) ?? ''}`,
      ...(input.printer === undefined ? {} : { name: input.printer }),
    })
    if (!printed.ok) return printed
  }
  return ok(sheet.value)
}

export function answerSurvey(
  deps: HandOutDeps,
  actor: Actor,
  caseId: CaseId,
  answers: { readonly process: 1 | 2 | 3; readonly information: 1 | 2 | 3 },
) {
  const found = caseFor(deps, caseId, 'surveyAnswered')
  if (!found.ok) return found
  deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'surveyAnswered', ...answers }))
  deps.notices.caseChanged(caseId)
  return ok({})
}
