import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { problemsOf } from '#core/domain/authority.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { readIin, type Iin } from '#core/domain/iin.ts'
import type { RegisterEvidence } from '#core/domain/person.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { GatewayFault } from '#core/ports/gateway.ts'
import type { Desk, Session } from './desk.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

type AskDeps = RecordDeps & Pick<Desk, 'stores' | 'gateway' | 'clock'>
type Register = Extract<CaseEvent, { kind: 'registerAsked' }>['register']

const offlineSession = fault('gateway/unavailable', 'retry', { why: 'noConnection' })

/** A query is written into the case's log whatever it answers: whose data was asked for, by whom, when. */
const note = (
  deps: AskDeps,
  actor: Actor,
  caseId: CaseId,
  register: Register,
  subject: string,
  outcome: 'found' | 'notFound' | 'unavailable',
): void => deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'registerAsked', register, subject, outcome }))

const notFoundOr = (failure: GatewayFault) =>
  failure.tag === 'gateway/refused' && failure.code === 'notFound' ? err(fault('register/notFound', 'act')) : err(failure)

/** The register of natural persons (ЖТ МДҚ) about one IIN, with the same person's open cases of this service. */
export async function askPerson(deps: AskDeps, session: Session, actor: Actor, input: { readonly caseId: CaseId; readonly iin: string }) {
  const state = caseFor(deps, input.caseId, 'registerAsked')
  if (!state.ok) return state
  if (!readIin(input.iin).valid) return err(fault('register/badIin', 'act'))
  const answer = session.staffToken === undefined ? err(offlineSession) : await deps.gateway.person(session.staffToken, input.iin)
  if (!answer.ok) {
    const failure = notFoundOr(answer.error)
    note(deps, actor, input.caseId, 'persons', input.iin, failure.error.tag === 'register/notFound' ? 'notFound' : 'unavailable')
    return failure
  }
  note(deps, actor, input.caseId, 'persons', input.iin, 'found')
  const { person, answeredAt, reference } = answer.value
  const evidence: RegisterEvidence = { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt, reference }
  const openCases = deps.stores.cases.openCasesOf(input.iin, state.value.serviceId).filter((line) => line.caseId !== input.caseId)
  return ok({ person, evidence, openCases })
}

/** The notaries' register (БНАЖ) about one power of attorney, judged for this case. */
export async function askAuthority(
  deps: AskDeps,
  session: Session,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly number: string; readonly principal: string; readonly representative: string },
) {
  const state = caseFor(deps, input.caseId, 'registerAsked')
  if (!state.ok) return state
  const answer = session.staffToken === undefined ? err(offlineSession) : await deps.gateway.authority(session.staffToken, input.number)
  if (!answer.ok) {
    const failure = notFoundOr(answer.error)
    note(deps, actor, input.caseId, 'notaries', input.number, failure.error.tag === 'register/notFound' ? 'notFound' : 'unavailable')
    return failure
  }
  note(deps, actor, input.caseId, 'notaries', input.number, 'found')
  const { authority, answeredAt } = answer.value
  const problems = problemsOf(authority, {
    serviceId: state.value.serviceId,
    principal: input.principal as Iin,
    representative: input.representative as Iin,
    today: almatyDate(deps.clock.instant()),
  })
  return ok({ authority, problems, evidence: { outcome: 'confirmed' as const, register: 'БНАЖ' as const, answeredAt } })
}
