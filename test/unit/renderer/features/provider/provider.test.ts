import { describe, expect, it } from 'vitest'
import { CaseLineView } from '#core/contract/views.ts'
import { dueStateOf, inboxOrder } from '#renderer/features/provider/inbox-order.ts'
import { deliveryOf, paperStateOf } from '#renderer/features/provider/delivery.ts'

const line = (number: string, dueOn: string | undefined, openedAt = '2026-11-18T05:00:00.000Z') =>
  CaseLineView.parse({
    caseId: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11',
    stage: 'registered',
    side: 'provider',
    serviceId: 'unemployed-cert',
    serviceName: { kk: 'Қызмет', ru: 'Услуга' },
    number,
    openedAt,
    updatedAt: openedAt,
    ...(dueOn === undefined ? {} : { dueOn }),
  })

describe('the inbox', () => {
  it('puts the overdue first, those without a date last, and equal ones as they came', () => {
    const lines = [
      line('1', undefined),
      line('2', '2026-11-25'),
      line('3', '2026-11-17'),
      line('4', '2026-11-25', '2026-11-17T05:00:00.000Z'),
    ]
    expect(inboxOrder(lines).map(({ number }) => number)).toEqual(['3', '4', '2', '1'])
  })

  it('counts days to the date, and stops counting when it is done', () => {
    const state = (dueOn: string | undefined, stage: 'registered' | 'completed' = 'registered') =>
      dueStateOf({ dueOn, stage }, '2026-11-20')
    expect([state('2026-11-18'), state('2026-11-20'), state('2026-12-01'), state(undefined), state('2026-11-18', 'completed')]).toEqual([
      { kind: 'overdue', days: 2 },
      { kind: 'today' },
      { kind: 'left', days: 11 },
      { kind: 'none' },
      { kind: 'none' },
    ])
  })
})

describe('did it leave?', () => {
  const job = (state: 'ready' | 'stuck' | 'done', kind: 'deliverResult' | 'deliverAcceptance' = 'deliverResult') => ({
    id: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11' as never,
    kind,
    caseId: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11' as never,
    state,
    priority: 'desk' as const,
    attempts: 1,
    createdAt: '2026-11-20T05:00:00.000Z',
    nextAt: '2026-11-20T05:00:00.000Z',
  })
  it('says delivered only when the gateway has it', () => {
    const dispatched = false
    expect([
      deliveryOf({ resultDelivered: true, dispatched, jobs: [job('done')] }, false),
      deliveryOf({ resultDelivered: false, dispatched, jobs: [job('ready')] }, false),
      deliveryOf({ resultDelivered: false, dispatched, jobs: [job('stuck')] }, false),
      deliveryOf({ resultDelivered: false, dispatched, jobs: [job('stuck', 'deliverAcceptance')] }, false),
    ]).toEqual(['delivered', 'queued', 'stuck', 'queued'])
  })

  it('waits for the chancellery where the chancellery sends', () => {
    expect([
      deliveryOf({ resultDelivered: false, dispatched: false, jobs: [] }, true),
      deliveryOf({ resultDelivered: false, dispatched: true, jobs: [job('ready')] }, true),
      deliveryOf({ resultDelivered: true, dispatched: true, jobs: [] }, true),
    ]).toEqual(['toDispatch', 'queued', 'delivered'])
  })

  it('says how far the intermediate paper has come', () => {
    expect([
      paperStateOf({ delivered: false, handedOut: false }),
      paperStateOf({ delivered: true, handedOut: false }),
      paperStateOf({ delivered: true, handedOut: true }),
    ]).toEqual(['queued', 'delivered', 'handedOut'])
  })
})
