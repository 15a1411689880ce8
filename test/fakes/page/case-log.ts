import { linkAction } from '#core/domain/case-chain.ts'
import { type CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { ActionId, CaseId } from '#core/domain/ids.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { SignatureReport } from '#core/domain/signature.ts'
import { actorOf, systemActor } from './actors.ts'

export type Until = 'draft' | 'queued' | 'rejected' | 'registered' | 'inWork' | 'completed' | 'handedOut'

const digest = (text: string) => hashOf(new TextEncoder().encode(text))
export const plus = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * 60_000).toISOString()

export const reportOf = (fullName: string, at: string, state: 'good' | 'unknown' = 'good'): SignatureReport =>
  SignatureReport.parse({
    accepted: true,
    problems: [],
    level: 'CAdES-B-B',
    signingTime: at,
    checkedAt: at,
    signer: {
      fingerprint: digest(fullName),
      serial: '3ae72510bbf',
      commonName: fullName.toUpperCase(),
      iin: '900101400012',
      bin: '020240000555',
      organisation: 'ӨСКЕМЕН ҚАЛАСЫНЫҢ № 1 ХҚКО',
      issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA)',
      role: 'employee',
      forSignature: true,
      forAuthentication: true,
      notBefore: '2026-01-10T00:00:00.000Z',
      notAfter: '2027-01-10T00:00:00.000Z',
    },
    revocation: state === 'good' ? { state, source: 'ocsp', producedAt: at } : { state, why: 'noAnswer' },
  })

export function requestOf(
  caseId: CaseId,
  definition: ServiceDefinition,
  person: RegisteredPerson,
  openedAt: string,
  number: string,
): ServiceRequest {
  return ServiceRequest.parse({
    schema: 'tereze.request/1',
    caseId,
    service: { id: definition.id, version: definition.version, name: definition.name },
    channel: 'centre',
    centre: { bin: '020240000555', name: { kk: 'Өскемен қаласының № 1 ХҚКО', ru: 'ЦОН № 1 города Усть-Каменогорска' }, desk: 7 },
    operator: { iin: person.iin, fullName: actorOf('operator').fullName },
    applicant: {
      iin: person.iin,
      name: person.name,
      birthDate: person.birthDate,
      sex: person.sex,
      address: person.address.kk,
      phone: '+77055551234',
      evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: plus(openedAt, 1), reference: 'gbd-1' },
    },
    answers: {},
    documents: definition.documents.slice(0, 2).map((slot, index) => ({
      slotId: slot.id,
      title: slot.title,
      sha256: digest(slot.id + caseId),
      bytes: 214_000 + index * 91_000,
      pages: 1 + index,
      originalSeen: true,
    })),
    provisionalNumber: number,
    language: 'kk',
    openedAt,
    composedAt: plus(openedAt, 8),
  })
}

/** The log of a case up to a stage, hashes and all. */
export function logOf(
  caseId: CaseId,
  until: Until,
  definition: ServiceDefinition,
  person: RegisteredPerson,
  openedAt: string,
  numbers: { readonly own: string; readonly official: string },
): readonly CaseAction[] {
  const operator = actorOf('operator')
  const request = requestOf(caseId, definition, person, openedAt, numbers.own)
  const due = {
    dueOn: plus(openedAt, 3 * 1440).slice(0, 10),
    issueFrom: plus(openedAt, 4 * 1440).slice(0, 10),
    calendarVersion: 'kz-2026-2027.1',
  }
  const report = reportOf(operator.fullName, plus(openedAt, 9), until === 'queued' ? 'unknown' : 'good')
  const steps: readonly (readonly [number, typeof operator, CaseEvent, Until])[] = [
    [0, operator, { kind: 'opened', serviceId: definition.id, serviceVersion: definition.version, channel: 'centre' }, 'draft'],
    [1, operator, { kind: 'registerAsked', register: 'persons', subject: person.iin, outcome: 'found' }, 'draft'],
    [3, operator, { kind: 'viewed', screen: 'intake' }, 'draft'],
    [
      9,
      operator,
      { kind: 'requestSigned', request, cms: digest(`cms${caseId}`), report, provisionalNumber: numbers.own, expected: due },
      'queued',
    ],
    [10, operator, { kind: 'receiptIssued', layout: 'a5', way: 'print', copy: 1 }, 'queued'],
    ...(until === 'rejected'
      ? [[11, systemActor, { kind: 'sendingRejected', code: 'request/documentDiffers' }, 'rejected'] as const]
      : [
          [
            11,
            systemActor,
            { kind: 'registered', number: numbers.official, registeredAt: plus(openedAt, 11), deadline: due, acknowledgement: 'ack' },
            'registered',
          ] as const,
          [190, systemActor, { kind: 'statusReceived', status: 'inWork', at: plus(openedAt, 189), eventId: 'e1' }, 'inWork'] as const,
          [
            2400,
            systemActor,
            {
              kind: 'resultReceived',
              cms: digest(`result${caseId}`),
              outcome: 'positive',
              report: reportOf(actorOf('head').fullName, plus(openedAt, 2398)),
              eventId: 'e2',
            },
            'completed',
          ] as const,
          [
            3020,
            operator,
            {
              kind: 'handedOut',
              to: 'applicant',
              identityDocument: { kind: 'idCard', number: person.identityDocument.number },
              receiptShown: true,
              way: 'print',
            },
            'handedOut',
          ] as const,
        ]),
  ]
  const order: readonly Until[] =
    until === 'rejected' ? ['draft', 'queued', 'rejected'] : ['draft', 'queued', 'registered', 'inWork', 'completed', 'handedOut']
  const wanted = steps.filter(([, , , stage]) => order.indexOf(stage) <= order.indexOf(until))
  return wanted.reduce<readonly CaseAction[]>((log, [minutes, author, event]) => {
    const at = plus(openedAt, minutes)
    return [
      ...log,
      linkAction(log.at(-1), {
        id: crypto.randomUUID() as ActionId,
        caseId,
        at,
        gatewayAt: plus(at, 2),
        author,
        event: CaseEvent.parse(event),
      }),
    ]
  }, [])
}
