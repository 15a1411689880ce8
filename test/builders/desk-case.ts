import type { Representative } from '#core/domain/authority.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { ResultDocument } from '#core/domain/result-document.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { FakeDesk } from '#test/fakes/desk.ts'
import { definition, providerBin } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'
import { iinNumber, logOf, newCaseId, report, requestOf } from './case-log.ts'

const at = '2026-11-20T05:00:00.000Z'
const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
const unwritten = 'b'.repeat(64)
const providerCertificate = certificateOf({ iin: iinNumber(9), bin: providerBin, commonName: 'ОМАРОВ ЕРЛАН' })

export const representative: Representative = {
  iin: iinNumber(3),
  name: { surname: 'Ахметова', givenName: 'Дана' },
  authority: {
    number: 'БНАЖ-1',
    notary: 'Нотариус',
    issuedAt: '2026-01-10',
    expiresAt: '2027-01-10',
    evidence: { outcome: 'confirmed', register: 'БНАЖ', answeredAt: at },
  },
}

/** A request of the service that the fake desk's catalogue has. */
export const deskRequest = (caseId: CaseId, over: Partial<ServiceRequest> = {}): ServiceRequest => ({
  ...requestOf({ caseId }),
  service: { id: definition.id, version: definition.version, name: definition.name },
  answers: { address: 'Өскемен', presentedTo: { kk: 'Банкке', ru: 'В банк' }, handOutWay: 'inPerson' },
  ...over,
})

/** A provider's result, signed by its employee or by whoever is named. */
export function signedResult(caseId: CaseId, certificate = providerCertificate, over: Partial<ResultDocument> = {}) {
  const request = deskRequest(caseId)
  const document = ResultDocument.parse({
    schema: 'tereze.result/1',
    caseId,
    number: '000000000001',
    service: request.service,
    applicant: { iin: request.applicant.iin, fullName: 'Әбілқасымов Қайрат' },
    requestHash: hashOf(canonicalBytes(request)),
    requestedOn: '2026-11-20',
    provider: { bin: providerBin, name: definition.provider.name, department: definition.provider.department, region: definition.region },
    form: 'certificate',
    decision: { outcome: 'positive', form: 'certificate', fields: {} },
    fields: {},
    grounds: [],
    signedBy: { iin: iinNumber(9), fullName: 'Омаров Ерлан', position: { kk: 'Маман', ru: 'Специалист' } },
    composedAt: at,
    ...over,
  })
  const content = canonicalBytes(document)
  return { document, cms: cmsOf(content, certificate), resultHash: hashOf(content) }
}

const centreStages = ['draft', 'queued', 'registered', 'inWork', 'completed', 'handedOut'] as const
export type CentreStage = (typeof centreStages)[number]

/** A centre's case brought to a stage by the events that lead there; the request's CMS is not on the disk, the result's is. */
export async function centreCase(desk: FakeDesk, stage: CentreStage, over: Partial<ServiceRequest> = {}): Promise<CaseId> {
  const caseId = newCaseId()
  const request = deskRequest(caseId, over)
  const { provisionalNumber } = request
  const stored = await desk.documents.put(signedResult(caseId).cms)
  if (!stored.ok) throw new Error(stored.error.tag)
  const events: readonly CaseEvent[] = [
    { kind: 'opened', serviceId: request.service.id, serviceVersion: request.service.version, channel: request.channel },
    { kind: 'requestSigned', request, cms: unwritten as typeof stored.value, report, provisionalNumber },
    { kind: 'registered', number: '000000000001', registeredAt: at, deadline, acknowledgement: 'ack' },
    { kind: 'statusReceived', status: 'inWork', at, eventId: 'e-in-work' },
    { kind: 'resultReceived', cms: stored.value, outcome: 'positive', report, eventId: 'e-result' },
    {
      kind: 'handedOut',
      to: 'applicant',
      identityDocument: { kind: 'idCard', number: '012345678' },
      receiptShown: true,
      way: 'save',
    },
  ]
  for (const action of logOf(caseId, events.slice(0, centreStages.indexOf(stage) + 1))) desk.stores.cases.append(action)
  return caseId
}

/** A provider's case as the feed brought it, in work if wanted. */
export function providerCase(desk: FakeDesk, more: readonly CaseEvent[] = [], over: Partial<ServiceRequest> = {}): CaseId {
  const caseId = newCaseId()
  const arrived: CaseEvent = {
    kind: 'requestArrived',
    request: deskRequest(caseId, over),
    cms: unwritten as ReturnType<typeof hashOf>,
    report,
    number: '000000000001',
    registeredAt: at,
    deadline,
    eventId: 'e-arrived',
  }
  for (const action of logOf(caseId, [arrived, ...more])) desk.stores.cases.append(action)
  return caseId
}
