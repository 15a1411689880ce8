import type { CaseView } from '#core/contract/views.ts'

/** Did it leave? Delivered, waiting for the chancellery, waiting its turn, or stuck: said plainly. */
export type Delivery = 'delivered' | 'toDispatch' | 'queued' | 'stuck'

/** @param byChancellery the service's procedure has the chancellery send the result */
export function deliveryOf(view: Pick<CaseView, 'resultDelivered' | 'dispatched' | 'jobs'>, byChancellery: boolean): Delivery {
  if (view.resultDelivered) return 'delivered'
  if (byChancellery && !view.dispatched) return 'toDispatch'
  const stuck = view.jobs.some((job) => job.kind === 'deliverResult' && (job.state === 'stuck' || job.state === 'rejected'))
  return stuck ? 'stuck' : 'queued'
}

/** How far the intermediate paper has come. */
export const paperStateOf = ({
  delivered,
  handedOut,
}: Pick<NonNullable<CaseView['intermediate']>, 'delivered' | 'handedOut'>): 'queued' | 'delivered' | 'handedOut' =>
  handedOut ? 'handedOut' : delivered ? 'delivered' : 'queued'
