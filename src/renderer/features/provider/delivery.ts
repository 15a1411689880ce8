import type { CaseView } from '#core/contract/views.ts'

/** Did it leave? Delivered, waiting its turn, or stuck: said plainly. */
export type Delivery = 'delivered' | 'queued' | 'stuck'

export function deliveryOf(view: Pick<CaseView, 'resultDelivered' | 'jobs'>): Delivery {
  if (view.resultDelivered) return 'delivered'
  const stuck = view.jobs.some((job) => job.kind === 'deliverResult' && (job.state === 'stuck' || job.state === 'rejected'))
  return stuck ? 'stuck' : 'queued'
}
