import { randomUUID } from 'node:crypto'
import type { CaseId, JobId } from '#core/domain/ids.ts'
import type { Job } from '#core/domain/job.ts'

export const newJob = (over: Partial<Job> = {}): Job => ({
  id: randomUUID() as JobId,
  kind: 'submitRequest',
  caseId: randomUUID() as CaseId,
  idempotencyKey: randomUUID(),
  state: 'ready',
  priority: 'desk',
  attempts: 0,
  createdAt: '2026-11-20T05:00:00.000Z',
  nextAt: '2026-11-20T05:00:00.000Z',
  ...over,
})
