import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { lastingForm } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Desk } from './desk.ts'

/** A signed document of this size is far beyond what any paper of the services has. */
export const largestFile = 64 * 1024 * 1024

/**
 * Every signature in a file that somebody brought, or what the file is instead; nothing of it is kept.
 * @param content the document, where the signature is kept apart from it
 */
export async function verifyBrought(deps: Pick<Desk, 'signing' | 'clock'>, file: Uint8Array, content?: Uint8Array) {
  const bytes = Math.max(file.length, content?.length ?? 0)
  if (bytes > largestFile) return err(fault('document/tooLarge', 'act', { bytes, limit: largestFile }))
  return ok(await deps.signing.inspect(file, deps.clock.instant(), content))
}

/** A signature of the case, in the longest form that is kept. */
export async function verifyOfCase(
  deps: Pick<Desk, 'signing' | 'clock' | 'stores' | 'documents'>,
  caseId: CaseId,
  paper: 'request' | 'intermediate' | 'result',
) {
  const state = deps.stores.cases.state(caseId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  const signed = { request: state.requestCms, intermediate: state.intermediate?.cms, result: state.resultCms }[paper]
  if (signed === undefined) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  const cms = await deps.documents.get(lastingForm(state, signed))
  return cms.ok ? ok(await deps.signing.inspect(cms.value, deps.clock.instant())) : cms
}
