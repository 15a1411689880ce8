import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { SlotDraft } from '#core/domain/document.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Desk } from './desk.ts'

type KeepDeps = Pick<Desk, 'stores' | 'clock' | 'notices'>

function draftOf(deps: Pick<Desk, 'stores'>, caseId: CaseId) {
  const state = deps.stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  const kept = deps.stores.drafts.find(caseId)
  if (state.stage !== 'draft' || kept === undefined) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  return ok({ state, ...kept })
}

export const findDraft = draftOf

/** Saves what is typed. The slots' pages are the documents' business and stay as they are. */
export function saveTyped(deps: KeepDeps, caseId: CaseId, typed: Omit<IntakeDraft, 'slots'>) {
  const kept = draftOf(deps, caseId)
  if (!kept.ok) return kept
  const savedAt = deps.clock.instant()
  deps.stores.drafts.save(caseId, { ...typed, slots: kept.value.draft.slots }, savedAt)
  return ok({ savedAt })
}

/** Changes one slot, at once on disk, and tells the page. */
export function changeSlot(deps: KeepDeps, caseId: CaseId, slotId: string, change: (slot: SlotDraft) => SlotDraft) {
  const kept = draftOf(deps, caseId)
  if (!kept.ok) return kept
  const { draft } = kept.value
  const slot = draft.slots.find((candidate) => candidate.slotId === slotId) ?? { slotId, originalSeen: false, pages: [] }
  const slots = [...draft.slots.filter((candidate) => candidate.slotId !== slotId), change(slot)]
  deps.stores.drafts.save(caseId, { ...draft, slots }, deps.clock.instant())
  deps.notices.slotsChanged(caseId, slots)
  return ok({ slots })
}
