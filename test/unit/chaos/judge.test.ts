import { expect, it } from 'vitest'
import { type DefectKind, type DeskCase, type Evidence, type GatewayCase, judge, type Told } from '#test/chaos/judge.ts'

const [one, two] = ['261230000017', '261230000027'] as const
const told: readonly Told[] = [
  { caseId: 'a', signed: true, numbers: ['90001261122001', one] },
  { caseId: 'b', signed: true, numbers: ['90001261122002'] },
  { caseId: 'draft', signed: false, numbers: [] },
]
const sent: DeskCase = {
  caseId: 'a',
  stage: 'registered',
  number: one,
  provisionalNumber: '90001261122001',
  cms: 'cms a',
  signed: 1,
  registered: 1,
  jobs: [{ kind: 'submitRequest', state: 'done' }],
}
const other: DeskCase = { ...sent, caseId: 'b', number: two, provisionalNumber: '90001261122002', cms: 'cms b' }
const draft: DeskCase = { caseId: 'draft', stage: 'draft', signed: 0, registered: 0, jobs: [] }
const arrived: GatewayCase = { caseId: 'a', number: one, cms: 'cms a', badDocuments: [], arrivals: 1 }
const alsoArrived: GatewayCase = { ...arrived, caseId: 'b', number: two, cms: 'cms b' }
const leads = new Map([
  ['90001261122001', 'a'],
  [one, 'a'],
  ['90001261122002', 'b'],
])
const good: Evidence = { told, desk: [sent, other, draft], gateway: [arrived, alsoArrived], leads }

const withDesk = (...desk: readonly DeskCase[]): Evidence => ({ ...good, desk })
const withGateway = (...gateway: readonly GatewayCase[]): Evidence => ({ ...good, gateway })

it('finds nothing where every signed case is at the gateway once, and leaves drafts alone that nobody was told of', () => {
  expect(judge(good)).toEqual([])
  expect(judge(withDesk(sent, other, draft, { ...draft, caseId: 'unheard of' }))).toEqual([])
})

it.each<readonly [string, DefectKind, Evidence]>([
  ['a draft that the page was told of is gone', 'lostAtDesk', withDesk(sent, other)],
  ['a signature that was acknowledged is forgotten', 'signatureForgotten', withDesk(sent, { ...draft, caseId: 'b' }, draft)],
  ['the gateway never got it', 'notSent', withGateway(arrived)],
  ['the gateway holds it twice', 'sentTwice', withGateway(arrived, alsoArrived, { ...arrived, number: '261230000037' })],
  ['the gateway holds one that nobody signed', 'neverSigned', withGateway(arrived, alsoArrived, { ...arrived, caseId: 'stranger' })],
  ['one that is a draft here is registered there', 'neverSigned', withGateway(arrived, alsoArrived, { ...arrived, caseId: 'draft' })],
  ['a byte of the signature differs', 'bytesDiffer', withGateway({ ...arrived, cms: 'cms A' }, alsoArrived)],
  ['the desk lost the signature it sent', 'bytesDiffer', withDesk({ ...sent, cms: undefined }, other, draft)],
  ['a document is not what its hash says', 'documentDiffers', withGateway({ ...arrived, badDocuments: ['f00d'] }, alsoArrived)],
  ['the provider was told twice', 'notArrivedOnce', withGateway({ ...arrived, arrivals: 2 }, alsoArrived)],
  ['the provider was not told', 'notArrivedOnce', withGateway({ ...arrived, arrivals: 0 }, alsoArrived)],
  ['it is signed twice by its log', 'signedNotOnce', withDesk({ ...sent, signed: 2 }, other, draft)],
  ['it is registered twice by its log', 'registeredNotOnce', withDesk({ ...sent, registered: 2 }, other, draft)],
  ['the desk never heard the number', 'registeredNotOnce', withDesk({ ...sent, registered: 0, number: undefined }, other, draft)],
  ['the desk has another number', 'numberDiffers', withDesk({ ...sent, number: '261230000037' }, other, draft)],
  [
    'a receipt bears a number that is not the case’s',
    'numberDiffers',
    { ...good, told: [{ caseId: 'a', signed: true, numbers: ['90001261122009'] }] },
  ],
  ['a number’s check digit is wrong', 'numberInvalid', withGateway({ ...arrived, number: '261230000018' }, alsoArrived)],
  ['two cases bear one number', 'numberTwice', withDesk(sent, { ...other, number: one }, draft)],
  ['two cases bear one provisional number', 'numberTwice', withDesk(sent, { ...other, provisionalNumber: '90001261122001' }, draft)],
  ['a receipt’s number leads to another case', 'numberLeadsElsewhere', { ...good, leads: new Map([...leads, [one, 'b']]) }],
  ['a receipt’s number leads nowhere', 'numberLeadsElsewhere', { ...good, leads: new Map() }],
  ['the job is stuck', 'jobNotDone', withDesk({ ...sent, jobs: [{ kind: 'submitRequest', state: 'stuck' }] }, other, draft)],
  ['there never was a job', 'jobNotDone', withDesk({ ...sent, jobs: [] }, other, draft)],
  ['the log was altered', 'chainBroken', withDesk({ ...sent, chainBreak: { seq: 2, problem: 'hashDiffers' } }, other, draft)],
])('finds it where %s', (_what, kind, evidence) => {
  expect(judge(evidence).map((defect) => defect.kind)).toContain(kind)
})
