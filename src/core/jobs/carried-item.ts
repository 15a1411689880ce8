import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { CarriedContent, CarrierItem } from '#core/domain/carrier.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { type HandlerDeps, jobHandlers } from './handlers.ts'

const named = (content: Uint8Array): CarriedContent => ({ sha256: hashOf(content), bytes: content.length })

/** What a job would send now, found by running it against a gateway that writes down what it is told and then falls silent. */
export async function carriedItem(
  deps: HandlerDeps,
  job: Job,
  signal: AbortSignalLike,
): Promise<{ readonly item: CarrierItem | undefined; readonly outcome: JobOutcome }> {
  const documents: CarriedContent[] = []
  let item: CarrierItem | undefined
  const silent = err(fault('gateway/unavailable', 'retry', { why: 'noConnection' as const }))
  const note = (found: CarrierItem) => {
    item = found
    return Promise.resolve(silent)
  }
  const gateway: Gateway = {
    ...deps.gateway,
    upload: (_hash, content) => {
      documents.push(named(content))
      return Promise.resolve(ok())
    },
    // A check is of the registers, which no carrier reaches: it stays in the queue and holds up nothing.
    check: () => Promise.resolve(silent),
    submit: (idempotencyKey, caseId, cms) => note({ kind: 'submitRequest', idempotencyKey, caseId, cms: named(cms), documents }),
    acceptance: (idempotencyKey, caseId, body) => note({ kind: 'deliverAcceptance', idempotencyKey, caseId, ...body }),
    result: (idempotencyKey, caseId, cms) => note({ kind: 'deliverResult', idempotencyKey, caseId, cms: named(cms) }),
    extension: (idempotencyKey, caseId, body) => note({ kind: 'deliverExtension', idempotencyKey, caseId, ...body }),
    email: (idempotencyKey, caseId, { pdf, ...body }) => note({ kind: 'emailResult', idempotencyKey, caseId, ...body, pdf: named(pdf) }),
  }
  const outcome = await jobHandlers({ ...deps, gateway })[job.kind](job, () => {}, signal)
  return { item, outcome }
}
