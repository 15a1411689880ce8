import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Bin, Iin } from '#core/domain/iin.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { Role } from '#core/domain/staff.ts'
import { documentOf } from '#core/services/compose-result.ts'
import { actorOf } from './actors.ts'
import type { ProviderCase } from './provider-cases.ts'

const frozen = <Content>(content: Content) => {
  const bytes = canonicalBytes(content)
  return { preparationId: crypto.randomUUID(), content, digest: hashOf(bytes), bytes: bytes.length }
}

export const preparedRequest = (content: ServiceRequest) => ({ purpose: 'request' as const, ...frozen(content) })

/** The result as the core composes it. */
export function preparedResult(caseId: CaseId, { definition, log }: ProviderCase, decision: Decision, role: Role) {
  const { request, number, registeredAt } = foldCase(log)
  if (request === undefined || number === undefined || registeredAt === undefined) throw new Error('An arrived case has its request')
  const head = actorOf('head').fullName
  const document = documentOf({ caseId, definition, request, number, registeredAt }, decision, {
    bin: definition.provider.bin as Bin,
    signer: { iin: '850312440018' as Iin, fullName: actorOf(role).fullName, role },
    headName: head,
    at: new Date().toISOString(),
  })
  if (!document.ok) return err(fault('signing/incomplete', 'act', { fields: [...document.error.fields] })) as never
  return ok({ purpose: 'result' as const, ...frozen(document.value) })
}
