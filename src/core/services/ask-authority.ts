import { ok } from '#core/base/result.ts'
import { problemsOf } from '#core/domain/authority.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Iin } from '#core/domain/iin.ts'
import type { Actor } from '#core/domain/staff.ts'
import { type AskDeps, askRegister } from './ask-register.ts'
import type { Session } from './desk.ts'
import { caseFor } from './record.ts'

/** The notaries' register (БНАЖ) about one power of attorney, judged for this case. */
export async function askAuthority(
  deps: AskDeps,
  session: Session,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly number: string; readonly principal: string; readonly representative: string },
) {
  const { caseId, number } = input
  const state = caseFor(deps, caseId, 'registerAsked')
  if (!state.ok) return state
  const answer = await askRegister(deps, session, actor, { caseId, register: 'notaries', subject: number }, (token) =>
    deps.gateway.authority(token, number),
  )
  if (!answer.ok) return answer
  const { authority, answeredAt } = answer.value
  const problems = problemsOf(authority, {
    serviceId: state.value.serviceId,
    principal: input.principal as Iin,
    representative: input.representative as Iin,
    today: almatyDate(deps.clock.instant()),
  })
  return ok({ authority, problems, evidence: { outcome: 'confirmed' as const, register: 'БНАЖ' as const, answeredAt } })
}
