import { assertNever } from '#core/base/assert-never.ts'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { readJson } from '#core/domain/canonical.ts'
import { CarrierProof } from '#core/domain/carrier.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import type { Gateway, GatewayFault } from '#core/ports/gateway.ts'
import { believedGateway } from '#core/services/verify-acknowledgement.ts'
import type { Desk } from '#core/services/desk.ts'
import { type HandlerDeps, jobHandlers } from './handlers.ts'
import { ended } from './job-transitions.ts'

type ProofDeps = HandlerDeps & Pick<Desk, 'signing'> & { readonly outboxChanged: () => void }
type Proved = CarrierProof['items'][number]

const silent = err(fault('gateway/unavailable', 'retry', { why: 'noConnection' as const }))

/** A gateway that says to one item what the proof says it said. What the proof does not tell is silence. */
function provedGateway(gateway: Gateway, { answer, refusal }: Proved): Gateway {
  const said = <T>(value: T | undefined): Promise<Result<T, GatewayFault>> => {
    if (refusal !== undefined) return Promise.resolve(err(fault('gateway/refused', 'act', refusal)))
    return Promise.resolve(value === undefined ? silent : ok(value))
  }
  const { acknowledgement, at, number, registeredAt, deadline } = answer ?? {}
  const taken = acknowledgement === undefined || at === undefined ? undefined : { acknowledgement, at }
  const registered =
    acknowledgement === undefined || number === undefined || registeredAt === undefined || deadline === undefined
      ? undefined
      : { acknowledgement, number, registeredAt, deadline }
  return {
    ...gateway,
    upload: () => Promise.resolve(ok()),
    submit: () => said(registered),
    acceptance: () => said(taken),
    result: () => said(taken),
    extension: () => said(taken === undefined || deadline === undefined ? undefined : { ...taken, deadline }),
    email: () => said(taken),
  }
}

/** Only what settles a job changes it: what may still pass stays where it is in the queue. */
function close(deps: ProofDeps, id: Job['id'], outcome: JobOutcome): 'done' | 'refused' | 'waiting' {
  const job = deps.stores.jobs.find(id)
  switch (outcome.kind) {
    case 'retry':
      return 'waiting'
    case 'done':
    case 'rejected':
    case 'needsOperator':
      // What this desk itself holds up is not the gateway's word: it waits for the operator as before.
      if (outcome.kind === 'needsOperator' && outcome.fault.tag !== 'gateway/refused') return 'waiting'
      // A run under way ends by itself, with the same answer.
      if (job !== undefined && job.state !== 'running')
        deps.stores.jobs.update(ended(job, outcome, { now: deps.clock.now(), chance: 0, gatewayAway: false }))
      return outcome.kind === 'done' ? 'done' : 'refused'
    default:
      return assertNever(outcome)
  }
}

const isOver = (job: Job): boolean => job.state === 'done' || job.state === 'cancelled' || job.state === 'rejected'

/**
 * Closes what a carrier brought to the gateway, each item by the very handler that would have taken the answer from the wire. Twice is harmless: what is closed
 * stays closed. `proof/…` faults change nothing.
 */
export async function takeCarrierProof(deps: ProofDeps, cms: Uint8Array) {
  const { report, content } = await deps.signing.verify(cms, deps.gatewayInstant() ?? deps.clock.instant(), { roles: ['system'] })
  if (!report.accepted || content === undefined) return err(fault('proof/badSignature', 'act'))
  const proof = CarrierProof.safeParse(readJson(content))
  if (!proof.success) return err(fault('proof/unreadable', 'support'))
  if (proof.data.workplaceId !== deps.workplace.id) return err(fault('proof/otherWorkplace', 'act'))
  const told = { done: 0, refused: 0, waiting: 0 }
  for (const item of proof.data.items) {
    const job = deps.stores.jobs.ofCase(item.caseId).find((candidate) => candidate.idempotencyKey === item.idempotencyKey)
    if (job === undefined || isOver(job)) {
      told[job?.state === 'rejected' ? 'refused' : 'done'] += 1
      continue
    }
    const gateway = believedGateway(provedGateway(deps.gateway, item), deps)
    const outcome = await jobHandlers({ ...deps, gateway })[job.kind](job, () => {}, new Abort())
    told[close(deps, job.id, outcome)] += 1
  }
  deps.outboxChanged()
  return ok(told)
}
