import { beforeEach, describe, expect, it } from 'vitest'
import type { SigningPreview } from '#core/contract/views.ts'
import { type CaseToSign, mayTick, nextToSee, writtenOf } from '#renderer/features/group/group-signing.ts'
import { useGroup } from '#renderer/features/group/group-store.ts'

const caseOf = (caseId: string, explanation = 'жоқ') =>
  ({
    line: { caseId },
    decision: { outcome: 'refusal', groundIds: ['g'], explanation: { kk: explanation, ru: 'нет' } },
    by: 'Орындаушы',
    at: '2026-11-20T05:00:00.000Z',
  }) as unknown as CaseToSign
const previewOf = (caseId: string) => ({ preparationId: `p-${caseId}` }) as unknown as SigningPreview
const cases = ['a', 'b', 'c'].map((id) => caseOf(id))
const group = () => useGroup.getState()
const see = (one: CaseToSign | undefined): void => {
  if (one === undefined) throw new Error('A case is wanted')
  group().see(one.line.caseId, { written: writtenOf(one), preview: previewOf(one.line.caseId), shown: false })
}
const seeAndTick = (id: string): void => {
  see(cases.find(({ line }) => line.caseId === id))
  group().show(id)
  group().toggle(id)
}

beforeEach(() => useGroup.setState(useGroup.getInitialState()))

describe('what may be ticked', () => {
  it('only what was prepared and whose paper was on the screen', () => {
    group().toggle('a')
    see(cases[0])
    group().toggle('a')
    expect([group().ticked, mayTick(group(), 'a')]).toEqual([[], false])
    group().show('a')
    group().toggle('a')
    expect(group().ticked).toEqual(['a'])
    group().toggle('a')
    expect(group().ticked).toEqual([])
  })

  it('a decision that was written anew is to be seen again; one that is gone is forgotten', () => {
    for (const id of ['a', 'b', 'c']) seeAndTick(id)
    group().open('c')
    group().refresh([caseOf('a'), caseOf('b', 'басқа')])
    expect([group().ticked, Object.keys(group().seen), group().opened]).toEqual([['a'], ['a'], undefined])
  })

  it('after a tick the next unticked one comes, from the top again after the last', () => {
    seeAndTick('b')
    expect([nextToSee(group(), cases, 'a'), nextToSee(group(), cases, 'c'), nextToSee(group(), cases.slice(1, 2), 'b')]).toEqual([
      'c',
      'a',
      'b',
    ])
  })
})

describe('a batch', () => {
  it('holds the ticked in the order of the list, whatever the order of ticking', () => {
    for (const id of ['c', 'a']) seeAndTick(id)
    group().begin(cases)
    expect(group().batch?.map(({ one }) => one.line.caseId)).toEqual(['a', 'c'])
  })

  it('back at the list, what was signed or failed is not ticked; what was left still is', () => {
    for (const id of ['a', 'b', 'c']) seeAndTick(id)
    group().begin(cases)
    group().progress({ preparationId: 'p-a', outcome: 'signed', revocation: 'good' })
    group().progress({ preparationId: 'p-b', outcome: 'failed', fault: { tag: 'case/notInStage', remedy: 'act' } })
    group().progress({ preparationId: 'p-c', outcome: 'left' })
    group().leave()
    expect([group().ticked, Object.keys(group().seen), group().batch]).toEqual([['c'], ['c'], undefined])
  })
})
