import { fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate, deadlineOf } from '#core/domain/calendar.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId, ContentHash, JobId } from '#core/domain/ids.ts'
import type { JobKind } from '#core/domain/job.ts'
import type { SignatureReport } from '#core/domain/signature.ts'
import type { Actor } from '#core/domain/staff.ts'
import { certificateToSign } from './choose-certificate.ts'
import type { Desk, Session } from './desk.ts'
import type { Preparation } from './preparation.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'

type SignDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'token' | 'signing' | 'preparations' | 'notices'>

/** Puts durable work for a case into the queue. Call inside the transaction of the action that causes it. */
export function enqueue(deps: Pick<Desk, 'stores' | 'clock' | 'random'>, kind: JobKind, caseId: CaseId): void {
  const now = deps.clock.instant()
  deps.stores.jobs.add({
    id: deps.random.uuid() as JobId,
    kind,
    caseId,
    idempotencyKey: deps.random.uuid(),
    state: 'ready',
    attempts: 0,
    createdAt: now,
    nextAt: now,
  })
}

function signedEvent(
  deps: SignDeps,
  preparation: Preparation,
  cms: ContentHash,
  report: SignatureReport,
): { readonly event: CaseEvent; readonly job: JobKind } {
  if (preparation.purpose === 'result')
    return { event: { kind: 'resultSigned', cms, outcome: preparation.content.decision.outcome, report }, job: 'deliverResult' }
  const { content } = preparation
  const calendar = deps.stores.settings.calendar()
  const { rule } = definitionOf(deps, { serviceId: content.service.id, serviceVersion: content.service.version }).term
  const expected = calendar === undefined ? undefined : deadlineOf(calendar, rule, almatyDate(deps.clock.instant()))
  return {
    event: {
      kind: 'requestSigned',
      request: content,
      cms,
      report,
      provisionalNumber: content.provisionalNumber,
      ...(expected === undefined ? {} : { expected }),
    },
    job: 'submitRequest',
  }
}

export interface SignPrepared {
  readonly preparationId: string
  readonly certificateId: string
  /** Under which the page left the PIN. */
  readonly ticket: string
}

/**
 * Signs exactly what was shown (CAdES-B-B), verifies the signature as the gateway will, and writes action and job in one transaction.
 * Until that commit nothing has happened: a token that dies, a wrong PIN, a full disk leave the draft as it was.
 */
export async function signPrepared(deps: SignDeps, session: Session, actor: Actor, input: SignPrepared, signal: AbortSignalLike) {
  const preparation = deps.preparations.get(input.preparationId)
  if (preparation === undefined || preparation.staffId !== session.staff.staffId) return err(fault('signing/preparationGone', 'retry'))
  const { caseId } = preparation.content
  const kind = preparation.purpose === 'request' ? 'requestSigned' : 'resultSigned'
  const before = caseFor(deps, caseId, kind)
  if (!before.ok) return before
  const use = { purpose: preparation.purpose, at: deps.clock.instant(), iin: session.staff.iin, bins: [deps.workplace.bin] }
  const chosen = await certificateToSign(deps, input.certificateId, use)
  if (!chosen.ok) return chosen
  const { certificate, revocation } = chosen.value
  const { toBeSigned, finish } = deps.signing.prepare(preparation.bytes, certificate.der, certificate.keyType, deps.clock.instant())
  const signature = await deps.token.sign({ certificateId: input.certificateId, ticket: input.ticket, toBeSigned }, signal)
  if (!signature.ok) return signature
  const cms = finish(signature.value)
  const { report } = await deps.signing.verify(cms, deps.clock.instant(), { iin: session.staff.iin, bin: deps.workplace.bin })
  if (!report.accepted || report.contentHash !== hashOf(preparation.bytes))
    return err(fault('signing/notVerified', 'support', { problems: [...report.problems] }))
  const stored = await deps.documents.put(cms)
  if (!stored.ok) return stored
  // The token took seconds: another window may have ended the case meanwhile.
  const after = caseFor(deps, caseId, kind)
  if (!after.ok) return after
  const { event, job } = signedEvent(deps, preparation, stored.value, report)
  deps.stores.transaction(() => {
    record(deps, actor, caseId, event)
    enqueue(deps, job, caseId)
  })
  deps.preparations.delete(preparation.preparationId)
  deps.notices.caseChanged(caseId)
  deps.notices.queued()
  const provisional = preparation.purpose === 'request' ? { provisionalNumber: preparation.content.provisionalNumber } : {}
  return ok({
    caseId,
    ...provisional,
    revocation: revocation.state === 'good' ? ('good' as const) : ('unknown' as const),
  })
}
