import { describe, expect, it } from 'vitest'
import { CaseLineView } from '#core/contract/views.ts'
import { Decision } from '#core/domain/result-document.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import definitionJson from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { decisionOf, decisionProblems, openDecision, providerFields, toggleGround } from '#renderer/features/provider/decision-draft.ts'
import { dueStateOf, inboxOrder } from '#renderer/features/provider/inbox-order.ts'
import { deliveryOf } from '#renderer/features/provider/delivery.ts'

const definition = ServiceDefinition.parse(definitionJson)
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

describe('a decision being typed', () => {
  const draft = openDecision(undefined)

  it('asks for both languages of what is required, and of what was begun', () => {
    const fields = { registeredInfo: { kk: 'иә', ru: '' }, training: { kk: '', ru: 'курсы' } }
    expect(decisionProblems(definition, { ...draft, fields })).toEqual([
      { field: 'fields.registeredInfo.ru', code: 'bothLanguages' },
      { field: 'fields.training.kk', code: 'bothLanguages' },
    ])
    expect(decisionProblems(definition, draft)).toEqual([
      { field: 'fields.registeredInfo.kk', code: 'required' },
      { field: 'fields.registeredInfo.ru', code: 'required' },
    ])
  })

  it('offers only the fields that the provider fills', () => {
    expect(providerFields(definition).map(({ id }) => id)).toEqual(['registeredInfo', 'publicWorks', 'training', 'socialAid'])
  })

  it('refuses only with a ground and an explanation in both languages', () => {
    const refusal = { ...draft, outcome: 'refusal' as const, explanation: { kk: 'Тіркелмеген', ru: ' ' } }
    expect(decisionProblems(definition, refusal)).toEqual([
      { field: 'grounds', code: 'groundsNeeded' },
      { field: 'explanation.ru', code: 'bothLanguages' },
    ])
    expect(decisionOf(refusal)).toBeUndefined()
    const whole = { ...refusal, groundIds: ['notRegistered'], explanation: { kk: 'Тіркелмеген', ru: 'Не зарегистрирован' } }
    expect(Decision.parse(decisionOf(whole))).toEqual({
      outcome: 'refusal',
      groundIds: ['notRegistered'],
      explanation: { kk: 'Тіркелмеген', ru: 'Не зарегистрирован' },
    })
    expect(decisionProblems(definition, whole)).toEqual([])
  })

  it('keeps grounds in the official order, whatever order they were ticked in', () => {
    const order = definition.refusalGrounds.map(({ id }) => id)
    const ticked = toggleGround(toggleGround(draft, 'notRegistered', true, order), 'incompleteDocuments', true, order)
    expect(ticked.groundIds).toEqual(['incompleteDocuments', 'notRegistered'])
    expect(toggleGround(ticked, 'notRegistered', false, order).groundIds).toEqual(['incompleteDocuments'])
  })

  it('opens what was saved', () => {
    expect(openDecision({ outcome: 'refusal', groundIds: ['notRegistered'], explanation: { kk: 'а', ru: 'б' } })).toEqual({
      outcome: 'refusal',
      fields: {},
      groundIds: ['notRegistered'],
      explanation: { kk: 'а', ru: 'б' },
    })
  })
})

describe('did it leave?', () => {
  const job = (state: 'ready' | 'stuck' | 'done', kind: 'deliverResult' | 'deliverAcceptance' = 'deliverResult') => ({
    id: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11' as never,
    kind,
    caseId: '6f1c7f0e-6c0e-4a9f-9f0e-0f4b8b0c7a11' as never,
    state,
    attempts: 1,
    createdAt: '2026-11-20T05:00:00.000Z',
    nextAt: '2026-11-20T05:00:00.000Z',
  })
  it('says delivered only when the gateway has it', () => {
    expect([
      deliveryOf({ resultDelivered: true, jobs: [job('done')] }),
      deliveryOf({ resultDelivered: false, jobs: [job('ready')] }),
      deliveryOf({ resultDelivered: false, jobs: [job('stuck')] }),
      deliveryOf({ resultDelivered: false, jobs: [job('stuck', 'deliverAcceptance')] }),
    ]).toEqual(['delivered', 'queued', 'stuck', 'queued'])
  })
})
