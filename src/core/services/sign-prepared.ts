import { fault, type Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { almatyDate, deadlineOf } from '#core/domain/calendar.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import { declaredSubjects } from '#core/domain/declared-data.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { JobKind } from '#core/domain/job.ts'
import { providerDeeds } from '#core/domain/provider-procedure.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import { termFor } from '#core/domain/service.ts'
import type { SignatureReport } from '#core/domain/signature.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Desk, Session } from './desk.ts'
import { enqueue } from './enqueue.ts'
import type { Preparation } from './preparation.ts'
import { caseFor, definitionOf, record, type RecordDeps } from './record.ts'
import { signBytes, type SignedBytes, type SigningKey } from './sign-bytes.ts'

type SignDeps = RecordDeps & Pick<Desk, 'workplace' | 'stores' | 'documents' | 'signing' | 'preparations' | 'notices'>

interface Signed {
  readonly event: CaseEvent
  /** What carries it out, in this order; none where the chancellery sends it later. */
  readonly jobs: readonly JobKind[]
}

function resultSigned(deps: SignDeps, content: ResultDocument, cms: ContentHash, report: SignatureReport): Signed {
  const { outcome } = content.decision
  const event: CaseEvent = { kind: 'resultSigned', cms, outcome, report }
  const { procedure } = definitionOf(deps, { serviceId: content.service.id, serviceVersion: content.service.version })
  return { event, jobs: procedure === 'direct' || outcome === 'intermediate' ? ['deliverResult'] : [] }
}

function requestSigned(deps: SignDeps, content: ServiceRequest, cms: ContentHash, report: SignatureReport): Signed {
  const calendar = deps.stores.settings.calendar()
  const definition = definitionOf(deps, { serviceId: content.service.id, serviceVersion: content.service.version })
  const today = almatyDate(deps.clock.instant())
  const expected = calendar === undefined ? undefined : deadlineOf(calendar, termFor(definition, content.channel), today)
  const { provisionalNumber } = content
  return {
    event: { kind: 'requestSigned', request: content, cms, report, provisionalNumber, ...(expected === undefined ? {} : { expected }) },
    // What was declared is checked before anything is sent.
    jobs: declaredSubjects(content, definition).length > 0 ? ['checkDeclared', 'submitRequest'] : ['submitRequest'],
  }
}

/** The case, if this may be signed for it now: a result also only by whom the procedure lets sign. */
function caseToSign(deps: SignDeps, session: Session, { purpose, content }: Preparation) {
  const found = caseFor(deps, content.caseId, purpose === 'request' ? 'requestSigned' : 'resultSigned')
  if (!found.ok || purpose === 'request') return found
  // Another window may have sent the draft back meanwhile.
  const deeds = providerDeeds(definitionOf(deps, found.value), found.value, session.staff)
  return deeds.includes('sign') ? found : err(fault('case/notInStage', 'act', { stage: found.value.stage }))
}

export interface SignPrepared extends SigningKey {
  readonly preparationId: string
}

/** Signs with a certificate of a token what was shown, and writes it down. */
export const signPrepared = (
  deps: SignDeps & Pick<Desk, 'token'>,
  session: Session,
  actor: Actor,
  input: SignPrepared,
  signal: AbortSignalLike,
) =>
  signPreparedBy(deps, session, actor, input.preparationId, ({ purpose, bytes }) => signBytes(deps, session, purpose, bytes, input, signal))

/**
 * Has exactly what was shown signed (CAdES-B-B) and writes action and job in one transaction.
 * Until that commit nothing has happened: a token that dies, a wrong PIN, a full disk leave the draft as it was.
 * @param sign gives the signature only verified, as the gateway will verify it
 */
export async function signPreparedBy<F extends Fault>(
  deps: SignDeps,
  session: Session,
  actor: Actor,
  preparationId: string,
  sign: (preparation: Preparation) => Promise<Result<SignedBytes, F>>,
) {
  const preparation = deps.preparations.get(preparationId)
  if (preparation === undefined || preparation.staffId !== session.staff.staffId) return err(fault('signing/preparationGone', 'retry'))
  const { caseId } = preparation.content
  const before = caseToSign(deps, session, preparation)
  if (!before.ok) return before
  const signed = await sign(preparation)
  if (!signed.ok) return signed
  const { cms, report, revocation } = signed.value
  const stored = await deps.documents.put(cms)
  if (!stored.ok) return stored
  // The signature took seconds: another window may have ended the case meanwhile.
  const after = caseToSign(deps, session, preparation)
  if (!after.ok) return after
  const { event, jobs } =
    preparation.purpose === 'request'
      ? requestSigned(deps, preparation.content, stored.value, report)
      : resultSigned(deps, preparation.content, stored.value, report)
  deps.stores.transaction(() => {
    record(deps, actor, caseId, event)
    for (const job of jobs) enqueue(deps, job, caseId, job === 'deliverResult' ? stored.value : undefined)
  })
  deps.preparations.delete(preparation.preparationId)
  deps.notices.caseChanged(caseId)
  if (jobs.length > 0) deps.notices.queued()
  const provisional = preparation.purpose === 'request' ? { provisionalNumber: preparation.content.provisionalNumber } : {}
  return ok({
    caseId,
    ...provisional,
    revocation: revocation.state === 'good' ? ('good' as const) : ('unknown' as const),
  })
}
