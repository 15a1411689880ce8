import { linkAction } from '#core/domain/case-chain.ts'
import { type CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { ActionId, CaseId } from '#core/domain/ids.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { Answers } from '#core/domain/service-form.ts'
import type { Actor } from '#core/domain/staff.ts'
import { actorOf, systemActor } from './actors.ts'
import { plus, reportOf } from './case-log.ts'

const digest = (text: string) => hashOf(new TextEncoder().encode(text))

/** What came to the provider. */
export interface Arrived {
  readonly definition: ServiceDefinition
  readonly person: RegisteredPerson
  readonly channel: Channel
  readonly answers: Answers
  readonly organisation?: { readonly bin: string; readonly name: { readonly kk: string; readonly ru: string } }
}

function arrivedRequest(caseId: CaseId, { definition, person, channel, answers, organisation }: Arrived, at: string): ServiceRequest {
  const confirmed = { outcome: 'confirmed', answeredAt: plus(at, -20), reference: 'gbd-1' }
  const provider = { bin: definition.provider.bin, name: definition.provider.name, desk: 2 }
  const centre = { bin: '020240000555', name: { kk: 'Өскемен қаласының № 1 ХҚКО', ru: 'ЦОН № 1 города Усть-Каменогорска' }, desk: 7 }
  return ServiceRequest.parse({
    schema: 'tereze.request/1',
    caseId,
    service: { id: definition.id, version: definition.version, name: definition.name },
    channel,
    ...(channel === 'portal'
      ? {}
      : {
          centre: channel === 'provider' ? provider : centre,
          operator: { iin: person.iin, fullName: actorOf(channel === 'provider' ? 'chancellery' : 'operator').fullName },
        }),
    applicant: {
      iin: person.iin,
      name: person.name,
      birthDate: person.birthDate,
      sex: person.sex,
      address: person.address.kk,
      phone: '+77055551234',
      evidence: { ...confirmed, register: 'ЖТ МДҚ' },
    },
    ...(organisation === undefined
      ? {}
      : { organisation: { ...organisation, address: person.address.kk, evidence: { ...confirmed, register: 'ЗТ МДҚ' } } }),
    answers,
    documents: definition.documents.slice(0, 2).map((slot, index) => ({
      slotId: slot.id,
      title: slot.title,
      sha256: digest(slot.id + caseId),
      bytes: 214_000 + index * 91_000,
      pages: 1 + index,
      originalSeen: channel !== 'portal',
    })),
    provisionalNumber: '9000720260000',
    language: 'kk',
    openedAt: plus(at, -30),
    composedAt: plus(at, -12),
  })
}

/** One more action, linked. */
export function withAction(log: readonly CaseAction[], caseId: CaseId, at: string, author: Actor, event: CaseEvent): readonly CaseAction[] {
  const id = crypto.randomUUID() as ActionId
  return [...log, linkAction(log.at(-1), { id, caseId, at, gatewayAt: at, author, event: CaseEvent.parse(event) })]
}

export type Step = readonly [minutes: number, author: Actor, event: CaseEvent]

/** The log of a request that arrived at an instant, and what was done with it. @param dueInDays from the arrival */
export function providerLog(
  caseId: CaseId,
  arrived: Arrived,
  at: string,
  { number, dueInDays, steps }: { readonly number: string; readonly dueInDays: number; readonly steps: readonly Step[] },
): readonly CaseAction[] {
  const request = arrivedRequest(caseId, arrived, at)
  const signer = request.operator?.fullName ?? arrived.person.name.surname
  const dueOn = plus(at, dueInDays * 1440).slice(0, 10)
  const first = withAction([], caseId, at, systemActor, {
    kind: 'requestArrived',
    request,
    cms: digest(`cms${caseId}`),
    report: reportOf(signer, plus(at, -10)),
    number,
    registeredAt: at,
    deadline: { dueOn, issueFrom: dueOn, calendarVersion: 'kz-2026-2027.1' },
    eventId: `arrived-${caseId}`,
  })
  return steps.reduce((log, [minutes, author, event]) => withAction(log, caseId, plus(at, minutes), author, event), first)
}

export const signedResult = (caseId: CaseId, outcome: 'positive' | 'intermediate' | 'refusal', by: Actor, at: string): CaseEvent =>
  CaseEvent.parse({ kind: 'resultSigned', cms: digest(`result${outcome}${caseId}`), outcome, report: reportOf(by.fullName, at) })
