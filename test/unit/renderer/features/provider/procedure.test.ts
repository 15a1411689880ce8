import { describe, expect, it } from 'vitest'
import type { CaseView } from '#core/contract/views.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { factsFold } from '#renderer/features/provider/facts-fold.ts'
import { stepsOf } from '#renderer/features/provider/procedure-steps.ts'
import { daysOf } from '#renderer/features/provider/extension-days.ts'
import { actorOf } from '#test/fakes/page/actors.ts'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { makePageBridge } from '#test/fakes/page-bridge.ts'
import { makeProviderCases } from '#test/fakes/page/provider-cases.ts'

const cases = makeProviderCases('2026-11-20T05:00:00.000Z')
const watchedAt = (index: number) => {
  const one = cases.get(caseIdOf(index))
  if (one === undefined) throw new Error('No such case')
  const { stage, assigned, submitted, dispatched } = foldCase(one.log)
  return { stage, assigned, submitted, dispatched, timeline: [...one.log] }
}
const states = (index: number) => stepsOf(watchedAt(index)).map(({ state }) => state)

describe('the five steps', () => {
  it.each([
    [107, ['current', 'todo', 'todo', 'todo', 'todo']],
    [108, ['done', 'current', 'todo', 'todo', 'todo']],
    [109, ['done', 'done', 'current', 'todo', 'todo']],
    [110, ['done', 'done', 'done', 'current', 'todo']],
    [111, ['done', 'done', 'current', 'todo', 'todo']],
    [112, ['done', 'done', 'done', 'done', 'current']],
  ])('of case %i stand where the log says', (index, expected) => {
    expect(states(index)).toEqual(expected)
  })

  it('say who did each', () => {
    expect(stepsOf(watchedAt(112)).map(({ by }) => by?.name)).toEqual([
      actorOf('chancellery').fullName,
      actorOf('head').fullName,
      actorOf('executor').fullName,
      actorOf('head').fullName,
      undefined,
    ])
  })

  it('are all done when the chancellery has sent the result', () => {
    expect(stepsOf({ ...watchedAt(112), dispatched: true }).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'done'))
  })
})

describe('a case passes from hand to hand', () => {
  const view = async (role: 'chancellery' | 'head' | 'executor', index: number): Promise<CaseView> => {
    const answer = await makePageBridge({ role, delay: 0 }).api['case/get']({ caseId: caseIdOf(index), screen: 'provider' })
    if (!answer.ok) throw new Error(answer.error.tag)
    return answer.value
  }
  it('each role has its deeds at its moment and no other', async () => {
    const deeds = await Promise.all([
      view('chancellery', 107),
      view('head', 107),
      view('head', 108),
      view('executor', 109),
      view('head', 110),
      view('executor', 110),
      view('executor', 111),
      view('chancellery', 112),
      view('executor', 102),
      view('chancellery', 102),
    ])
    expect(deeds.map((one) => one.deeds.filter((deed) => deed !== 'extend'))).toEqual([
      ['accept'],
      [],
      ['assign'],
      ['decide'],
      ['sign', 'return'],
      [],
      ['decide', 'submit'],
      ['dispatch'],
      ['decide', 'sign'],
      [],
    ])
  })

  it('from the executor to the head and back with a remark', async () => {
    const bridge = makePageBridge({ role: 'executor', delay: 0 })
    const caseId = caseIdOf(111)
    const changed: string[] = []
    bridge.onEvent('case/changed', (event) => changed.push(event.caseId))
    expect((await view('executor', 111)).remark).toContain('негіз')
    expect((await bridge.api['provider/submit']({ caseId })).ok).toBe(true)
    const after = await bridge.api['case/get']({ caseId, screen: 'provider' })
    expect(after.ok && [after.value.submitted, after.value.remark, after.value.deeds]).toEqual([true, undefined, []])
    expect(changed).toEqual([caseId])
  })
})

describe('the request folds by itself', () => {
  it('where form and paper need the room, and nowhere else', () => {
    expect([
      factsFold('decision', ['decide', 'sign']),
      factsFold('decision', ['sign', 'return']),
      factsFold('decision', ['assign']),
      factsFold('decision', []),
      factsFold(0, ['decide', 'sign']),
      factsFold('intermediate', ['decide']),
    ]).toEqual([true, true, false, false, false, false])
  })
})

describe('days of an extension', () => {
  it('are whole, at least one and no more than the regulation allows', () => {
    expect(['', '0', '1', ' 5', '6', '1,5', '-2', 'үш'].map((typed) => daysOf(typed, 5))).toEqual([
      undefined,
      undefined,
      1,
      5,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
