import type { SlotDraft } from '#core/domain/document.ts'
import type { DocumentSlot } from '#core/domain/service.ts'

const draftOf = (slot: DocumentSlot, drafts: readonly SlotDraft[]): SlotDraft | undefined => drafts.find(({ slotId }) => slotId === slot.id)

/** Pages are there, not too many, and the original was seen where it must be. */
export function isSlotReady(slot: DocumentSlot, drafts: readonly SlotDraft[]): boolean {
  const draft = draftOf(slot, drafts)
  if (draft === undefined || draft.pages.length === 0 || draft.pages.length > slot.maxPages) return false
  return slot.original === 'copy' || draft.originalSeen
}

/** How many documents are ready of how many: an optional one counts from its first page on. */
export function slotProgress(
  slots: readonly DocumentSlot[],
  drafts: readonly SlotDraft[],
): { readonly done: number; readonly total: number } {
  const counted = slots.filter((slot) => slot.required || (draftOf(slot, drafts)?.pages.length ?? 0) > 0)
  return { done: counted.filter((slot) => isSlotReady(slot, drafts)).length, total: counted.length }
}

/** The required documents that are not there at all: the list of a refusal to accept. */
export const missingSlots = (slots: readonly DocumentSlot[], drafts: readonly SlotDraft[]): readonly DocumentSlot[] =>
  slots.filter((slot) => slot.required && (draftOf(slot, drafts)?.pages.length ?? 0) === 0)
