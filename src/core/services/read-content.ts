import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Desk } from './desk.ts'

type ContentDeps = Pick<Desk, 'stores' | 'documents' | 'gateway'>

/** `%PDF-` */
const isPdf = (bytes: Uint8Array): boolean => [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, index) => bytes[index] === byte)

/**
 * A page's file or a finished document, only of a case it belongs to. What the provider has not fetched yet comes from the gateway once,
 * is checked against its hash and kept.
 */
export async function readContent(deps: ContentDeps, caseId: CaseId, hash: ContentHash) {
  const state = deps.stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  const inManifest = state.request?.documents.some((document) => document.sha256 === hash) ?? false
  const inDraft = deps.stores.drafts.find(caseId)?.draft.slots.some((slot) => slot.pages.some((page) => page.source.hash === hash)) ?? false
  if (!inManifest && !inDraft) return err(fault('storage/missing', 'support'))
  if (inManifest && !(await deps.documents.has(hash))) {
    const fetched = await deps.gateway.document(hash)
    if (!fetched.ok) return fetched
    const stored = await deps.documents.put(fetched.value)
    if (!stored.ok) return stored
    if (stored.value !== hash) return err(fault('document/damaged', 'support'))
  }
  const bytes = await deps.documents.get(hash)
  if (!bytes.ok) return bytes
  return ok({ bytes: bytes.value, type: isPdf(bytes.value) ? ('application/pdf' as const) : ('image/jpeg' as const) })
}
