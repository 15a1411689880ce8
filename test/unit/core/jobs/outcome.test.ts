import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { outcomeOf } from '#core/jobs/outcome.ts'
import { ProblemCode } from '#core/wire/problem.ts'

const passing = ['unauthorised', 'notFound', 'unavailable', 'request/documentMissing']
const correctable = ['email/addressRefused', 'email/refused']

describe('outcomeOf', () => {
  it.each(['noConnection', 'timeout', 'busy', 'nonsense'] as const)(
    'no answer (%s) is tried again, exactly when the gateway named a time',
    (why) => {
      const lastFault = { tag: 'gateway/unavailable', data: { why } }
      expect([
        outcomeOf(fault('gateway/unavailable', 'retry', { why })),
        outcomeOf(fault('gateway/unavailable', 'retry', { why, retryAfterMilliseconds: 7_000 })),
        outcomeOf(fault('gateway/unavailable', 'retry', { why, retryAfterMilliseconds: 0 })),
      ]).toEqual([
        { kind: 'retry', fault: lastFault },
        { kind: 'retry', fault: lastFault, after: 7_000 },
        { kind: 'retry', fault: lastFault, after: 0 },
      ])
    },
  )

  it.each(ProblemCode.options)('the refusal %s keeps its code and data', (code) => {
    expect(outcomeOf(fault('gateway/refused', 'act', { code, data: { slot: 'identity' } }))).toEqual({
      kind: passing.includes(code) ? 'retry' : correctable.includes(code) ? 'needsOperator' : 'rejected',
      fault: { tag: 'gateway/refused', data: { slot: 'identity', code } },
    })
  })

  it('a code that is not known yet is a refusal for good, which the operator sees', () => {
    expect(outcomeOf(fault('gateway/refused', 'act', { code: 'new/code', data: {} })).kind).toBe('rejected')
  })
})
