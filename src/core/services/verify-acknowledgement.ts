import { z } from 'zod'
import { fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { Acknowledgement } from '#core/domain/acknowledgement.ts'
import { canonicalHash, hashOf } from '#core/domain/canonical.ts'
import type { Gateway, GatewayFault, GatewayNotBelieved } from '#core/ports/gateway.ts'
import type { Desk } from './desk.ts'

type VerifyDeps = Pick<Desk, 'signing' | 'clock' | 'gatewayInstant'>

/** Whether the gateway (a certificate of role `system`) signed that it took exactly this. */
export async function verifyAcknowledgement(
  deps: VerifyDeps,
  acknowledgement: string,
  taken: Acknowledgement,
): Promise<Result<void, GatewayNotBelieved>> {
  if (!z.base64().safeParse(acknowledgement).success) return err(fault('gateway/notBelieved', 'retry', { why: 'badSignature' }))
  // The gateway's own time where it is known: a device clock that is days wrong must not make its certificate one that is not yet valid.
  const at = deps.gatewayInstant() ?? deps.clock.instant()
  const { report } = await deps.signing.verify(z.util.base64ToUint8Array(acknowledgement), at, { roles: ['system'] })
  if (!report.accepted) return err(fault('gateway/notBelieved', 'retry', { why: 'badSignature' }))
  const isAboutIt = report.contentHash === canonicalHash(Acknowledgement.parse(taken))
  return isAboutIt ? ok() : err(fault('gateway/notBelieved', 'retry', { why: 'aboutAnother' }))
}

/**
 * The same gateway, whose word is believed only where it signed for it: an answer that a message was taken goes through when the acknowledgement with it
 * is about that case, that content and everything else the answer says.
 */
export function believedGateway(gateway: Gateway, deps: VerifyDeps & Pick<Desk, 'stores'>): Gateway {
  const believe = async <Answer extends { readonly acknowledgement: string }>(
    answering: Promise<Result<Answer, GatewayFault | GatewayNotBelieved>>,
    takenOf: (answer: Answer) => Acknowledgement,
  ): Promise<Result<Answer, GatewayFault | GatewayNotBelieved>> => {
    const answer = await answering
    if (!answer.ok) return answer
    const verified = await verifyAcknowledgement(deps, answer.value.acknowledgement, takenOf(answer.value))
    return verified.ok ? answer : verified
  }

  return {
    ...gateway,
    submit: (key, caseId, cms) =>
      believe(gateway.submit(key, caseId, cms), ({ number, deadline, registeredAt }) => ({
        kind: 'request',
        caseId,
        contentHash: hashOf(cms),
        number,
        deadline,
        at: registeredAt,
      })),
    acceptance: (key, caseId, body) =>
      believe(gateway.acceptance(key, caseId, body), ({ at }) => ({
        kind: 'acceptance',
        caseId,
        contentHash: canonicalHash(deps.stores.cases.state(caseId)?.request ?? {}),
        at,
      })),
    result: (key, caseId, cms) =>
      believe(gateway.result(key, caseId, cms), ({ at }) => ({ kind: 'result', caseId, contentHash: hashOf(cms), at })),
    extension: (key, caseId, body) =>
      believe(gateway.extension(key, caseId, body), ({ at, deadline }) => ({
        kind: 'extension',
        caseId,
        contentHash: canonicalHash(body),
        deadline,
        at,
      })),
    email: (key, caseId, body) =>
      believe(gateway.email(key, caseId, body), ({ at }) => ({ kind: 'email', caseId, contentHash: body.resultHash, at })),
  }
}
