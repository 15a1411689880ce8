import { fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { GatewayFault } from '#core/ports/gateway.ts'
import type { Desk, Session } from './desk.ts'
import { record, type RecordDeps } from './record.ts'

export type AskDeps = RecordDeps & Pick<Desk, 'stores' | 'gateway' | 'clock'>

type RegisterAsked = Extract<CaseEvent, { kind: 'registerAsked' }>
type Query = Pick<RegisterAsked, 'register' | 'subject'> & { readonly caseId: CaseId }

const offlineSession = fault('gateway/unavailable', 'retry', { why: 'noConnection' })

/**
 * Asks a register in the name of who sits there. A query is written into the case's log whatever it answers: whose data was asked for, by whom, when.
 * @returns `register/notFound` where the register knows no such number; the gateway's fault where it did not answer
 */
export async function askRegister<T>(
  deps: AskDeps,
  session: Session,
  actor: Actor,
  { caseId, register, subject }: Query,
  ask: (staffToken: string) => Promise<Result<T, GatewayFault>>,
) {
  const answer = session.staffToken === undefined ? err(offlineSession) : await ask(session.staffToken)
  const isUnknown = !answer.ok && answer.error.tag === 'gateway/refused' && answer.error.code === 'notFound'
  const outcome = answer.ok ? 'found' : isUnknown ? 'notFound' : 'unavailable'
  deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'registerAsked', register, subject, outcome }))
  if (answer.ok) return ok(answer.value)
  return isUnknown ? err(fault('register/notFound', 'act')) : err(answer.error)
}
