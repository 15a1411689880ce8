import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { isBin } from '#core/domain/iin.ts'
import type { RegisterEvidence } from '#core/domain/person.ts'
import type { Actor } from '#core/domain/staff.ts'
import { type AskDeps, askRegister } from './ask-register.ts'
import type { Session } from './desk.ts'
import { caseFor } from './record.ts'

/** The register of legal persons (ЗТ МДҚ) about one BIN. */
export async function askOrganisation(
  deps: AskDeps,
  session: Session,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly bin: string },
) {
  const { caseId, bin } = input
  const state = caseFor(deps, caseId, 'registerAsked')
  if (!state.ok) return state
  if (!isBin(bin)) return err(fault('register/badBin', 'act'))
  const answer = await askRegister(deps, session, actor, { caseId, register: 'organisations', subject: bin }, (token) =>
    deps.gateway.organisation(token, bin),
  )
  if (!answer.ok) return answer
  const { organisation, answeredAt, reference } = answer.value
  const evidence: RegisterEvidence = { outcome: 'confirmed', register: 'ЗТ МДҚ', answeredAt, reference }
  return ok({ organisation, evidence })
}
