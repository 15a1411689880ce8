import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseState } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { type Decision, ResultDocument } from '#core/domain/result-document.ts'
import type { AnswerValue, Answers, BlankField, ServiceDefinition } from '#core/domain/service.ts'
import type { Role } from '#core/domain/staff.ts'
import type { Desk, Session } from './desk.ts'
import { keepPreparation } from './preparation.ts'
import { caseFor, definitionOf } from './record.ts'

type ComposeDeps = Pick<Desk, 'workplace' | 'stores' | 'clock' | 'random' | 'preparations'>

const positions: Readonly<Partial<Record<Role, { kk: string; ru: string }>>> = {
  head: { kk: 'Бөлім бастығы', ru: 'Начальник отдела' },
  executor: { kk: 'Маман', ru: 'Специалист' },
  chancellery: { kk: 'Кеңсе қызметкері', ru: 'Сотрудник канцелярии' },
}

const isEmpty = (value: AnswerValue | undefined): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.kk.trim() === '' || value.ru.trim() === '')

function systemValue(
  field: BlankField,
  definition: ServiceDefinition,
  state: CaseState,
  session: Session,
  headName: string,
): AnswerValue | undefined {
  const { request } = state
  switch (field.from) {
    case undefined:
      return undefined
    case 'applicant.fullName':
      return request === undefined ? undefined : fullNameOf(request.applicant.name)
    case 'applicant.iin':
      return request?.applicant.iin
    case 'form.presentedTo':
      return request?.answers['presentedTo']
    case 'system.headName':
      return headName
    case 'system.signerName':
      return session.staff.fullName
    case 'system.applicationDate':
      return state.registeredAt === undefined ? undefined : almatyDate(state.registeredAt)
    case 'system.department':
      return definition.provider.department
    case 'system.region':
      return definition.region
  }
}

/** The result that would be signed now. `signing/incomplete` names the fields of the blank without a value. */
export function composeResult(deps: ComposeDeps, session: Session, caseId: CaseId, decision: Decision) {
  const found = caseFor(deps, caseId, 'resultSigned')
  if (!found.ok) return found
  const state = found.value
  const { request, requestCms, number, registeredAt } = state
  if (request === undefined || requestCms === undefined || number === undefined || registeredAt === undefined)
    throw new Error('An arrived case has its request')
  const definition = definitionOf(deps, state)
  const form = definition.results.positive
  const headName = session.staff.role === 'head' ? session.staff.fullName : (deps.workplace.headName ?? session.staff.fullName)
  const typed = decision.outcome === 'positive' ? decision.fields : {}
  const fields: Answers = {}
  const missing: string[] = []
  if (decision.outcome === 'positive') {
    for (const field of form.fields) {
      const value =
        field.source === 'provider' && field.from === undefined ? typed[field.id] : systemValue(field, definition, state, session, headName)
      if (isEmpty(value)) {
        if (field.required) missing.push(`fields.${field.id}`)
      } else if (value !== undefined) fields[field.id] = value
    }
  } else if (decision.groundIds.some((id) => !definition.refusalGrounds.some((ground) => ground.id === id))) missing.push('groundIds')
  if (missing.length > 0) return err(fault('signing/incomplete', 'act', { fields: missing }))
  const grounds =
    decision.outcome === 'refusal'
      ? definition.refusalGrounds.filter((ground) => decision.groundIds.includes(ground.id)).map(({ id, text }) => ({ id, text }))
      : []
  const document: ResultDocument = ResultDocument.parse({
    schema: 'tereze.result/1',
    caseId,
    number,
    service: { id: definition.id, version: definition.version, name: definition.name },
    applicant: { iin: request.applicant.iin, fullName: fullNameOf(request.applicant.name) },
    requestHash: hashOf(canonicalBytes(request)),
    requestedOn: almatyDate(registeredAt),
    provider: {
      bin: deps.workplace.bin,
      name: definition.provider.name,
      department: definition.provider.department,
      region: definition.region,
    },
    decision,
    fields,
    grounds,
    signedBy: { iin: session.staff.iin, fullName: session.staff.fullName, position: positions[session.staff.role] ?? positions.executor },
    composedAt: deps.clock.instant(),
  })
  return ok({ document, definition })
}

export function prepareResult(deps: ComposeDeps, session: Session, caseId: CaseId, decision: Decision) {
  const composed = composeResult(deps, session, caseId, decision)
  if (!composed.ok) return composed
  return ok(keepPreparation(deps, session.staff.staffId, { purpose: 'result', content: composed.value.document }))
}
