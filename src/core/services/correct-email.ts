import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { resultCmsOf } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { enqueueEmail, isBeingEmailed } from './email-jobs.ts'
import { caseFor, record, type RecordDeps } from './record.ts'

/**
 * Another address for a result that could not be sent: the job that failed is closed and kept, and a new one with a key of its own takes the right
 * address. Not once it was sent, and not while it is being sent.
 */
export function correctEmail(
  deps: RecordDeps & Pick<Desk, 'stores' | 'notices'>,
  actor: Actor,
  { caseId, email, intermediate }: { readonly caseId: CaseId; readonly email: string; readonly intermediate?: true | undefined },
) {
  const found = caseFor(deps, caseId, 'emailCorrected')
  if (!found.ok) return found
  const state = found.value
  const cms = resultCmsOf(state, intermediate === true)
  const emailed = state.emails.find((one) => one.cms === cms)
  if (cms === undefined || emailed === undefined) return err(fault('handOut/notEmailed', 'act'))
  if (emailed.sent) return err(fault('handOut/emailSent', 'act'))
  if (isBeingEmailed(deps, caseId, cms)) return err(fault('handOut/emailUnderWay', 'retry'))
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'emailCorrected', cms, to: email })
    enqueueEmail(deps, caseId, cms)
  })
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  return ok({})
}
