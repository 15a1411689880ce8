import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { type AuthorityProblem, problemsOf } from '#core/domain/authority.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { type CaseState, resultCmsOf, shownNumber } from '#core/domain/case-state.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import { askRegister } from './ask-register.ts'
import type { Desk, Session } from './desk.ts'
import { callOffEmails, enqueueEmail, isBeingEmailed } from './email-jobs.ts'
import { mayHandOut } from './may-hand-out.ts'
import { resultSheet } from './read-result.ts'
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
  // Certified otherwise than by a notary: the register knows nothing of it, and the paper itself is what there is.
  if (authority === undefined) return ok({ outcome: 'byPaper' as const, problems: none })
  const answer = await askRegister(deps, session, actor, { caseId, register: 'notaries', subject: authority.number }, (token) =>
    deps.gateway.authority(token, authority.number),
  )
  if (!answer.ok && answer.error.tag === 'register/notFound') return err(answer.error)
  // Any other refusal (a session that the gateway ended, say) tells nothing about the paper.
  if (!answer.ok) return ok({ outcome: 'declared' as const, problems: none })
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
  /** Not where it goes by e-mail: nobody need come for it. */
  readonly identityDocument?: HandedOut['identityDocument']
  readonly receiptShown: boolean
  readonly way: HandedOut['way']
  readonly printer?: string | undefined
  /** Where it goes by e-mail. */
  readonly email?: string | undefined
  /** The paper that is given out while the case goes on. */
  readonly intermediate?: true | undefined
}

/** The case, if this may be given out of it here in this way. */
function caseToHandOut(deps: HandOutDeps, { caseId, way, intermediate, identityDocument }: HandOut) {
  const found = caseFor(deps, caseId, 'handedOut')
  if (!found.ok) return found
  const state = found.value
  const definition = definitionOf(deps, state)
  if (!mayHandOut(definition, state, deps.workplace, intermediate === true ? 'intermediate' : 'final'))
    return err(fault('case/notInStage', 'act', { stage: state.stage }))
  if (way === 'email' && definition.handOut[state.channel]?.includes('email') !== true) return err(fault('handOut/wayNotOffered', 'act'))
  if (way !== 'email' && identityDocument === undefined) return err(fault('handOut/noIdentity', 'act'))
  return found
}

/** The sheet is kept as it was set, so that every attempt sends the same. */
async function emailOf(
  deps: HandOutDeps,
  { way, email }: HandOut,
  { pdf, hash }: { readonly pdf: Uint8Array; readonly hash: ContentHash },
) {
  if (way !== 'email') return ok(undefined)
  if (email === undefined) return err(fault('handOut/noAddress', 'act'))
  const stored = await deps.documents.put(pdf)
  return stored.ok ? ok({ to: email, pdf: stored.value, resultHash: hash }) : stored
}

/** The power of attorney as it is now; undefined where the applicant takes the result. */
async function authorityNow(deps: HandOutDeps, session: Session, actor: Actor, { caseId, to }: HandOut, state: CaseState) {
  if (to === 'applicant') return ok(undefined)
  const checked = await recheckAuthority(deps, session, actor, caseId)
  if (!checked.ok) return checked
  const { outcome, problems } = checked.value
  if (problems.length > 0) return err(fault('handOut/authorityFails', 'act', { problems: [...problems] }))
  const number = state.request?.representative?.authority?.number
  return ok({
    ...(number === undefined ? {} : { number }),
    outcome: outcome === 'confirmed' ? ('confirmed' as const) : ('declared' as const),
  })
}

/** Gives the result out: to a representative only by an authority that still holds. Written down before it is printed. */
export async function completeHandOut(deps: HandOutDeps, session: Session, actor: Actor, input: HandOut) {
  const found = caseToHandOut(deps, input)
  if (!found.ok) return found
  const state = found.value
  const { intermediate, identityDocument } = input
  const sheet = await resultSheet(deps, state, intermediate === true ? 'intermediate' : 'final')
  if (!sheet.ok) return sheet
  const cms = resultCmsOf(state, intermediate === true)
  if (cms === undefined) throw new Error('A result that was read has its signature')
  const authority = await authorityNow(deps, session, actor, input, state)
  if (!authority.ok) return authority
  const email = await emailOf(deps, input, sheet.value)
  if (!email.ok) return email
  const event: HandedOut = {
    kind: 'handedOut',
    to: input.to,
    ...(identityDocument === undefined ? {} : { identityDocument }),
    receiptShown: input.receiptShown,
    way: input.way,
    ...(intermediate === true ? { intermediate } : {}),
    ...(authority.value === undefined ? {} : { authority: authority.value }),
    ...(email.value === undefined ? {} : { email: email.value }),
  }
  // Asked here, when nothing is waited for any more.
  if (email.value !== undefined && isBeingEmailed(deps, input.caseId, cms)) return err(fault('handOut/emailUnderWay', 'retry'))
  deps.stores.transaction(() => {
    record(deps, actor, input.caseId, event)
    if (email.value === undefined) callOffEmails(deps, input.caseId, cms)
    else enqueueEmail(deps, input.caseId, cms)
  })
  deps.notices.caseChanged(input.caseId)
  if (email.value !== undefined) deps.notices.queued()
  if (input.way === 'print') {
    const printed = await deps.printer.print(sheet.value.pdf, {
      title: `result-${shownNumber(state) ?? ''}`,
      ...(input.printer === undefined ? {} : { name: input.printer }),
    })
    if (!printed.ok) return printed
  }
  return ok({ pdf: sheet.value.pdf })
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
