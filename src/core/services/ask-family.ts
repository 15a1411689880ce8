import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { readIin } from '#core/domain/iin.ts'
import type { Actor } from '#core/domain/staff.ts'
import { type AskDeps, askRegister } from './ask-register.ts'
import type { Session } from './desk.ts'
import { caseFor } from './record.ts'

/** The register of civil acts (АХАЖ) about one adult's children and wards. */
export async function askFamily(deps: AskDeps, session: Session, actor: Actor, input: { readonly caseId: CaseId; readonly iin: string }) {
  const { caseId, iin } = input
  const state = caseFor(deps, caseId, 'registerAsked')
  if (!state.ok) return state
  if (!readIin(iin).valid) return err(fault('register/badIin', 'act'))
  const answer = await askRegister(deps, session, actor, { caseId, register: 'civilActs', subject: iin }, (token) =>
    deps.gateway.family(token, iin),
  )
  if (!answer.ok) return answer
  const { family, answeredAt } = answer.value
  return ok({ family, answeredAt })
}
