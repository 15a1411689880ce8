import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CaseAction } from '#core/domain/case-action.ts'
import { findChainBreak, firstPrevious, linkAction } from '#core/domain/case-chain.ts'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { eventsOf, logOf, newCaseId } from '#test/builders/case-log.ts'

const caseId = newCaseId()
const log = logOf(caseId, [
  ...eventsOf({ caseId }),
  { kind: 'receiptIssued', layout: 'a5', way: 'print', copy: 1 },
  { kind: 'viewed', screen: 'case' },
])
const canonical = (value: unknown): string => Buffer.from(canonicalBytes(value)).toString('utf8')

describe('the hash chain of a case', () => {
  test('a log as written is whole, also after storage as JSON', () => {
    expect(findChainBreak(log)).toBeUndefined()
    expect(findChainBreak(log.map((action) => CaseAction.parse(JSON.parse(JSON.stringify(action)))))).toBeUndefined()
    expect(findChainBreak([])).toBeUndefined()
    expect([log[0]?.previous, ...log.map(({ seq }) => seq)]).toEqual([firstPrevious, 1, 2, 3, 4, 5])
  })

  test('any altered letter of any action is found, at that action or the one after', () => {
    const letter = fc.constantFrom(...'0123456789abcdef Әқү,:{}"')
    fc.assert(
      fc.property(fc.nat({ max: log.length - 1 }), fc.nat(), letter, (at, place, replacement) => {
        const text = JSON.stringify(log[at])
        const index = place % text.length
        let altered: CaseAction
        try {
          altered = JSON.parse(text.slice(0, index) + replacement + text.slice(index + 1)) as CaseAction
        } catch {
          return
        }
        fc.pre(canonical(altered) !== canonical(log[at]))
        const found = findChainBreak(log.map((action, position) => (position === at ? altered : action)))
        expect(found).toBeDefined()
      }),
      { numRuns: 3_000 },
    )
  })

  test('every single letter of one action, exhaustively', () => {
    const text = JSON.stringify(log[2])
    const unnoticed: string[] = []
    for (let index = 0; index < text.length; index++) {
      const replaced = text.slice(0, index) + (text[index] === '1' ? '2' : '1') + text.slice(index + 1)
      try {
        const altered = JSON.parse(replaced) as CaseAction
        if (findChainBreak(log.map((action, position) => (position === 2 ? altered : action))) === undefined) unnoticed.push(replaced)
      } catch {
        // No longer JSON: the store's parser refuses it before.
      }
    }
    expect(unnoticed).toEqual([])
  })

  test('a removed, doubled, inserted or exchanged action is found; the missing end alone cannot be', () => {
    const without = (at: number): readonly CaseAction[] => log.filter((_, index) => index !== at)
    const exchanged = log.map((action, index) => (index === 1 ? log[2]! : index === 2 ? log[1]! : action))
    expect(
      [without(0), without(1), without(3), [...log, log[4]!], [log[0]!, ...log], exchanged].map(
        (actions) => findChainBreak(actions)?.problem,
      ),
    ).toEqual(['gap', 'gap', 'gap', 'gap', 'gap', 'gap'])
    // What follows is not there to say what came before: the last hash must be known elsewhere too.
    expect(findChainBreak(without(4))).toBeUndefined()
  })

  test('an action re-hashed after alteration breaks the link of the next', () => {
    const forged = linkAction(log[0], {
      id: log[1]!.id,
      caseId,
      at: '2026-11-21T00:00:00.000Z',
      author: log[1]!.author,
      event: log[1]!.event,
    })
    expect(findChainBreak([log[0]!, forged, ...log.slice(2)])).toEqual({ seq: 3, problem: 'previousDiffers' })
  })

  test('an action of another case does not belong', () => {
    const foreign = linkAction(log[4], {
      id: log[0]!.id,
      caseId: newCaseId(),
      at: log[4]!.at,
      author: log[4]!.author,
      event: { kind: 'viewed', screen: 'case' },
    })
    expect(findChainBreak([...log, foreign])).toEqual({ seq: 6, problem: 'otherCase' })
  })
})
