import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { formProblems } from '#core/domain/form-problems.ts'
import type { CaseId, DateOnly, Instant } from '#core/domain/ids.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { providerDeeds } from '#core/domain/provider-procedure.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { type Decision, ResultDocument } from '#core/domain/result-document.ts'
import { refusalFormOf, resultFormsFor, type ServiceDefinition } from '#core/domain/service.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import type { Role, StaffMember } from '#core/domain/staff.ts'
import { validUntilOf } from '#core/domain/validity.ts'
import { askableValues, askedValues, type BlankSources, filledValues, lineFacts } from './compose-blank-values.ts'
import type { Desk, Session } from './desk.ts'
import { keepPreparation } from './preparation.ts'
import { caseFor, definitionOf } from './record.ts'

type ComposeDeps = Pick<Desk, 'workplace' | 'stores' | 'clock' | 'random' | 'preparations'>

const positions: Readonly<Partial<Record<Role, { kk: string; ru: string }>>> = {
  head: { kk: 'Бөлім бастығы', ru: 'Начальник отдела' },
  executor: { kk: 'Маман', ru: 'Специалист' },
  chancellery: { kk: 'Кеңсе қызметкері', ru: 'Сотрудник канцелярии' },
}

/** The blank that a decision is written on; undefined where this case has none of that name and kind. */
function formOf(definition: ServiceDefinition, request: ServiceRequest, decision: Decision): ResultForm | undefined {
  if (decision.outcome === 'refusal') return refusalFormOf(definition)
  return resultFormsFor(definition, askableValues(definition, request)).find(
    ({ id, outcome }) => id === decision.form && outcome === decision.outcome,
  )
}

/** What is wrong with what was entered, as the page names it: `fields.payments.0.amount`, `groundIds`, `explanation.ru`, `form`. */
function enteredProblems(
  definition: ServiceDefinition,
  request: ServiceRequest,
  form: ResultForm,
  decision: Decision,
  today: DateOnly,
): readonly string[] {
  if (decision.outcome !== 'refusal') {
    const known = askableValues(definition, request)
    return formProblems(form.asked, decision.fields, known, today).map(({ path }) => `fields.${path}`)
  }
  const { groundIds, explanation } = decision
  return [
    ...(groundIds.some((id) => !definition.refusalGrounds.some((ground) => ground.id === id)) ? ['groundIds'] : []),
    ...(['kk', 'ru'] as const).filter((language) => explanation[language].trim() === '').map((language) => `explanation.${language}`),
  ]
}

/** A registered case with what its result is composed from. */
interface DecidedCase {
  readonly caseId: CaseId
  readonly definition: ServiceDefinition
  readonly request: ServiceRequest
  readonly number: string
  readonly registeredAt: Instant
}

/** Who signs, and when. */
interface Signing {
  readonly bin: string
  readonly signer: Pick<StaffMember, 'iin' | 'fullName' | 'role'>
  readonly headName: string
  readonly at: Instant
}

/** The document that a decision on a case comes to. `signing/incomplete` names what is missing or wrong by its path. */
export function documentOf(decided: DecidedCase, decision: Decision, { bin, signer, headName, at }: Signing) {
  const { caseId, definition, request, number, registeredAt } = decided
  const signedOn = almatyDate(at)
  const form = formOf(definition, request, decision)
  const wrong = form === undefined ? ['form'] : enteredProblems(definition, request, form, decision, signedOn)
  if (form === undefined || wrong.length > 0) return err(fault('signing/incomplete', 'act', { fields: [...wrong] }))
  const entered = decision.outcome === 'refusal' ? {} : decision.fields
  const grounds =
    decision.outcome === 'refusal'
      ? definition.refusalGrounds.filter(({ id }) => decision.groundIds.includes(id)).map(({ id, text }) => ({ id, text }))
      : []
  const validUntil = validUntilOf(form, signedOn)
  const sources: BlankSources = {
    definition,
    request,
    number,
    registeredAt,
    decision,
    grounds,
    signedOn,
    validUntil,
    headName,
    signerName: signer.fullName,
  }
  const { fields, missing } = filledValues(form, sources)
  if (missing.length > 0) return err(fault('signing/incomplete', 'act', { fields: missing.map((id) => `fields.${id}`) }))
  const facts = lineFacts(form, entered, sources)
  const document: ResultDocument = ResultDocument.parse({
    schema: 'tereze.result/1',
    caseId,
    number,
    service: { id: definition.id, version: definition.version, name: definition.name },
    applicant: { iin: request.applicant.iin, fullName: fullNameOf(request.applicant.name) },
    ...(request.organisation === undefined ? {} : { organisation: { bin: request.organisation.bin, name: request.organisation.name } }),
    form: form.id,
    requestHash: hashOf(canonicalBytes(request)),
    requestedOn: almatyDate(registeredAt),
    provider: { bin, name: definition.provider.name, department: definition.provider.department, region: definition.region },
    decision,
    fields: { ...fields, ...askedValues(form.asked, entered, askableValues(definition, request)) },
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    grounds,
    signedBy: { iin: signer.iin, fullName: signer.fullName, position: positions[signer.role] ?? positions.executor },
    ...(validUntil === undefined ? {} : { validUntil }),
    composedAt: at,
  })
  return ok(document)
}

/** The head of the organisation, as its papers name them: who is logged in, or the staff list, or the workplace's own settings. */
function headOf({ workplace, stores }: Pick<Desk, 'workplace' | 'stores'>, { staff }: Session): StaffMember | undefined {
  if (staff.role === 'head') return staff
  return stores.settings.colleagues().find(({ role, organisationBin }) => role === 'head' && organisationBin === workplace.bin)
}

/** The result as it would be signed now. Where only the head signs, an executor sees the head's name on it. */
export function composeResult(deps: ComposeDeps, session: Session, caseId: CaseId, decision: Decision) {
  const found = caseFor(deps, caseId, 'resultSigned')
  if (!found.ok) return found
  const { request, requestCms, number, registeredAt, intermediate, stage } = found.value
  if (request === undefined || requestCms === undefined || number === undefined || registeredAt === undefined)
    throw new Error('An arrived case has its request')
  // One intermediate paper to a case: after it only the decision is left.
  if (decision.outcome === 'intermediate' && intermediate !== undefined) return err(fault('case/notInStage', 'act', { stage }))
  const definition = definitionOf(deps, found.value)
  const head = headOf(deps, session)
  const signer = definition.procedure === 'resolution' ? (head ?? session.staff) : session.staff
  const headName = head?.fullName ?? deps.workplace.headName ?? session.staff.fullName
  const signing = { bin: deps.workplace.bin, signer, headName, at: deps.clock.instant() }
  const document = documentOf({ caseId, definition, request, number, registeredAt }, decision, signing)
  return document.ok ? ok({ document: document.value, definition }) : document
}

/** Freezes the result for the signature of whoever the procedure gives it to; where an executor drafts, exactly what they submitted. */
export function prepareResult(deps: ComposeDeps, session: Session, caseId: CaseId, decision: Decision) {
  const found = caseFor(deps, caseId, 'resultSigned')
  if (!found.ok) return found
  const definition = definitionOf(deps, found.value)
  const submitted = found.value.decision
  const changed =
    definition.procedure === 'resolution' &&
    (submitted === undefined || hashOf(canonicalBytes(submitted)) !== hashOf(canonicalBytes(decision)))
  if (changed || !providerDeeds(definition, found.value, session.staff).includes('sign')) return err(fault('provider/notYours', 'act'))
  const composed = composeResult(deps, session, caseId, decision)
  if (!composed.ok) return composed
  return ok(keepPreparation(deps, session.staff.staffId, { purpose: 'result', content: composed.value.document }))
}
