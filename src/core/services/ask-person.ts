import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { readIin } from '#core/domain/iin.ts'
import type { RegisterEvidence } from '#core/domain/person.ts'
import type { Actor } from '#core/domain/staff.ts'
import { type AskDeps, askRegister } from './ask-register.ts'
import type { Session } from './desk.ts'
import { caseFor } from './record.ts'

/** The register of natural persons (ЖТ МДҚ) about one IIN, with the same person's open cases of this service. */
export async function askPerson(deps: AskDeps, session: Session, actor: Actor, input: { readonly caseId: CaseId; readonly iin: string }) {
  const { caseId, iin } = input
  const state = caseFor(deps, caseId, 'registerAsked')
  if (!state.ok) return state
  if (!readIin(iin).valid) return err(fault('register/badIin', 'act'))
  const answer = await askRegister(deps, session, actor, { caseId, register: 'persons', subject: iin }, (token) =>
    deps.gateway.person(token, iin),
  )
  if (!answer.ok) return answer
  const { person, answeredAt, reference } = answer.value
  const evidence: RegisterEvidence = { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt, reference }
  const openCases = deps.stores.cases.openCasesOf(iin, state.value.serviceId).filter((line) => line.caseId !== caseId)
  return ok({ person, evidence, openCases })
}
