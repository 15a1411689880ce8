import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import type { CaseAction } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { happenedAt } from '#core/domain/known-time.ts'
import { providerDeeds } from '#core/domain/provider-procedure.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { Actor } from '#core/domain/staff.ts'
import { actorOf, type Desk, type Session } from './desk.ts'
import { readResult } from './read-result.ts'
import { definitionOf, record, type RecordDeps } from './record.ts'
import { unlessDiskRefuses } from './unless-disk-refuses.ts'

type ViewDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'signing'>
export type Screen = 'intake' | 'case' | 'handOut' | 'provider'

/** Looking at a case is an action too; looking again at once by the same person is the same look. */
const sameLook = 5 * 60_000

function noteView(deps: ViewDeps, actor: Actor, caseId: CaseId, screen: Screen, last: CaseAction): void {
  const { event, author } = last
  const again =
    event.kind === 'viewed' &&
    event.screen === screen &&
    author.staffId === actor.staffId &&
    Math.abs(deps.clock.now() - Date.parse(happenedAt(last))) < sameLook
  if (!again) unlessDiskRefuses(() => deps.stores.transaction(() => record(deps, actor, caseId, { kind: 'viewed', screen })))
}

/** The regulation's norms beside the time that the log says it took. */
export function measuredNorms(definition: ServiceDefinition, channel: Channel, actions: readonly CaseAction[], now: number) {
  return (definition.channels[channel] ?? []).flatMap((step) => {
    if (step.norm === undefined || step.measure === undefined) return []
    const { from, to } = step.measure
    const begun = actions.find((action) => action.event.kind === from)
    if (begun === undefined) return []
    const ended = actions.find((action) => action.seq > begun.seq && action.event.kind === to)
    const end = ended === undefined ? now : Date.parse(happenedAt(ended))
    const seconds = Math.max(0, Math.round((end - Date.parse(happenedAt(begun))) / 1000))
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

/** Everything about one case, for a screen that shows it to this person. */
export async function viewCase(deps: ViewDeps, session: Session, caseId: CaseId, screen: Screen) {
  const before = deps.stores.cases.state(caseId)
  if (before === undefined) return err(fault('case/missing', 'support'))
  noteView(deps, actorOf(deps, session), caseId, screen, before.last)
  const timeline = deps.stores.cases.actions(caseId)
  const state = deps.stores.cases.state(caseId) ?? before
  const definition = definitionOf(deps, state)
  const [result, intermediate] = await Promise.all([readResult(deps, state), readResult(deps, state, 'intermediate')])
  return ok({
    state,
    definition,
    timeline,
    unbroken: findChainBreak(timeline) === undefined,
    jobs: deps.stores.jobs.ofCase(caseId),
    norms: measuredNorms(definition, state.channel, timeline, deps.clock.now()),
    deeds: providerDeeds(definition, state, session.staff),
    ...(result.ok ? { result: result.value.document } : {}),
    ...(intermediate.ok ? { intermediate: intermediate.value.document } : {}),
  })
}
