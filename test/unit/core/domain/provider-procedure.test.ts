import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent, CaseEventKind } from '#core/domain/case-action.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { mayFollow, type CaseState } from '#core/domain/case-state.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { type ProviderDeed, providerDeeds } from '#core/domain/provider-procedure.ts'
import { eventsOf, logOf, newCaseId, report, requestOf } from '#test/builders/case-log.ts'

const caseId = newCaseId()
const cms = 'b'.repeat(64) as ContentHash
const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
const text = { kk: 'мәтін', ru: 'текст' }
const arrived: CaseEvent = {
  kind: 'requestArrived',
  request: requestOf({ caseId }),
  cms,
  report,
  number: '000000000077',
  registeredAt: '2026-11-20T05:00:00.000Z',
  deadline,
  eventId: 'a1',
}
const deeds: Readonly<Record<ProviderDeed, CaseEvent>> = {
  accept: { kind: 'accepted' },
  assign: { kind: 'assigned', executor: { staffId: 'e', fullName: 'Орындаушы' }, resolution: 'Қарау' },
  decide: { kind: 'decisionDrafted', decision: { outcome: 'positive', form: 'certificate', fields: {} } },
  submit: { kind: 'submittedForSignature' },
  return: { kind: 'returnedToExecutor', remark: 'Толықтыру' },
  sign: { kind: 'resultSigned', cms, outcome: 'positive', report },
  dispatch: { kind: 'resultDispatched' },
  extend: { kind: 'deadlineExtended', deadline, days: 1, reason: text },
}
const names = Object.keys(deeds) as ProviderDeed[]
const staff = [
  { role: 'chancellery', staffId: 'c' },
  { role: 'head', staffId: 'h' },
  { role: 'executor', staffId: 'e' },
  { role: 'executor', staffId: 'other' },
  { role: 'operator', staffId: 'o' },
] as const
type Member = (typeof staff)[number]
const [chancellery, head, executor, other] = staff

const rule = { days: 3, unit: 'workingDays' as const, receptionDayExcluded: true, issueDayExcluded: true }
const term = { rule, text, extension: { maxDays: 3, unit: 'workingDays' as const, text, assumed: true } }
const fold = (...events: readonly CaseEvent[]): CaseState => foldCase(logOf(caseId, events))
const after = (...done: readonly ProviderDeed[]): CaseState => fold(arrived, ...done.map((name) => deeds[name]))
const may = (procedure: 'direct' | 'resolution', state: CaseState, member: Member): readonly ProviderDeed[] =>
  providerDeeds({ procedure, term: { rule, text } }, state, member)

describe('one executor', () => {
  test('whoever is there accepts; executor or head decide and sign', () => {
    expect(staff.slice(0, 3).map((member) => may('direct', after(), member))).toEqual([['accept'], ['accept'], ['accept']])
    expect(staff.slice(0, 3).map((member) => may('direct', after('accept'), member))).toEqual([[], ['decide', 'sign'], ['decide', 'sign']])
    expect(staff.map((member) => may('direct', after('accept', 'sign'), member))).toEqual([[], [], [], [], []])
  })
})

describe('chancellery, head, executor', () => {
  test.each<[readonly ProviderDeed[], readonly (readonly ProviderDeed[])[]]>([
    [[], [['accept'], [], [], []]],
    [['accept'], [[], ['assign'], [], []]],
    [
      ['accept', 'assign'],
      [[], ['assign'], ['decide'], []],
    ],
    [
      ['accept', 'assign', 'decide'],
      [[], ['assign'], ['decide', 'submit'], []],
    ],
    [
      ['accept', 'assign', 'decide', 'submit'],
      [[], ['sign', 'return'], [], []],
    ],
    [
      ['accept', 'assign', 'decide', 'submit', 'return'],
      [[], ['assign'], ['decide', 'submit'], []],
    ],
    [
      ['accept', 'assign', 'decide', 'submit', 'sign'],
      [['dispatch'], [], [], []],
    ],
    [
      ['accept', 'assign', 'decide', 'submit', 'sign', 'dispatch'],
      [[], [], [], []],
    ],
  ])('after %o', (done, allowed) => {
    expect([chancellery, head, executor, other].map((member) => may('resolution', after(...done), member))).toEqual(allowed)
  })
})

describe('extending the term', () => {
  const extending = (state: CaseState, member: Member): boolean =>
    providerDeeds({ procedure: 'direct', term }, state, member).includes('extend')

  test('once, while the case is open, not by the chancellery', () => {
    expect([
      extending(after('accept'), head),
      extending(after('accept'), chancellery),
      extending(after('accept', 'extend'), head),
      extending(after('accept', 'sign'), head),
      may('direct', after('accept'), head).includes('extend'),
    ]).toEqual([true, false, false, false, false])
  })
})

describe('whatever the staff do', () => {
  const anything = fc.array(fc.tuple(fc.constantFrom(...staff), fc.constantFrom(...names)), { maxLength: 30 })

  test('every deed that is offered may follow in the case’s log, and a result is signed once', () => {
    fc.assert(
      fc.property(fc.constantFrom('direct' as const, 'resolution' as const), anything, (procedure, tries) => {
        const done: CaseEvent[] = [arrived]
        const by: [CaseEventKind, Member][] = []
        for (const [member, name] of tries) {
          const state = fold(...done)
          const offered = providerDeeds({ procedure, term }, state, member)
          for (const each of offered) expect([each, mayFollow(state.stage, deeds[each].kind)]).toEqual([each, true])
          if (!offered.includes(name)) continue
          done.push(deeds[name])
          by.push([deeds[name].kind, member])
        }
        const kinds = by.map(([kind]) => kind)
        expect(kinds.filter((kind) => kind === 'resultSigned').length).toBeLessThanOrEqual(1)
        expect(kinds.filter((kind) => kind === 'deadlineExtended').length).toBeLessThanOrEqual(1)
        if (procedure === 'direct' || !kinds.includes('resultSigned')) return
        // By resolution the signature has the whole way behind it, and is the head's.
        const way = ['accepted', 'assigned', 'decisionDrafted', 'submittedForSignature', 'resultSigned'] as const
        const places = way.map((kind) => kinds.indexOf(kind))
        expect(places).toEqual([...places].sort((a, b) => a - b))
        expect(by.find(([kind]) => kind === 'resultSigned')?.[1].role).toBe('head')
      }),
      { numRuns: 300 },
    )
  })

  test('nothing of it at the centre', () => {
    for (const member of staff)
      for (const procedure of ['direct', 'resolution'] as const)
        expect(providerDeeds({ procedure, term }, fold(...eventsOf({ caseId })), member)).toEqual([])
  })
})
