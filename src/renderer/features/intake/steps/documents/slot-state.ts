import type { SlotDraft } from '#core/domain/document.ts'
import type { DocumentSlot } from '#core/domain/service.ts'

const draftOf = (slot: DocumentSlot, drafts: readonly SlotDraft[]): SlotDraft | undefined => drafts.find(({ slotId }) => slotId === slot.id)

/** Pages are there, not too many, and the original was seen where it must be. */
export function isSlotReady(slot: DocumentSlot, drafts: readonly SlotDraft[]): boolean {
  const draft = draftOf(slot, drafts)
  if (draft === undefined || draft.pages.length === 0 || draft.pages.length > slot.maxPages) return false
  return slot.original === 'copy' || draft.originalSeen
}

/** The required documents that are not there at all: the list of a refusal to accept. */
export const missingSlots = (slots: readonly DocumentSlot[], drafts: readonly SlotDraft[]): readonly DocumentSlot[] =>
  slots.filter((slot) => slot.required && (draftOf(slot, drafts)?.pages.length ?? 0) === 0)
