import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import type { ManifestEntry, Page, SlotDraft } from '#core/domain/document.ts'
import type { CaseId, PageId } from '#core/domain/ids.ts'
import { type Correction, emptyDraft, type IntakeDraft } from '#core/domain/intake-draft.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { fittingAnswers } from './fitting-answers.ts'
import { findReceivable } from './open-case.ts'
import { readResult, type ResultDeps } from './read-result.ts'
import { definitionOf, record, type RecordDeps } from './record.ts'
import { typedFrom } from './typed-people.ts'
import { withinLimits } from './within-limits.ts'

type CorrectDeps = RecordDeps & ResultDeps & Pick<Desk, 'workplace' | 'random' | 'limits'>

/** The bound document, page by page; none where its content is not on this desk. */
async function slotFrom(deps: CorrectDeps, { slotId, sha256, pages, originalSeen }: ManifestEntry): Promise<SlotDraft | undefined> {
  if (!(await deps.documents.has(sha256))) return undefined
  const page = (_: unknown, index: number): Page => ({
    id: deps.random.uuid() as PageId,
    source: { kind: 'pdf', hash: sha256, index },
    rotation: 0,
    origin: 'file',
  })
  return { slotId, originalSeen, pages: Array.from({ length: pages }, page) }
}

/** What the provider said was wrong. */
async function correctionOf(deps: CorrectDeps, state: CaseState) {
  const result = await readResult(deps, state)
  if (!result.ok) return undefined
  const { decision, grounds, composedAt } = result.value.document
  if (decision.outcome !== 'refusal') return undefined
  const correction: Correction = {
    caseId: state.caseId,
    ...(state.number === undefined ? {} : { number: state.number }),
    refusedOn: almatyDate(composedAt),
    wrongFields: decision.wrongFields ?? [],
    grounds: grounds.map(({ text }) => text),
    explanation: decision.explanation,
  }
  return correction
}

async function draftFrom(
  deps: CorrectDeps,
  definition: ServiceDefinition,
  state: CaseState,
  request: ServiceRequest,
): Promise<IntakeDraft> {
  const known = new Set(definition.documents.map(({ id }) => id))
  const slots: SlotDraft[] = []
  for (const entry of request.documents) {
    const slot = known.has(entry.slotId) ? await slotFrom(deps, entry) : undefined
    if (slot !== undefined) slots.push(slot)
  }
  const { payment, answers, language } = request
  return {
    ...emptyDraft(language),
    ...typedFrom(request),
    answers: fittingAnswers(definition, definitionOf(deps, state), answers),
    slots,
    ...(payment === undefined ? {} : { payment: { reference: payment.reference, evidence: payment.evidence } }),
  }
}

/**
 * Begins a case that puts a refused request right: everything is taken over, and the draft knows what the provider named wrong, so that only that is
 * asked. The refused case stays as it is.
 */
export async function correctCase(deps: CorrectDeps, actor: Actor, refusedId: CaseId) {
  const state = deps.stores.cases.state(refusedId)
  if (state === undefined) return err(fault('case/missing', 'support'))
  const { request } = state
  const correction = state.outcome === 'refusal' ? await correctionOf(deps, state) : undefined
  if (request === undefined || correction === undefined) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  const limits = withinLimits(deps)
  if (!limits.ok) return limits
  const receivable = findReceivable(deps, state.serviceId)
  if (!receivable.ok) return receivable
  const { definition, channel } = receivable.value
  const { wrongFields } = correction
  const copied = await draftFrom(deps, definition, state, request)
  // A paper that was wrong is to be looked at anew; where nothing was named, every paper is.
  const slots = copied.slots.map((slot) =>
    wrongFields.length === 0 || wrongFields.includes(`slots.${slot.slotId}`) ? { ...slot, originalSeen: false } : slot,
  )
  const draft: IntakeDraft = { ...copied, slots, correction }
  const caseId = deps.random.uuid() as CaseId
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'opened', serviceId: definition.id, serviceVersion: definition.version, channel })
    deps.stores.drafts.save(caseId, draft, deps.clock.instant())
  })
  return ok({ caseId })
}
