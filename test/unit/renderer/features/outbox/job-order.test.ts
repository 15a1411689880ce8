import { describe, expect, it } from 'vitest'
import type { CaseId, JobId } from '#core/domain/ids.ts'
import { countsOf, orderedJobs, type ShownJob } from '#renderer/features/outbox/job-order.ts'

const job = (id: string, state: ShownJob['state'], createdAt: string): ShownJob => ({
  id: id as JobId,
  kind: 'submitRequest',
  caseId: 'c' as CaseId,
  state,
  priority: 'desk',
  attempts: 0,
  createdAt,
  nextAt: createdAt,
})
const jobs = [
  job('done-old', 'done', '2026-11-20T10:00:00.000Z'),
  job('ready-new', 'ready', '2026-11-22T10:00:00.000Z'),
  job('rejected', 'rejected', '2026-11-22T09:00:00.000Z'),
  job('done-new', 'done', '2026-11-21T10:00:00.000Z'),
  job('ready-old', 'ready', '2026-11-21T10:00:00.000Z'),
  job('stuck', 'stuck', '2026-11-22T10:00:00.000Z'),
  job('running', 'running', '2026-11-22T10:00:00.000Z'),
]

describe('the outbox', () => {
  it('shows what needs a person first and what is over last', () => {
    expect(orderedJobs(jobs).map((one) => one.id)).toEqual([
      'stuck',
      'rejected',
      'running',
      'ready-old',
      'ready-new',
      'done-new',
      'done-old',
    ])
  })

  it('counts what waits and what needs a person', () => {
    expect(countsOf(jobs)).toEqual({ waiting: 3, stuck: 2 })
  })
})
