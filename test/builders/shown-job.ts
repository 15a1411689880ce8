import type { OutputOf } from '#core/contract/client.ts'
import type { CaseId, JobId } from '#core/domain/ids.ts'

type ShownJob = OutputOf<'outbox/list'>['jobs'][number]

/** An item as the page gets it: a request that waits, never tried. */
export const shownJob = (id: string, over: Partial<Omit<ShownJob, 'id' | 'caseId'>> & { readonly caseId?: string } = {}): ShownJob => {
  const { caseId = `case of ${id}`, ...rest } = over
  return {
    id: id as JobId,
    kind: 'submitRequest',
    state: 'ready',
    priority: 'desk',
    attempts: 0,
    createdAt: '2026-11-22T10:00:00.000Z',
    nextAt: '2026-11-22T10:00:00.000Z',
    ...rest,
    caseId: caseId as CaseId,
  }
}
