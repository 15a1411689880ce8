import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { CaseEvent } from '#core/domain/case-action.ts'
import { rightsOf } from '#core/domain/staff.ts'
import { answerItems } from '#renderer/features/case/answer-items.ts'
import { hasReceipt, nextAction } from '#renderer/features/case/case-actions.ts'
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
      receiptIssued: ['print', 'save'],
      statusReceived: ['inWork', 'completed'],
      resultReceived: ['positive', 'refusal'],
      resultSigned: ['positive', 'refusal'],
      decisionDrafted: ['positive', 'refusal'],
      handedOut: ['applicant', 'representative'],
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
  it('are labelled, in the form’s order, and hidden where the form hides them', () => {
    const definition = definitionOf('unemployed-cert')
    const [first] = definition.form.flatMap((page) => page.fields)
    if (first === undefined) throw new Error('The form is empty')
    const items = answerItems(definition, {
      [first.id]: first.type === 'bilingual' ? { kk: 'Мектепке', ru: 'В школу' } : 'x',
      unknown: 'y',
    })
    expect(items.map((item) => item.label)).toEqual([first.label.kk])
    expect(answerItems(undefined, { [first.id]: 'x' })).toEqual([])
  })
})
