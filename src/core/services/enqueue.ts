import type { CaseId, ContentHash, JobId } from '#core/domain/ids.ts'
import { besideTheOutbox, type Job, type JobKind, type JobPriority, type JobState } from '#core/domain/job.ts'
import type { Desk } from './desk.ts'

/** Somebody stands at the desk and waits for a number; the rest goes its ordinary course. While the gateway is away the queue puts both back. */
const awaited: readonly JobKind[] = ['checkDeclared', 'submitRequest']
const priorityOf = (kind: JobKind): JobPriority => {
  if (kind === besideTheOutbox) return 'backlog'
  return awaited.includes(kind) ? 'counter' : 'desk'
}

/**
 * Puts durable work for a case into the queue. Call inside the transaction of the action that causes it.
 * @param content the signature that it delivers, where a case can have several
 */
export function enqueue(deps: Pick<Desk, 'stores' | 'clock' | 'random'>, kind: JobKind, caseId: CaseId, content?: ContentHash): void {
  const now = deps.clock.instant()
  deps.stores.jobs.add({
    id: deps.random.uuid() as JobId,
    kind,
    caseId,
    ...(content === undefined ? {} : { content }),
    idempotencyKey: deps.random.uuid(),
    state: 'ready',
    priority: priorityOf(kind),
    attempts: 0,
    createdAt: now,
    nextAt: now,
  })
}

const notBegun: readonly JobState[] = ['ready', 'paused', 'stuck', 'rejected']

/** Closes the jobs that have not begun or have failed; they are kept. One that runs finds by itself what became of its case. */
export function callOff({ stores, clock }: Pick<Desk, 'stores' | 'clock'>, jobs: readonly Job[]): void {
  for (const job of jobs) if (notBegun.includes(job.state)) stores.jobs.update({ ...job, state: 'cancelled', finishedAt: clock.instant() })
}
