import { mayFollow } from '#core/domain/case-state.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import { type Desk, systemActor } from '#core/services/desk.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { record, type RecordDeps } from '#core/services/record.ts'

type ExtendDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'signing' | 'notices'>

const waitsFor = (service: string): JobOutcome => ({ kind: 'retry', fault: { tag: 'signature/authorityAway', data: { service } } })

/**
 * Has the signature made to last, once it is where it was to go: until then the network that a time stamp needs is not there either, and a queue held up
 * by an outage is not made twice as long. Call inside the transaction of the delivery.
 */
export function extendLater(deps: Pick<Desk, 'stores' | 'clock' | 'random'>, caseId: CaseId, cms: ContentHash): void {
  const known = deps.stores.jobs.ofCase(caseId).some((job) => job.kind === 'extendSignature' && job.content === cms)
  if (!known) enqueue(deps, 'extendSignature', caseId, cms)
}

/**
 * Time stamp, then revocation values: CAdES-B-T as soon as there is a stamp, B-LT when every answer is inside. What was sent stays what was signed; the longer
 * form is a document of its own.
 */
export async function extendSignature(deps: ExtendDeps, { caseId, content: cms }: Job): Promise<JobOutcome> {
  const state = deps.stores.cases.state(caseId)
  if (state === undefined || cms === undefined) return { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }
  const known = state.extensions?.find((extension) => extension.cms === cms)
  if (known?.level === 'CAdES-B-LT' || !mayFollow(state.stage, 'signatureExtended')) return { kind: 'done' }
  const bytes = await deps.documents.get(known?.extended ?? cms)
  if (!bytes.ok) return { kind: 'needsOperator', fault: { tag: bytes.error.tag, data: {} } }
  const answer = await deps.signing.extend(bytes.value)
  if (!answer.ok)
    return answer.error.tag === 'signature/authorityAway'
      ? waitsFor(answer.error.service)
      : // Revoked or out of its validity before a stamp could prove otherwise: nothing will ever help it.
        { kind: 'rejected', fault: { tag: answer.error.tag, data: { why: answer.error.why } } }
  const { cms: longer, level, provedAt, stampedNow } = answer.value
  if (known?.level !== level) {
    const stored = await deps.documents.put(longer)
    if (!stored.ok) return { kind: 'retry', fault: { tag: stored.error.tag, data: {} } }
    const clocks = stampedNow ? { deviceAt: deps.deviceInstant() } : {}
    deps.stores.transaction(() => {
      const { stage } = deps.stores.cases.state(caseId) ?? state
      if (mayFollow(stage, 'signatureExtended'))
        record(deps, systemActor(deps), caseId, { kind: 'signatureExtended', cms, extended: stored.value, level, provedAt, ...clocks })
    })
    deps.notices.caseChanged(caseId)
  }
  return level === 'CAdES-B-LT' ? { kind: 'done' } : waitsFor('revocation')
}
