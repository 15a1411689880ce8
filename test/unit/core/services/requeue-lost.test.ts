import { expect, it } from 'vitest'
import { enqueue } from '#core/services/enqueue.ts'
import { requeueLost } from '#core/services/requeue-lost.ts'
import { eventsOf, logOf, newCaseId } from '#test/builders/case-log.ts'
import { newJob } from '#test/builders/job.ts'
import { createFakeDesk, definition, type FakeDesk } from '#test/fakes/desk.ts'

function queuedCase(desk: FakeDesk, events = 2) {
  const caseId = newCaseId()
  for (const action of logOf(caseId, eventsOf({ caseId }).slice(0, events))) desk.stores.cases.append(action)
  return caseId
}

it('writes a job for each queued case that has none, once', () => {
  const desk = createFakeDesk()
  const [lost, over, called, waiting, stuck] = [1, 2, 3, 4, 5].map(() => queuedCase(desk))
  desk.stores.jobs.add(newJob({ caseId: over!, state: 'done' }))
  desk.stores.jobs.add(newJob({ caseId: called!, state: 'cancelled' }))
  enqueue(desk, 'submitRequest', waiting!)
  desk.stores.jobs.add(newJob({ caseId: stuck!, state: 'stuck' }))
  const registered = queuedCase(desk, 3)
  const draft = queuedCase(desk, 1)

  expect(requeueLost(desk)).toBe(3)
  const live = (caseId: typeof draft) => desk.stores.jobs.ofCase(caseId).filter(({ state }) => state !== 'done' && state !== 'cancelled')
  for (const caseId of [lost, over, called, waiting, stuck]) expect(live(caseId!)).toMatchObject([{ kind: 'submitRequest' }])
  expect([registered, draft].flatMap(live)).toEqual([])
  expect(requeueLost(desk)).toBe(0)
})

it('writes again what the provider owes: acceptance and result, until the gateway has confirmed them', () => {
  const desk = createFakeDesk({ kind: 'provider' })
  const caseId = newCaseId()
  const [, signed] = eventsOf({ caseId })
  if (signed?.kind !== 'requestSigned') throw new Error('No request')
  const { request, cms, report } = signed
  const arrived = {
    kind: 'requestArrived' as const,
    request: { ...request, service: { ...request.service, version: definition.version } },
    cms,
    report,
    number: '000000000001',
    registeredAt: '2026-11-20T05:00:00.000Z',
    deadline: { dueOn: '2026-11-27', issueFrom: '2026-11-30', calendarVersion: '1' },
    eventId: 'e-1',
  }
  const result = { kind: 'resultSigned' as const, cms, outcome: 'positive' as const, report }
  const actions = logOf(caseId, [arrived, { kind: 'accepted' }, result, { kind: 'resultDelivered', acknowledgement: 'ack', cms }])
  for (const action of actions.slice(0, 2)) desk.stores.cases.append(action)
  expect(requeueLost(desk)).toBe(1)
  expect(requeueLost(desk)).toBe(0)
  desk.stores.cases.append(actions[2]!)
  expect(requeueLost(desk)).toBe(1)
  expect(desk.stores.jobs.ofCase(caseId)).toMatchObject([{ kind: 'deliverAcceptance' }, { kind: 'deliverResult', content: cms }])
  for (const job of desk.stores.jobs.ofCase(caseId)) desk.stores.jobs.update({ ...job, state: 'done' })
  desk.stores.cases.append(actions[3]!)
  expect(requeueLost(desk)).toBe(0)
})

it('has what was declared checked before the request is sent', () => {
  const desk = createFakeDesk()
  const caseId = newCaseId()
  const [, signed] = eventsOf({ caseId })
  if (signed?.kind !== 'requestSigned') throw new Error('No request')
  const service = { ...signed.request.service, version: definition.version }
  const evidence = { outcome: 'declared' as const, register: 'ЖТ МДҚ', declaredAt: '2026-11-20T05:00:00.000Z', why: 'unavailable' as const }
  const request = { ...signed.request, service, applicant: { ...signed.request.applicant, evidence } }
  const opened = { kind: 'opened' as const, serviceId: service.id, serviceVersion: service.version, channel: 'centre' as const }
  for (const action of logOf(caseId, [opened, { ...signed, request }])) desk.stores.cases.append(action)
  expect(requeueLost(desk)).toBe(2)
  expect(desk.stores.jobs.ofCase(caseId).map(({ kind }) => kind)).toEqual(['checkDeclared', 'submitRequest'])
  expect(requeueLost(desk)).toBe(0)
})
