import { ok } from '#core/base/result.ts'
import { Abort, type AbortSignalLike } from '#core/base/remote.ts'
import { arrangePages, importFile as takeFile, scanPages, setOriginalSeen as markOriginal } from '#core/services/gather-pages.ts'
import { readContent } from '#core/services/read-content.ts'
import type { SeatedHandler } from '#api/context.ts'

export const scanners: SeatedHandler<'documents/scanners'> = async ({ desk }) => {
  const devices = await desk.scanner.listDevices()
  return devices.ok ? ok({ devices: [...devices.value] }) : devices
}

/** One scan at a time for a case; `documents/cancelScan` or the page going away ends it. */
function cancellable(scans: Map<string, () => void>, caseId: string, outer: AbortSignalLike) {
  const own = new Abort()
  outer.addEventListener('abort', () => own.abort(), { once: true })
  scans.set(caseId, () => own.abort())
  return own
}

export const scan: SeatedHandler<'documents/scan'> = async ({ context, desk, signal }, { caseId, slotId, replace, ...request }) => {
  const own = cancellable(context.scans, caseId, signal)
  try {
    return await scanPages(desk, { caseId, slotId, replace }, request, own)
  } finally {
    context.scans.delete(caseId)
  }
}

export const cancelScan: SeatedHandler<'documents/cancelScan'> = ({ context }, { caseId }) => {
  context.scans.get(caseId)?.()
  return ok({})
}

export const importFile: SeatedHandler<'documents/importFile'> = ({ desk }, { bytes, ...slot }) => takeFile(desk, slot, bytes)
export const arrange: SeatedHandler<'documents/arrange'> = ({ desk }, { pages, ...slot }) => arrangePages(desk, slot, pages)
export const setOriginalSeen: SeatedHandler<'documents/setOriginalSeen'> = ({ desk }, { seen, ...slot }) => markOriginal(desk, slot, seen)

export const thumbnail: SeatedHandler<'documents/thumbnail'> = async ({ desk }, { caseId, hash, side }) => {
  const content = await readContent(desk, caseId, hash)
  return content.ok ? ok({ jpeg: await desk.paper.thumbnail(content.value.bytes, side) }) : content
}

export const content: SeatedHandler<'documents/content'> = ({ desk }, { caseId, hash }) => readContent(desk, caseId, hash)
