import { mayFollow, type CaseState } from '#core/domain/case-state.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { type Conflict, contradicts, type DeclaredSubject, type VersionConflict } from '#core/domain/conflict.ts'
import { checkDeclaredData } from '#core/domain/declared-check.ts'
import { declaredSubjects } from '#core/domain/declared-data.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { GatewayFault } from '#core/ports/gateway.ts'
import { type Desk, systemActor } from '#core/services/desk.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { definitionOf, record, type RecordDeps } from '#core/services/record.ts'
import { outcomeOf } from './outcome.ts'

type CheckDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'gateway' | 'notices'>
type SignedState = CaseState & { readonly request: ServiceRequest; readonly requestCms: ContentHash }

const done: JobOutcome = { kind: 'done' }
/** The request waits for the operator's choice. */
export const conflictFound: JobOutcome = { kind: 'needsOperator', fault: { tag: 'conflict/found', data: {} } }

const isSigned = (state: CaseState | undefined): state is SignedState => state?.request !== undefined && state.requestCms !== undefined

const definitionFor = (deps: CheckDeps, { service }: ServiceRequest) =>
  definitionOf(deps, { serviceId: service.id, serviceVersion: service.version })

/** Who is still to be asked about; nobody where this check has had its answer. */
function openSubjects(deps: CheckDeps, { kind }: Job, { request, declaredCheck }: SignedState): readonly DeclaredSubject[] {
  if (kind === 'recheckDeclared') return declaredCheck?.unanswered ?? []
  return declaredCheck === undefined ? declaredSubjects(request, definitionFor(deps, request)) : []
}

/** The gateway would not check this request at all: whether it is sound, it says at the submission. */
const wouldNotCheck = (failure: GatewayFault): boolean =>
  failure.tag === 'gateway/refused' && failure.code !== 'unavailable' && failure.code !== 'unauthorised'

function versionConflict(
  request: ServiceRequest,
  { accepted, inForce }: { readonly accepted: boolean; readonly inForce?: string | undefined },
) {
  const signed = request.service.version
  if (inForce === signed) return undefined
  const conflict: VersionConflict = { signed, accepted, ...(inForce === undefined ? {} : { inForce }) }
  return conflict
}

/** Writes down what came of it, unless the case went another way while the gateway was asked. @returns whether it was written */
function note(deps: CheckDeps, { caseId, kind }: Job, asked: SignedState, event: CaseEvent): boolean {
  const noted = deps.stores.transaction(() => {
    const now = deps.stores.cases.state(caseId)
    if (now === undefined || now.requestCms !== asked.requestCms || !mayFollow(now.stage, event.kind)) return false
    record(deps, systemActor(deps), caseId, event)
    if (kind === 'checkDeclared' && event.kind === 'declaredChecked' && event.unanswered.length > 0)
      enqueue(deps, 'recheckDeclared', caseId)
    return true
  })
  if (noted) deps.notices.caseChanged(caseId)
  return noted
}

/**
 * Asks what the registers say now of the data declared at the counter. A contradiction holds the request up for the operator; a register that stays silent
 * does not: the request goes on, and the check comes again after it.
 */
export async function checkDeclared(deps: CheckDeps, job: Job): Promise<JobOutcome> {
  const state = deps.stores.cases.state(job.caseId)
  if (!isSigned(state)) return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  if (state.conflict !== undefined) return conflictFound
  if (!mayFollow(state.stage, 'conflictFound')) return done
  const open = openSubjects(deps, job, state)
  if (open.length === 0) return done
  const cms = await deps.documents.get(state.requestCms)
  if (!cms.ok) return { kind: 'needsOperator', fault: { tag: cms.error.tag, data: {} } }

  const answer = await deps.gateway.check(job.caseId, cms.value)
  const isFirst = job.kind === 'checkDeclared'
  if (!answer.ok) {
    if (!wouldNotCheck(answer.error)) return outcomeOf(answer.error)
    if (isFirst) note(deps, job, state, { kind: 'declaredChecked', findings: [], unanswered: [...open] })
    return done
  }

  const { request } = state
  const checked = checkDeclaredData(request, definitionFor(deps, request), answer.value.registers)
  const findings = checked.findings.filter(({ subject }) => open.includes(subject))
  const unanswered = checked.unanswered.filter((subject) => open.includes(subject))
  // It may have reached the gateway another way before it was checked; registered, its version is the gateway's business.
  const isUnsent = state.stage === 'queued'
  const version = isUnsent ? versionConflict(request, answer.value.catalogue) : undefined
  if (version !== undefined || findings.some(contradicts)) {
    const conflict: Conflict = { source: isUnsent ? 'check' : 'recheck', findings, ...(version === undefined ? {} : { version }) }
    return note(deps, job, state, { kind: 'conflictFound', conflict, unanswered }) ? conflictFound : done
  }
  if (isFirst || findings.length > 0) note(deps, job, state, { kind: 'declaredChecked', findings, unanswered })
  if (isFirst || unanswered.length === 0) return done
  return { kind: 'retry', fault: { tag: 'conflict/registersSilent', data: {} } }
}
