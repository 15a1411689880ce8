import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf, readJson } from '#core/domain/canonical.ts'
import { type CaseState, resultCmsOf } from '#core/domain/case-state.ts'
import { ResultDocument } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Desk } from './desk.ts'
import { definitionOf } from './record.ts'

export type ResultDeps = Pick<Desk, 'stores' | 'documents' | 'signing' | 'clock'>
type SheetDeps = ResultDeps & Pick<Desk, 'typesetter' | 'training'>

/** The final result, or the intermediate paper (аралық құжат) given out while the case goes on. */
export type WhichResult = 'final' | 'intermediate'

/** The signed content of a result, parsed; undefined where it is not a result document. */
export function parseResult(content: Uint8Array | undefined): ResultDocument | undefined {
  const parsed = ResultDocument.safeParse(content === undefined ? undefined : readJson(content))
  return parsed.success ? parsed.data : undefined
}

/** A case's result, its signature verified again now. */
export async function readResult(deps: ResultDeps, state: CaseState, which: WhichResult = 'final') {
  const hash = resultCmsOf(state, which === 'intermediate')
  if (hash === undefined) return err(fault('case/noResult', 'act'))
  const cms = await deps.documents.get(hash)
  if (!cms.ok) return cms
  const { report, content } = await deps.signing.verify(cms.value, deps.clock.instant())
  const document = parseResult(content)
  if (document === undefined || content === undefined) return err(fault('case/noResult', 'support'))
  return ok({ document, report, cms: cms.value, hash: hashOf(content) })
}

/** The result's sheet: the paper on its blank, or the reasoned refusal; and the SHA-256 of the signed content it shows. */
export async function resultSheet(deps: SheetDeps, state: CaseState, which: WhichResult = 'final') {
  const result = await readResult(deps, state, which)
  if (!result.ok) return result
  const { document, report, cms, hash } = result.value
  const pdf = await deps.typesetter.result({
    definition: definitionOf(deps, state),
    document,
    cms,
    signedAt: report.signingTime ?? document.composedAt,
    draft: false,
    training: deps.training,
  })
  return ok({ pdf, hash })
}

export async function resultPdf(deps: SheetDeps, state: CaseState, which: WhichResult = 'final') {
  const sheet = await resultSheet(deps, state, which)
  return sheet.ok ? ok({ pdf: sheet.value.pdf }) : sheet
}

/** The sheet as it would look, before it is signed: the blocks hold the content alone. */
export async function draftPdf(deps: Pick<Desk, 'typesetter' | 'training'>, definition: ServiceDefinition, document: ResultDocument) {
  const pdf = await deps.typesetter.result({
    definition,
    document,
    cms: canonicalBytes(document),
    signedAt: document.composedAt,
    draft: true,
    training: deps.training,
  })
  return ok({ pdf })
}
