import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import { choicesFor, type Conflict, type ConflictChoice, needsRemark } from '#core/domain/conflict.ts'
import { correctedDraft } from '#core/domain/corrected-draft.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Job } from '#core/domain/job.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk } from './desk.ts'
import { callOff, enqueue } from './enqueue.ts'
import { fittingAnswers } from './fitting-answers.ts'
import { findReceivable } from './open-case.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type DecideDeps = RecordDeps & Pick<Desk, 'stores' | 'notices' | 'workplace'>

export interface DecideConflict {
  readonly caseId: CaseId
  readonly choice: ConflictChoice
  readonly remark: string
}

const isCheck = ({ kind }: Job): boolean => kind === 'checkDeclared' || kind === 'recheckDeclared'

/** The check has had its answer, and what waited for it goes on; a register that was silent is asked again later. */
function goOn({ stores, clock, random }: DecideDeps, { caseId, declaredCheck }: CaseState, { source }: Conflict): void {
  const now = clock.instant()
  for (const job of stores.jobs.ofCase(caseId)) {
    if (job.lastFault?.tag !== 'conflict/found') continue
    const { lastFault: _lastFault, ...rest } = job
    if (isCheck(job) && (job.state === 'stuck' || job.state === 'paused')) stores.jobs.update({ ...rest, state: 'done', finishedAt: now })
    else if (job.state === 'stuck') stores.jobs.update({ ...rest, state: 'ready', nextAt: now })
  }
  if (source !== 'refusal' && (declaredCheck?.unanswered.length ?? 0) > 0) enqueue({ stores, clock, random }, 'recheckDeclared', caseId)
}

/**
 * The draft to go on with, under the version in force where that is what the conflict is about. Otherwise a case keeps the version it began with.
 */
function draftToCorrect(deps: DecideDeps, state: CaseState, conflict: Conflict, choice: ConflictChoice) {
  const kept = deps.stores.drafts.find(state.caseId)
  if (kept === undefined) return err(fault('case/notInStage', 'act', { stage: state.stage }))
  const before = definitionOf(deps, state)
  if (conflict.version === undefined) return ok({ draft: correctedDraft(kept.draft, conflict, choice, before) })
  const receivable = findReceivable(deps, state.serviceId)
  if (!receivable.ok) return receivable
  const { definition } = receivable.value
  const slots = new Set(definition.documents.map(({ id }) => id))
  const draft = {
    ...kept.draft,
    answers: fittingAnswers(definition, before, kept.draft.answers),
    slots: kept.draft.slots.filter(({ slotId }) => slots.has(slotId)),
  }
  return ok({ draft: correctedDraft(draft, conflict, choice, definition), serviceVersion: definition.version })
}

/**
 * Carries out what the operator chose, and writes down what and why. Back at the counter the case keeps its number, and the jobs of the signature that does
 * not count any more are called off in the same transaction.
 */
export function decideConflict(deps: DecideDeps, actor: Actor, { caseId, choice, remark }: DecideConflict) {
  const found = caseFor(deps, caseId, 'conflictDecided')
  if (!found.ok) return found
  const state = found.value
  const { conflict } = state
  const jobs = deps.stores.jobs.ofCase(caseId)
  const isRunning = jobs.some((job) => isCheck(job) && job.state === 'running')
  if (conflict === undefined || isRunning || !choicesFor(conflict, state.stage).includes(choice))
    return err(fault('conflict/gone', 'retry'))
  const said = remark.trim()
  if (needsRemark(choice) && said === '') return err(fault('conflict/remarkMissing', 'act'))
  const decided = { kind: 'conflictDecided' as const, choice, ...(said === '' ? {} : { remark: said }) }

  if (choice === 'keep') {
    deps.stores.transaction(() => {
      record(deps, actor, caseId, decided)
      goOn(deps, state, conflict)
    })
  } else if (choice === 'cancel') {
    deps.stores.transaction(() => {
      record(deps, actor, caseId, decided)
      record(deps, actor, caseId, { kind: 'cancelled', reason: said })
      deps.stores.drafts.remove(caseId)
      callOff(deps, jobs)
    })
  } else {
    const corrected = draftToCorrect(deps, state, conflict, choice)
    if (!corrected.ok) return corrected
    const { draft, ...version } = corrected.value
    deps.stores.transaction(() => {
      record(deps, actor, caseId, { ...decided, ...version })
      deps.stores.drafts.save(caseId, draft, deps.clock.instant())
      callOff(deps, jobs)
    })
  }
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  return ok({})
}
