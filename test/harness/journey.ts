import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { AnswerTo, Bridge, InputOf, OperationName, OutputOf } from '#core/contract/client.ts'
import type { TypedDraft } from '#core/contract/operations.ts'
import type { CaseView } from '#core/contract/views.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'

export const serviceId = 'unemployed-cert' as ServiceId
export const password = 'Tereze-2026'
export const pins = { operator1: '1101', operator2: '1202', operator3: '1303', head: '2202', executor1: '2303' } as const

/** The value of an operation that must succeed. */
export async function must<Name extends OperationName>(bridge: Bridge, name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const answer: AnswerTo<Name> = await (bridge.api[name] as (input: InputOf<Name>) => Promise<AnswerTo<Name>>)(input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Everything in the outbox, what is over too. */
export async function outboxOf(bridge: Bridge): Promise<OutputOf<'outbox/list'>['jobs']> {
  const [open, over] = await Promise.all([
    must(bridge, 'outbox/list', { show: 'open', limit: 100 }),
    must(bridge, 'outbox/list', { show: 'over', limit: 100 }),
  ])
  return [...open.jobs, ...over.jobs]
}

export const logIn = (bridge: Bridge, login: string) => must(bridge, 'session/login', { login, password })

export const applicant = wellKnownPeople.woman

/** Everything typed for the applicant, as the page would save it. */
export async function typeApplicant(bridge: Bridge, caseId: CaseId): Promise<TypedDraft> {
  const { person, evidence } = await must(bridge, 'intake/askPerson', { caseId, iin: applicant.iin })
  return {
    applicantKind: 'person',
    applicant: {
      iin: person.iin,
      surname: person.name.surname,
      givenName: person.name.givenName,
      patronymic: person.name.patronymic ?? '',
      birthDate: person.birthDate,
      sex: person.sex,
      address: person.address.kk,
      phone: '+77011234567',
      email: 'aigul@example.kz',
      evidence,
    },
    answers: { address: person.address.kk, presentedTo: { kk: 'мектепке', ru: 'в школу' }, handOutWay: 'inPerson' },
    language: 'kk',
    step: 'review',
  }
}

/** An intake with everything in it, up to the review. */
export async function fillIntake(bridge: Bridge): Promise<CaseId> {
  const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
  await must(bridge, 'intake/saveDraft', { caseId, draft: await typeApplicant(bridge, caseId) })
  await must(bridge, 'documents/importFile', { caseId, slotId: 'application', bytes: await makePdf({ pages: 2 }) })
  await must(bridge, 'documents/importFile', { caseId, slotId: 'identity', bytes: await makeJpeg({ text: 'Жеке куәлік' }) })
  for (const slotId of ['application', 'identity']) await must(bridge, 'documents/setOriginalSeen', { caseId, slotId, seen: true })
  return caseId
}

/** The token process ends with a session and comes back at once: the page would hear of it by `token/changed`. */
async function listedTokens(bridge: Bridge, purpose: 'request' | 'result'): Promise<OutputOf<'signing/certificates'>> {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await bridge.api['signing/certificates']({ purpose })
    if (answer.ok || answer.error.tag !== 'token/processDown') break
    await wait(100)
  }
  return must(bridge, 'signing/certificates', { purpose })
}

/** The certificate of this login that fits. */
export async function fittingCertificate(bridge: Bridge, purpose: 'request' | 'result'): Promise<string> {
  const { tokens } = await listedTokens(bridge, purpose)
  const fitting = tokens.flatMap((token) => token.certificates).find((certificate) => certificate.fits)
  if (fitting === undefined)
    throw new Error(
      `No certificate fits: ${JSON.stringify(tokens.map((token) => token.certificates.map((certificate) => certificate.reasons)))}`,
    )
  return fitting.certificateId
}

/** Leaves the PIN with the token process and asks for the signature. */
export async function sign(bridge: Bridge, preparationId: string, purpose: 'request' | 'result', pin: string) {
  const certificateId = await fittingCertificate(bridge, purpose)
  const ticket = randomUUID()
  await bridge.leavePin(ticket, new TextEncoder().encode(pin))
  return bridge.api['signing/sign']({ preparationId, certificateId, ticket })
}

export async function submit(bridge: Bridge, pin: string = pins.operator1): Promise<CaseId> {
  const caseId = await fillIntake(bridge)
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  const signed = await sign(bridge, preparationId, 'request', pin)
  if (!signed.ok) throw new Error(JSON.stringify(signed.error))
  return caseId
}

/** Waits until the case is as wanted; the page would hear of it by `case/changed`. */
export async function caseUntil(bridge: Bridge, caseId: CaseId, isWanted: (view: CaseView) => boolean, within = 20_000): Promise<CaseView> {
  const end = Date.now() + within
  for (;;) {
    const answer = await bridge.api['case/get']({ caseId, screen: 'case' })
    if (answer.ok && isWanted(answer.value)) return answer.value
    if (Date.now() > end) throw new Error(`Not in time: ${answer.ok ? answer.value.stage : answer.error.tag}`)
    await wait(50)
  }
}
