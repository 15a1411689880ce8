import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { documentLimits, type Page, type SlotDraft } from '#core/domain/document.ts'
import type { CaseId, PageId } from '#core/domain/ids.ts'
import type { StoreFault } from '#core/ports/document-store.ts'
import type { ScanRequest } from '#core/ports/scanner.ts'
import type { Desk } from './desk.ts'
import { changeSlot, findDraft } from './keep-draft.ts'
import { withinLimits } from './within-limits.ts'

type GatherDeps = Pick<Desk, 'stores' | 'clock' | 'notices' | 'documents' | 'paper' | 'scanner' | 'random' | 'limits'>

export interface SlotOf {
  readonly caseId: CaseId
  readonly slotId: string
  /** The page that the new ones take the place of. */
  readonly replace?: PageId | undefined
}

/** New pages go to the end, or where the page stood that they replace. */
const withPages = (slot: SlotDraft, pages: readonly Page[], replace: PageId | undefined): SlotDraft => {
  const at = slot.pages.findIndex((page) => page.id === replace)
  return { ...slot, pages: at < 0 ? [...slot.pages, ...pages] : slot.pages.toSpliced(at, 1, ...pages) }
}

const roomFor = (slots: readonly SlotDraft[], slotId: string, more: number) => {
  const pages = (slots.find((slot) => slot.slotId === slotId)?.pages.length ?? 0) + more
  return pages > documentLimits.pagesPerSlot
    ? err(fault('document/tooManyPages', 'act', { pages, limit: documentLimits.pagesPerSlot }))
    : ok()
}

async function storeImages(
  deps: GatherDeps,
  images: readonly { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number; readonly dpi: number }[],
  origin: Page['origin'],
) {
  const pages: Page[] = []
  for (const { jpeg, widthPx, heightPx, dpi } of images) {
    const hash = await deps.documents.put(jpeg)
    if (!hash.ok) return hash
    pages.push({
      id: deps.random.uuid() as PageId,
      source: { kind: 'image', hash: hash.value, widthPx, heightPx, dpi },
      rotation: 0,
      origin,
    })
  }
  return ok(pages)
}

/** Pages fill the disk and nothing else: an intake that was begun gets its documents whatever else is running out. */
const hasRoomOnDisk = (deps: GatherDeps) => withinLimits(deps, ['disk'])

/** Takes a file from outside into a slot: PDF kept whole and shown page by page, images re-encoded. */
export async function importFile(deps: GatherDeps, slot: SlotOf, bytes: Uint8Array) {
  const disk = hasRoomOnDisk(deps)
  if (!disk.ok) return disk
  const draft = findDraft(deps, slot.caseId)
  if (!draft.ok) return draft
  const read = await deps.paper.readFile(bytes)
  if (!read.ok) return read
  const file = read.value
  const room = roomFor(draft.value.draft.slots, slot.slotId, file.kind === 'pdf' ? file.pages : file.images.length)
  if (!room.ok) return room
  if (file.kind === 'images') {
    const pages = await storeImages(deps, file.images, 'file')
    return pages.ok ? changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages.value, slot.replace)) : pages
  }
  const hash = await deps.documents.put(file.pdf)
  if (!hash.ok) return hash
  const pages = Array.from({ length: file.pages }, (_, index): Page => ({
    id: deps.random.uuid() as PageId,
    source: { kind: 'pdf', hash: hash.value, index },
    rotation: 0,
    origin: 'file',
  }))
  return changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages, slot.replace))
}

/** Scans into a slot. Every page is on disk before the next is asked for; what was scanned before a jam or a cancel stays. */
export async function scanPages(deps: GatherDeps, slot: SlotOf, request: ScanRequest, signal: AbortSignalLike) {
  const disk = hasRoomOnDisk(deps)
  if (!disk.ok) return disk
  const draft = findDraft(deps, slot.caseId)
  if (!draft.ok) return draft
  const room = roomFor(draft.value.draft.slots, slot.slotId, 1)
  if (!room.ok) return room
  let replace = slot.replace
  let failure: StoreFault | undefined
  const scanned = await deps.scanner.scan(
    request,
    async (image) => {
      if (failure !== undefined) return
      const pages = await storeImages(deps, [image], 'scan')
      if (!pages.ok) {
        failure = pages.error
        return
      }
      changeSlot(deps, slot.caseId, slot.slotId, (current) => withPages(current, pages.value, replace))
      replace = undefined
    },
    signal,
  )
  if (failure !== undefined) return err(failure)
  if (!scanned.ok) return scanned
  const after = findDraft(deps, slot.caseId)
  return after.ok ? ok({ slots: after.value.draft.slots, scanned: scanned.value }) : after
}

/** Order, rotation, deletion and undo: the slot's pages as the page says, as long as their content is here. */
export async function arrangePages(deps: GatherDeps, slot: SlotOf, pages: readonly Page[]) {
  for (const page of pages) {
    if (!(await deps.documents.has(page.source.hash))) return err(fault('storage/missing', 'support'))
  }
  return changeSlot(deps, slot.caseId, slot.slotId, (current) => ({ ...current, pages: [...pages] }))
}

export const setOriginalSeen = (deps: GatherDeps, slot: SlotOf, seen: boolean) =>
  changeSlot(deps, slot.caseId, slot.slotId, (current) => ({ ...current, originalSeen: seen }))
