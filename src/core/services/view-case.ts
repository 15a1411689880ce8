import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import type { CaseAction } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { readResult } from './read-result.ts'
import { definitionOf, record, type RecordDeps } from './record.ts'
import { unlessDiskRefuses } from './unless-disk-refuses.ts'

type ViewDeps = RecordDeps & Pick<Desk, 'stores' | 'documents' | 'signing' | 'typesetter' | 'training'>
export type Screen = 'intake' | 'case' | 'handOut' | 'provider'

/** Looking at a case is an action too; looking again at once by the same person is the same look. */
const sameLook = 5 * 60_000

function noteView(deps: ViewDeps, actor: Actor, caseId: CaseId, screen: Screen, last: CaseAction): void {
  const { event, author, at } = last
  const again =
    event.kind === 'viewed' && event.screen === screen && author.staffId === actor.staffId && deps.clock.now() - Date.parse(at) < sameLook
  if (!again) unlessDiskRefuses(() => deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'viewed', screen })))
}

/** The regulation's norms beside the time that the log says it took. */
export function measuredNorms(definition: ServiceDefinition, actions: readonly CaseAction[], now: number) {
  return (definition.channels.centre ?? []).flatMap((step) => {
    if (step.norm === undefined || step.measure === undefined) return []
    const { from, to } = step.measure
    const begun = actions.find((action) => action.event.kind === from)
    if (begun === undefined) return []
    const ended = actions.find((action) => action.seq > begun.seq && action.event.kind === to)
    const seconds = Math.round(((ended === undefined ? now : Date.parse(ended.at)) - Date.parse(begun.at)) / 1000)
    const late = step.normSeconds !== undefined && seconds > step.normSeconds
    return [
      {
        step: step.text,
        text: step.norm,
        late,
        ...(step.normSeconds === undefined ? {} : { normSeconds: step.normSeconds }),
        ...(ended === undefined ? {} : { actualSeconds: seconds }),
      },
    ]
  })
}

/** Everything about one case, for a screen that shows it. */
export async function viewCase(deps: ViewDeps, actor: Actor, caseId: CaseId, screen: Screen) {
  const before = deps.stores.cases.state(caseId)
  if (before === undefined) return err(fault('case/missing', 'support'))
  noteView(deps, actor, caseId, screen, before.last)
  const timeline = deps.stores.cases.actions(caseId)
  const state = deps.stores.cases.state(caseId) ?? before
  const definition = definitionOf(deps, state)
  const result = state.resultCms === undefined ? undefined : await readResult(deps, state)
  return ok({
    state,
    definition,
    timeline,
    unbroken: findChainBreak(timeline) === undefined,
    jobs: deps.stores.jobs.ofCase(caseId),
    norms: measuredNorms(definition, timeline, deps.clock.now()),
    ...(result?.ok === true ? { result: result.value.document } : {}),
  })
}
