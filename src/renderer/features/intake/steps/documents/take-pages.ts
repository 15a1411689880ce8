import type { WireFault } from '#core/contract/operation.ts'
import { documentLimits } from '#core/domain/document.ts'
import type { DocumentSlot } from '#core/domain/service.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { setIntaking, syncSlots, useDocumentsStore } from './documents-store.ts'
import type { ScanSettings } from './scan-settings.ts'

const isBusy = (): boolean => ['scanning', 'importing'].includes(useDocumentsStore.getState().intaking.state)

/** Scans into a slot by the slot's own policy. Pages appear as they come; what came before a fault stays. */
export async function scanInto(caseId: string, slot: DocumentSlot, settings: ScanSettings, replace?: string): Promise<void> {
  if (isBusy()) return
  const pagesBefore = useDocumentsStore.getState().strips[slot.id]?.pages.length ?? 0
  setIntaking({ state: 'scanning', slotId: slot.id, pagesBefore, stopping: false })
  const answer = await getBridge().api['documents/scan']({
    caseId,
    slotId: slot.id,
    ...settings,
    ...slot.scan,
    ...(replace === undefined ? {} : { replace }),
  })
  if (answer.ok) syncSlots(caseId, answer.value.slots)
  if (answer.ok) setIntaking({ state: 'done', slotId: slot.id, scanned: answer.value.scanned })
  else setIntaking(answer.error.tag === 'scanner/cancelled' ? { state: 'idle' } : { state: 'failed', slotId: slot.id, fault: answer.error })
}

export async function stopScan(caseId: string): Promise<void> {
  const { intaking } = useDocumentsStore.getState()
  if (intaking.state !== 'scanning') return
  setIntaking({ ...intaking, stopping: true })
  await getBridge().api['documents/cancelScan']({ caseId })
}

const tooLarge = (file: File): WireFault => ({ tag: 'document/tooLarge', remedy: 'act', bytes: file.size, limit: documentLimits.fileBytes })

/** Files from a disk, a drop or the clipboard, one after another; the first that fails ends it. */
export async function importFiles(caseId: string, slotId: string, files: readonly File[], replace?: string): Promise<void> {
  if (isBusy()) return
  for (const file of files) {
    setIntaking({ state: 'importing', slotId, name: file.name })
    if (file.size > documentLimits.fileBytes) return setIntaking({ state: 'failed', slotId, fault: tooLarge(file) })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const answer = await getBridge().api['documents/importFile']({ caseId, slotId, bytes, ...(replace === undefined ? {} : { replace }) })
    if (!answer.ok) return setIntaking({ state: 'failed', slotId, fault: answer.error })
    syncSlots(caseId, answer.value.slots)
  }
  setIntaking({ state: 'idle' })
}
