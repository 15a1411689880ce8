import type { CaseId } from '#core/domain/ids.ts'
import { refusedAsker } from '#core/domain/refusal-receipt.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk, Session } from './desk.ts'
import { endIntake } from './end-intake.ts'
import { findDraft } from './keep-draft.ts'
import type { RecordDeps } from './record.ts'

/** Refuses reception: the draft goes, and the log keeps what the refusal receipt needs of it. */
export function refuseReception(
  deps: RecordDeps & Pick<Desk, 'stores' | 'notices'>,
  { staff }: Session,
  actor: Actor,
  { caseId, missingSlots, reason }: { readonly caseId: CaseId; readonly missingSlots: string[]; readonly reason: string },
) {
  const kept = findDraft(deps, caseId)
  if (!kept.ok) return kept
  const { draft } = kept.value
  const asker = refusedAsker(draft)
  return endIntake(deps, actor, caseId, {
    kind: 'receptionRefused',
    missingSlots,
    reason,
    language: draft.language,
    ...(asker === undefined ? {} : { asker }),
    ...(staff.phone === undefined ? {} : { phone: staff.phone }),
  })
}
