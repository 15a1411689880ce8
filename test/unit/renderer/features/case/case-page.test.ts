import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { CaseEvent } from '#core/domain/case-action.ts'
import { rightsOf } from '#core/domain/staff.ts'
import { hasReceipt, hasRefusalReceipt, mayCorrect, nextAction } from '#renderer/features/case/case-actions.ts'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import { eventContext, eventText, shownActions } from '#renderer/features/case/event-text.ts'
import { definitionOf } from '#test/fakes/page/catalogue.ts'
import { caseIdOf, makeCases, viewOf } from '#test/fakes/page/cases.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const now = '2026-11-22T05:00:00.000Z'
const cases = makeCases(12, now)
const at = (index: number) => {
  const one = cases.get(caseIdOf(index))
  if (one === undefined) throw new Error('No such case')
  return one
}
const viewAt = (index: number) => viewOf(caseIdOf(index), at(index), now)

describe('what comes next', () => {
  it.each([
    [1, 'handOut'],
    [2, undefined],
    [3, undefined],
    [4, 'reopen'],
    [6, 'continue'],
    [7, undefined],
  ] as const)('with case %i for an operator', (index, action) => {
    expect(nextAction(viewAt(index), rightsOf('operator'))).toBe(action)
  })

  it('is nothing for who may only look', () => {
    expect([1, 4, 6].map((index) => nextAction(viewAt(index), rightsOf('courier')))).toEqual([undefined, undefined, undefined])
  })

  it('is the decision at the provider', () => {
    expect(nextAction({ ...viewAt(3), side: 'provider' }, rightsOf('executor'))).toBe('decide')
    expect(nextAction({ ...viewAt(1), side: 'provider' }, rightsOf('executor'))).toBeUndefined()
  })

  it('is the hand-out of what was taken in at the provider’s own desk, and of an intermediate paper that came', () => {
    expect(nextAction({ ...viewAt(1), side: 'provider', channel: 'provider' }, rightsOf('chancellery'))).toBe('handOut')
    const working = viewAt(5)
    const paper = { delivered: true, handedOut: false } as NonNullable<(typeof working)['intermediate']>
    expect(nextAction({ ...working, intermediate: paper }, rightsOf('operator'))).toBe('handOut')
    expect(nextAction({ ...working, intermediate: { ...paper, handedOut: true } }, rightsOf('operator'))).toBeUndefined()
  })

  it('may be the correction of a refusal, by who takes requests in', () => {
    const refused = { ...viewAt(1), outcome: 'refusal' as const }
    expect(mayCorrect(refused, rightsOf('operator'))).toBe(true)
    expect(mayCorrect({ ...refused, outcome: 'positive' }, rightsOf('operator'))).toBe(false)
    expect(mayCorrect(refused, rightsOf('courier'))).toBe(false)
    expect(mayCorrect({ ...refused, side: 'provider' }, rightsOf('executor'))).toBe(false)
  })

  it('includes the receipt of a refused reception, where somebody was named on it', () => {
    const asker = { name: { kk: 'Ахметова Айгүл', ru: 'Ахметова Айгүл' }, address: 'Өскемен' }
    const refusedOf = (event: object) => {
      const view = viewAt(6)
      const [first] = view.timeline
      if (first === undefined) throw new Error('A case has a log')
      const refusal = { kind: 'receptionRefused' as const, missingSlots: [], reason: 'x', ...event }
      return { ...view, stage: 'receptionRefused' as const, timeline: [...view.timeline, { ...first, event: refusal }] }
    }
    expect([
      hasRefusalReceipt(refusedOf({ asker }), rightsOf('operator')),
      hasRefusalReceipt(refusedOf({}), rightsOf('operator')),
      hasRefusalReceipt(refusedOf({ asker }), rightsOf('courier')),
      hasRefusalReceipt(viewAt(6), rightsOf('operator')),
    ]).toEqual([true, false, false, false])
  })

  it('includes a receipt from the signature on', () => {
    expect([2, 4, 6, 7].map((index) => hasReceipt(viewAt(index)))).toEqual([true, true, false, true])
  })
})

describe('the timeline', () => {
  beforeAll(() => useTexts('kk'))

  it('is read from the newest, looks only where they are wanted', () => {
    const { log } = at(3)
    expect(shownActions(log, true)).toHaveLength(log.length)
    expect(shownActions(log, false).map((action) => action.event.kind)).toEqual([
      'registered',
      'receiptIssued',
      'requestSigned',
      'registerAsked',
      'opened',
    ])
  })

  it.each(['kk', 'ru'] as const)('has words for every event in %s', async (language) => {
    await useTexts(language)
    const events = [...cases.values()].flatMap((one) => one.log.map((action) => action.event))
    const texts = events.map((event) => eventText(i18next.t as never, event))
    expect(texts.filter((text) => text.includes('event.') || text.includes('{{'))).toEqual([])
  })

  it('has a sentence for every kind and variant in the catalogue', async () => {
    await useTexts('kk')
    const kinds = CaseEvent.options.map((option) => option.shape.kind.value)
    const variants: Readonly<Record<string, readonly string[]>> = {
      opened: ['centre', 'provider', 'portal'],
      registerAsked: ['found', 'notFound', 'unavailable'],
      declaredChecked: ['', 'silent'],
      conflictFound: ['check', 'recheck', 'refusal'],
      conflictDecided: ['takeRegister', 'correct', 'keep', 'cancel'],
      receiptIssued: ['print', 'save'],
      statusReceived: ['inWork', 'completed'],
      resultReceived: ['positive', 'intermediate', 'refusal'],
      resultSigned: ['positive', 'intermediate', 'refusal'],
      decisionDrafted: ['positive', 'intermediate', 'refusal'],
      handedOut: ['applicant', 'representative', 'intermediate', 'email'],
      viewed: ['intake', 'case', 'handOut', 'provider', 'document', 'result'],
    }
    const missing = kinds
      .flatMap((kind) => (variants[kind] ?? ['']).map((variant) => `case:event.${kind}${variant === '' ? '' : `_${variant}`}`))
      .filter((key) => !i18next.exists(key))
    expect(missing).toEqual([])
  })

  it('tells variants apart', () => {
    expect(eventContext({ kind: 'viewed', screen: 'result' })).toBe('result')
    expect(eventContext({ kind: 'accepted' })).toBeUndefined()
  })
})

describe('the answers', () => {
  const facts = { 'applicant.kind': 'person', channel: 'centre' } as const
  const shown = (id: string, answers: Parameters<typeof answerItems>[2]) => {
    const fields = definitionOf(id).form.flatMap((page) => page.fields)
    return answerItems(i18next.getFixedT('kk', 'form'), fields, answers, facts)
  }
  beforeAll(() => useTexts('kk'))

  it('are labelled, in the form’s order; what no field asks is not shown', () => {
    const items = shown('unemployed-cert', { presentedTo: { kk: 'Мектепке', ru: 'В школу' }, address: 'Өскемен қ.', unknown: 'y' })
    expect(items.map(({ label, value }) => [label, value])).toEqual([
      ['Тұрғылықты мекенжайы', 'Өскемен қ.'],
      ['Анықтама қайда ұсынылады', 'Мектепке / В школу'],
    ])
  })

  it('are hidden where the form hides them', () => {
    const labels = shown('unemployed-cert', { handOutWay: 'inPerson', email: 'a@b.kz' }).map(({ label }) => label)
    expect(labels).toHaveLength(1)
  })
})
