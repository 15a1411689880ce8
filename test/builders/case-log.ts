import { randomUUID } from 'node:crypto'
import type { CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import { linkAction } from '#core/domain/case-chain.ts'
import type { ActionId, CaseId, ContentHash, ServiceId } from '#core/domain/ids.ts'
import { checkDigitOf, readIin, type Bin, type Iin } from '#core/domain/iin.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { SignatureReport } from '#core/domain/signature.ts'
import type { Actor } from '#core/domain/staff.ts'

export const newCaseId = (): CaseId => randomUUID() as CaseId

/** A valid IIN of someone born on a day of 1985, different for every sequence below 10,000. */
export function iinNumber(sequence: number): Iin {
  for (let serial = sequence % 10_000; ; serial = (serial + 3_331) % 10_000) {
    const eleven = `850${1 + (sequence % 9)}${String(1 + (Math.floor(sequence / 9) % 28)).padStart(2, '0')}3${String(serial).padStart(4, '0')}`
    const digit = checkDigitOf(eleven)
    if (digit !== undefined) return `${eleven}${digit}` as Iin
  }
}

function factsOf(iin: Iin) {
  const reading = readIin(iin)
  if (!reading.valid) throw new Error('A valid number is wanted')
  return { birthDate: reading.facts.birthDate ?? '1985-01-01', sex: reading.facts.sex ?? ('male' as const) }
}

export const operator: Actor = {
  staffId: 'op-1',
  fullName: 'Серікова Айгүл Маратқызы',
  role: 'operator',
  organisationBin: '160440007161',
  deskNumber: 1,
}

const at = '2026-11-20T05:00:00.000Z'
const hash = 'a'.repeat(64) as ContentHash
const text = { kk: 'мәтін', ru: 'текст' }
export const report: SignatureReport = { accepted: true, problems: [], revocation: { state: 'unknown', why: 'notAsked' }, checkedAt: at }

export interface RequestOptions {
  readonly caseId: CaseId
  readonly surname?: string
  readonly givenName?: string
  readonly iin?: Iin
  readonly provisionalNumber?: string
  readonly serviceId?: string
}

export const requestOf = ({
  caseId,
  surname = 'Әбілқасымов',
  givenName = 'Қайрат',
  iin = iinNumber(1),
  provisionalNumber = '90010000000001',
  serviceId = 'unemployed-cert',
}: RequestOptions): ServiceRequest => ({
  schema: 'tereze.request/1',
  caseId,
  service: { id: serviceId as ServiceId, version: '1', name: text },
  channel: 'centre',
  centre: { bin: '160440007161' as Bin, name: text, desk: 1 },
  operator: { iin: iinNumber(2), fullName: operator.fullName },
  applicant: {
    iin,
    name: { surname, givenName },
    ...factsOf(iin),
    address: 'Ақтөбе',
    phone: '+77010000000',
    evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: at, reference: 'r-1' },
  },
  answers: {},
  documents: [],
  provisionalNumber,
  language: 'kk',
  openedAt: at,
  composedAt: at,
})

/** The events that bring a case to a registered request. */
export const eventsOf = (options: RequestOptions & { readonly number?: string }): readonly CaseEvent[] => {
  const request = requestOf(options)
  return [
    { kind: 'opened', serviceId: request.service.id, serviceVersion: '1', channel: 'centre' },
    { kind: 'requestSigned', request, cms: hash, report, provisionalNumber: request.provisionalNumber },
    {
      kind: 'registered',
      number: options.number ?? '000000000001',
      registeredAt: at,
      deadline: { dueOn: '2026-11-27', issueFrom: '2026-11-30', calendarVersion: '1' },
      acknowledgement: 'ack',
    },
  ]
}

/** Links events to a log, one second apart. */
export function logOf(caseId: CaseId, events: readonly CaseEvent[], start = Date.parse(at)): readonly CaseAction[] {
  const actions: CaseAction[] = []
  for (const [index, event] of events.entries()) {
    const instant = new Date(start + index * 1_000).toISOString()
    actions.push(linkAction(actions.at(-1), { id: randomUUID() as ActionId, caseId, at: instant, author: operator, event }))
  }
  return actions
}
