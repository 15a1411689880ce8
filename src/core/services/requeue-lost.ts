import type { CaseState } from '#core/domain/case-state.ts'
import { declaredSubjects } from '#core/domain/declared-data.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { Job, JobKind } from '#core/domain/job.ts'
import type { Desk } from './desk.ts'
import { enqueue } from './enqueue.ts'

type RequeueDeps = Pick<Desk, 'stores' | 'clock' | 'random'>

interface Owed {
  readonly kind: JobKind
  readonly content?: ContentHash
  /** Whether a job that is over also counts: where the log holds no answer of the gateway, the job is the only word of it. */
  readonly doneCounts: boolean
}

const isOver = ({ state }: Job): boolean => state === 'done' || state === 'cancelled'

/** What was declared is checked before it is sent, once; what waits to be sent waits behind its check. */
function requestOwed(deps: RequeueDeps, state: CaseState): readonly Owed[] {
  if (deps.stores.jobs.ofCase(state.caseId).some((job) => job.kind === 'submitRequest' && !isOver(job))) return []
  const definition = deps.stores.settings.definition(state.serviceId, state.serviceVersion)
  const isDeclared = definition !== undefined && state.request !== undefined && declaredSubjects(state.request, definition).length > 0
  return [...(isDeclared ? [{ kind: 'checkDeclared' as const, doneCounts: true }] : []), { kind: 'submitRequest', doneCounts: false }]
}

/** What the log of a case says the gateway has yet to get. */
function owedBy(deps: RequeueDeps, state: CaseState): readonly Owed[] {
  const { stores } = deps
  if (state.stage === 'queued') return requestOwed(deps, state)
  if (state.side === 'centre')
    return state.emails.filter(({ sent }) => !sent).map(({ cms }) => ({ kind: 'emailResult', content: cms, doneCounts: true }))
  const events = stores.cases.actions(state.caseId).map(({ event }) => event)
  const { procedure } = stores.settings.definition(state.serviceId, state.serviceVersion) ?? {}
  const { intermediate, resultCms, resultDelivered } = state
  const owed: Owed[] = []
  if (events.some(({ kind }) => kind === 'accepted')) owed.push({ kind: 'deliverAcceptance', doneCounts: true })
  if (events.some((event) => event.kind === 'deadlineExtended' && event.days !== undefined))
    owed.push({ kind: 'deliverExtension', doneCounts: true })
  if (intermediate !== undefined && !intermediate.delivered)
    owed.push({ kind: 'deliverResult', content: intermediate.cms, doneCounts: false })
  if (resultCms !== undefined && !resultDelivered && (procedure === 'direct' || state.dispatched))
    owed.push({ kind: 'deliverResult', content: resultCms, doneCounts: false })
  return owed
}

/**
 * After a recovery: every case that owes the gateway something has a live job for it again. What the gateway has already it knows by the case and
 * the signature's hash, so a second delivery changes nothing. A letter that nobody confirmed is sent again: twice is better than never.
 * @returns the number of jobs written
 */
export function requeueLost(deps: RequeueDeps): number {
  const { cases, jobs } = deps.stores
  const open = cases.search({ text: '', stages: ['queued', 'inWork', 'completed', 'handedOut'], limit: Number.MAX_SAFE_INTEGER })
  return deps.stores.transaction(() => {
    let written = 0
    for (const { caseId } of open) {
      const state = cases.state(caseId)
      if (state === undefined) continue
      const known = jobs.ofCase(caseId)
      for (const { kind, content, doneCounts } of owedBy(deps, state)) {
        const has = known.some(
          (job) => job.kind === kind && (content === undefined || job.content === content) && (doneCounts || !isOver(job)),
        )
        if (has) continue
        enqueue(deps, kind, caseId, content)
        written += 1
      }
    }
    return written
  })
}
