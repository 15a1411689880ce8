import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Bridge } from '#core/contract/client.ts'
import type { TypedDraft } from '#core/contract/operations.ts'
import type { CaseView } from '#core/contract/views.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { formProblems } from '#core/domain/form-problems.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { applicantId, type ServiceRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { type Channel, feeFor, resultFormsFor, type ServiceDefinition } from '#core/domain/service.ts'
import { type Answers, type FormFacts, shownValues } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import type { Role } from '#core/domain/staff.ts'
import { SubmitAnswer, type TrainingStaff } from '#core/wire/messages.ts'
import { makeAnswers } from '#gateway/portal/make-answers.ts'
import { createRandom } from '#gateway/population/random.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { makePdf } from '#test/builders/papers.ts'
import { caseUntil, fittingCertificate, logIn, must } from './journey.ts'

type Staff = z.infer<typeof TrainingStaff>

/** Where a service is walked: the program's bridge, its gateway, and who works where. */
export interface Ground {
  readonly bridge: Bridge
  readonly gatewayUrl: string
  readonly staff: Staff
}

export const colleague = ({ staff }: Ground, bin: string, role: Role): Staff[number] => {
  const found = staff.find((member) => member.organisationBin === bin && member.role === role)
  if (found === undefined) throw new Error(`Nobody is ${role} at ${bin}`)
  return found
}

export async function signAs(
  { bridge }: Ground,
  member: Staff[number],
  preparationId: string,
  purpose: 'request' | 'result',
): Promise<void> {
  const certificateId = await fittingCertificate(bridge, purpose)
  const ticket = randomUUID()
  await bridge.leavePin(ticket, new TextEncoder().encode(member.pin))
  await must(bridge, 'signing/sign', { preparationId, certificateId, ticket })
}

/** A fictitious citizen sends a request by the portal. */
export async function sendByPortal({ gatewayUrl }: Ground, definition: ServiceDefinition, id?: string): Promise<CaseId> {
  const answer = await fetch(`${gatewayUrl}/training/portal-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ serviceId: definition.id, ...(id === undefined ? {} : { iin: id }) }),
  })
  if (!answer.ok) throw new Error(`${definition.id} by the portal: ${answer.status} ${await answer.text()}`)
  return SubmitAnswer.parse(await answer.json()).caseId
}

const factsOf = ({ organisation }: Pick<ServiceRequest, 'organisation'>, channel: Channel): FormFacts => ({
  'applicant.kind': organisation === undefined ? 'person' : 'organisation',
  channel,
})

/** The same answers in another channel: what only that channel asks is chosen. */
export function answersIn(definition: ServiceDefinition, request: ServiceRequest, channel: Channel): Answers {
  const fields = definition.form.flatMap((page) => page.fields)
  const facts = factsOf(request, channel)
  const answers: Record<string, Answers[string]> = { ...request.answers }
  for (let tries = 0; tries < fields.length; tries++) {
    const problem = formProblems(fields, answers, facts, almatyDate(new Date().toISOString()))[0]
    const field = fields.find(({ id }) => id === problem?.path)
    if (problem === undefined) return answers
    if (field?.type === 'choice') answers[field.id] = field.options[0]?.value ?? ''
    else if (field?.type === 'consent') answers[field.id] = 'yes'
    else throw new Error(`${definition.id}: ${problem.path} ${problem.code} in ${channel}`)
  }
  return answers
}

/** Types in what a citizen sent by the portal, at the counter or at the provider's own desk, and signs it. */
export async function takeIn(
  ground: Ground,
  definition: ServiceDefinition,
  channel: 'centre' | 'provider',
  like: ServiceRequest,
): Promise<CaseId> {
  const { bridge, staff } = ground
  const operator = staff.find(({ login }) => login === 'operator1')
  if (operator === undefined) throw new Error('No operator')
  const member = channel === 'centre' ? operator : colleague(ground, definition.provider.bin, 'executor')
  await logIn(bridge, member.login)
  const { caseId } = await must(bridge, 'intake/open', { serviceId: definition.id, language: 'kk' })
  const { person, evidence } = await must(bridge, 'intake/askPerson', { caseId, iin: like.applicant.iin })
  const asked =
    like.organisation === undefined ? undefined : await must(bridge, 'intake/askOrganisation', { caseId, bin: like.organisation.bin })
  const draft: TypedDraft = {
    applicantKind: asked === undefined ? 'person' : 'organisation',
    applicant: {
      iin: person.iin,
      ...person.name,
      patronymic: person.name.patronymic ?? '',
      birthDate: person.birthDate,
      sex: person.sex,
      address: person.address.kk,
      phone: '+77011234567',
      email: 'oku@example.kz',
      evidence,
    },
    ...(asked === undefined
      ? {}
      : {
          organisation: {
            bin: asked.organisation.bin,
            name: asked.organisation.name,
            address: asked.organisation.address.kk,
            headIin: asked.organisation.head.iin,
            evidence: asked.evidence,
          },
        }),
    answers: answersIn(definition, like, channel),
    language: 'kk',
    step: 'review',
  }
  await must(bridge, 'intake/saveDraft', { caseId, draft })
  if (feeFor(definition, channel) !== undefined) {
    const payment = await payFor(ground, caseId, definition, applicantId(like))
    await must(bridge, 'intake/saveDraft', { caseId, draft: { ...draft, payment } })
  }
  for (const slot of slotsOf(definition, draft, channel).filter(({ required }) => required)) {
    await must(bridge, 'documents/importFile', { caseId, slotId: slot.id, bytes: await makePdf({ pages: 1 }) })
    if (slot.original !== 'copy') await must(bridge, 'documents/setOriginalSeen', { caseId, slotId: slot.id, seen: true })
  }
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  await signAs(ground, member, preparationId, 'request')
  await caseUntil(bridge, caseId, (view) => view.number !== undefined)
  return caseId
}

/** A payment made for the occasion. @returns its reference */
export async function makePayment({ gatewayUrl }: Ground, definition: ServiceDefinition, payerId: string): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/training/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ serviceId: definition.id, payerId, tenge: definition.fee?.tenge }),
  })
  const { reference } = (await answer.json()) as { reference: string }
  return reference
}

/** Paid, and asked about as the page does. */
async function payFor(ground: Ground, caseId: CaseId, definition: ServiceDefinition, payerId: string) {
  const { bridge } = ground
  const reference = await makePayment(ground, definition, payerId)
  const { evidence, problems } = await must(bridge, 'intake/askPayment', { caseId, reference })
  if (evidence === undefined) throw new Error(`The payment does not serve: ${problems.join()}`)
  return { reference, evidence }
}

/** What the provider's staff would enter for a blank. */
export function decisionFor(form: ResultForm, request: ServiceRequest, facts: FormFacts): Decision {
  if (form.outcome === 'refusal') throw new Error('A refusal is not generated')
  const person = Object.values(wellKnownPeople)[0]
  if (person === undefined) throw new Error('Nobody is well known')
  const fields = makeAnswers(form.asked, {
    facts,
    applicant: { ...person, name: request.applicant.name, iin: request.applicant.iin },
    phone: request.applicant.phone,
    email: 'oku@example.kz',
    family: { iin: request.applicant.iin, children: [], wards: [] },
    others: Object.values(wellKnownPeople),
    organisations: [],
    language: 'kk',
    today: almatyDate(new Date().toISOString()),
    random: createRandom(7),
  })
  return { outcome: form.outcome, form: form.id, fields }
}

/** The blanks that this case can end with, the refusal left out. */
export function formsOf(definition: ServiceDefinition, request: ServiceRequest): readonly ResultForm[] {
  const values = shownValues(definition.form, request.answers, factsOf(request, request.channel))
  return resultFormsFor(definition, values).filter(({ outcome }) => outcome !== 'refusal')
}

/** The provider decides by the service's procedure, and the result is on its way. */
export async function decide(ground: Ground, definition: ServiceDefinition, caseId: CaseId, decision: Decision): Promise<CaseView> {
  const { bridge } = ground
  const at = (role: Role) => colleague(ground, definition.provider.bin, role)
  const { stage } = await must(bridge, 'case/get', { caseId, screen: 'provider' })
  if (definition.procedure === 'direct') {
    if (stage === 'registered') await must(bridge, 'provider/accept', { caseId })
    await must(bridge, 'provider/saveDecision', { caseId, decision })
    const { preparationId } = await must(bridge, 'signing/prepareResult', { caseId, decision })
    await signAs(ground, at('executor'), preparationId, 'result')
  } else {
    await logIn(bridge, at('chancellery').login)
    await must(bridge, 'provider/accept', { caseId })
    await logIn(bridge, at('head').login)
    const { executors } = await must(bridge, 'provider/executors', {})
    await must(bridge, 'provider/assign', { caseId, executor: executors[0]?.staffId ?? '', resolution: 'Орындауға' })
    await logIn(bridge, at('executor').login)
    await must(bridge, 'provider/saveDecision', { caseId, decision })
    await must(bridge, 'provider/submit', { caseId })
    await logIn(bridge, at('head').login)
    const { preparationId } = await must(bridge, 'signing/prepareResult', { caseId, decision })
    await signAs(ground, at('head'), preparationId, 'result')
    await logIn(bridge, at('chancellery').login)
    await must(bridge, 'provider/dispatch', { caseId })
  }
  return caseUntil(bridge, caseId, (view) =>
    decision.outcome === 'intermediate' ? view.intermediate?.delivered === true : view.resultDelivered,
  )
}

/** Logs in at the provider's desk and waits for the case to have arrived there. */
export async function arriveAtProvider(
  ground: Ground,
  definition: ServiceDefinition,
  caseId: CaseId,
): Promise<CaseView & { request: ServiceRequest }> {
  await logIn(ground.bridge, colleague(ground, definition.provider.bin, 'executor').login)
  const view = await caseUntil(ground.bridge, caseId, ({ side, request }) => side === 'provider' && request !== undefined)
  const { request } = view
  if (request === undefined) throw new Error('An arrived case has its request')
  return { ...view, request }
}

/** Gives the result into the applicant's hand where the request was taken in. */
export async function giveOut(
  ground: Ground,
  definition: ServiceDefinition,
  caseId: CaseId,
  channel: 'centre' | 'provider',
  intermediate: boolean,
): Promise<CaseView> {
  const { bridge } = ground
  await logIn(bridge, channel === 'centre' ? 'operator1' : colleague(ground, definition.provider.bin, 'executor').login)
  const ready = await caseUntil(bridge, caseId, (view) => (intermediate ? view.intermediate !== undefined : view.result !== undefined))
  await must(bridge, 'handOut/complete', {
    caseId,
    to: 'applicant',
    identityDocument: { kind: 'idCard', number: '041234567' },
    receiptShown: true,
    way: 'save',
    ...(intermediate ? { intermediate: true as const } : {}),
  })
  return intermediate
    ? caseUntil(bridge, ready.caseId, (view) => view.intermediate?.handedOut === true)
    : caseUntil(bridge, ready.caseId, (view) => view.stage === 'handedOut')
}
