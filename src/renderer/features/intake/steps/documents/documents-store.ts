import { create } from 'zustand'
import type { WireFault } from '#core/contract/operation.ts'
import type { SlotDraft } from '#core/domain/document.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { changeSlots, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { emptyStrip, openStrip, reduceStrip, type StripAction, type StripState } from './page-strip.ts'

/** What the scanner or an import is doing now. */
export type Intaking =
  | { readonly state: 'idle' }
  | { readonly state: 'scanning'; readonly slotId: string; readonly pagesBefore: number; readonly stopping: boolean }
  | { readonly state: 'importing'; readonly slotId: string; readonly name: string }
  | { readonly state: 'done'; readonly slotId: string; readonly scanned: number }
  | { readonly state: 'failed'; readonly slotId: string; readonly fault: WireFault }

interface DocumentsState {
  readonly caseId: string | undefined
  readonly strips: Readonly<Record<string, StripState>>
  readonly slotId: string | undefined
  readonly intaking: Intaking
  /** The last arrangement that the core did not take. */
  readonly fault: WireFault | undefined
}

export const useDocumentsStore = create<DocumentsState>(() => ({
  caseId: undefined,
  strips: {},
  slotId: undefined,
  intaking: { state: 'idle' },
  fault: undefined,
}))

const { getState, setState } = useDocumentsStore

/** Slots whose newest arrangement is on its way to the core. */
const sending = new Set<string>()
const changedMeanwhile = new Set<string>()

export function openDocuments(caseId: string, slots: readonly SlotDraft[]): void {
  if (getState().caseId === caseId) return syncSlots(caseId, slots)
  const strips = Object.fromEntries(slots.map((slot) => [slot.slotId, openStrip(slot.pages)]))
  setState({ caseId, strips, slotId: undefined, intaking: { state: 'idle' }, fault: undefined })
}

export const selectSlot = (slotId: string): void =>
  setState(({ intaking }) => ({
    slotId,
    intaking: intaking.state === 'scanning' || intaking.state === 'importing' ? intaking : { state: 'idle' },
  }))
export const setIntaking = (intaking: Intaking): void => setState({ intaking })

const putStrip = (slotId: string, action: StripAction): StripState => {
  const strip = reduceStrip(getState().strips[slotId] ?? emptyStrip, action)
  setState(({ strips }) => ({ strips: { ...strips, [slotId]: strip } }))
  return strip
}

/** The slots as the core has them now. */
export function syncSlots(caseId: string, slots: readonly SlotDraft[]): void {
  if (getState().caseId !== caseId) return
  const shown = slots.map((slot) => ({
    ...slot,
    pages: [...putStrip(slot.slotId, { kind: 'synced', pages: slot.pages, ahead: sending.has(slot.slotId) }).pages],
  }))
  useIntakeStore.getState().edit((intake) => (intake.caseId === caseId ? changeSlots(intake, shown) : intake))
}

/** A slot in the draft on the screen, at once. */
const changeSlot = (slotId: string, change: Partial<SlotDraft>): void =>
  useIntakeStore.getState().edit((intake) => {
    const known = intake.draft.slots.some((slot) => slot.slotId === slotId)
    const slots = known ? intake.draft.slots : [...intake.draft.slots, { slotId, originalSeen: false, pages: [] }]
    return changeSlots(
      intake,
      slots.map((slot) => (slot.slotId === slotId ? { ...slot, ...change } : slot)),
    )
  })

/** What the operator does with a slot's pages: shown at once, then told to the core. */
export function editStrip(caseId: string, slotId: string, action: StripAction): void {
  const before = getState().strips[slotId] ?? emptyStrip
  const strip = putStrip(slotId, action)
  if (strip.pages === before.pages) return
  changeSlot(slotId, { pages: [...strip.pages] })
  void sendArrangement(caseId, slotId)
}

/** Tells the core the newest arrangement, one at a time. */
export async function sendArrangement(caseId: string, slotId: string): Promise<void> {
  if (sending.has(slotId)) {
    changedMeanwhile.add(slotId)
    return
  }
  sending.add(slotId)
  let answer
  do {
    changedMeanwhile.delete(slotId)
    answer = await getBridge().api['documents/arrange']({ caseId, slotId, pages: [...(getState().strips[slotId]?.pages ?? [])] })
  } while (changedMeanwhile.has(slotId))
  sending.delete(slotId)
  setState({ fault: answer.ok ? undefined : answer.error })
  if (answer.ok) syncSlots(caseId, answer.value.slots)
}

/** Ticked at once, so that the next key already finds it; taken back where the core does not take it. */
export async function setOriginalSeen(caseId: string, slotId: string, seen: boolean): Promise<void> {
  changeSlot(slotId, { originalSeen: seen })
  const answer = await getBridge().api['documents/setOriginalSeen']({ caseId, slotId, seen })
  setState({ fault: answer.ok ? undefined : answer.error })
  if (answer.ok) syncSlots(caseId, answer.value.slots)
  else changeSlot(slotId, { originalSeen: !seen })
}
