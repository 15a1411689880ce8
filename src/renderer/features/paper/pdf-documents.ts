import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { ContentHash } from '#core/domain/ids.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { openPdf, type OpenedPdf } from '#renderer/components/open-pdf.ts'

interface Held {
  users: number
  opened: OpenedPdf | undefined
  ready: Promise<PDFDocumentProxy | undefined>
}

const documents = new Map<string, Held>()

async function load(caseId: string, hash: ContentHash, held: Held): Promise<PDFDocumentProxy | undefined> {
  const answer = await getBridge().api['documents/content']({ caseId, hash })
  if (!answer.ok || answer.value.type !== 'application/pdf' || held.users === 0) return undefined
  held.opened = openPdf(answer.value.bytes)
  return held.opened.document.catch(() => undefined)
}

/** An imported PDF, parsed once for all its pages that are shown. */
export function borrowPdf(
  caseId: string,
  hash: ContentHash,
): { readonly ready: Promise<PDFDocumentProxy | undefined>; readonly release: () => void } {
  const key = `${caseId} ${hash}`
  let held = documents.get(key)
  if (held === undefined) {
    held = { users: 1, opened: undefined, ready: Promise.resolve(undefined) }
    documents.set(key, held)
    held.ready = load(caseId, hash, held)
  } else held.users += 1
  const kept = held
  let released = false
  return {
    ready: kept.ready,
    release: () => {
      if (released) return
      released = true
      kept.users -= 1
      if (kept.users > 0) return
      documents.delete(key)
      kept.opened?.close()
    },
  }
}
