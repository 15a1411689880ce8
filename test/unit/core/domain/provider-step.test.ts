import { describe, expect, it } from 'vitest'
import { foldCase } from '#core/domain/case-fold.ts'
import { providerStepOf } from '#core/domain/provider-procedure.ts'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { makeProviderCases } from '#test/fakes/page/provider-cases.ts'

const cases = makeProviderCases('2026-11-20T05:00:00.000Z')

describe('what a case waits for at the provider', () => {
  it.each([
    [101, undefined],
    [102, undefined],
    [104, 'queue'],
    [108, undefined],
    [109, 'prepare'],
    [110, 'sign'],
    [111, 'returned'],
    [112, 'dispatch'],
    [113, undefined],
  ] as const)('case %i: %s', (index, step) => {
    const log = cases.get(caseIdOf(index))?.log ?? []
    expect(providerStepOf(foldCase(log))).toBe(step)
  })

  it('is nothing at the centre', () => {
    const log = cases.get(caseIdOf(110))?.log ?? []
    expect(providerStepOf({ ...foldCase(log), side: 'centre' })).toBeUndefined()
  })
})
