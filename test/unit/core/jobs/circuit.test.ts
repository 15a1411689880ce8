import { describe, expect, it } from 'vitest'
import type { JobId } from '#core/domain/ids.ts'
import type { JobOutcome } from '#core/domain/job.ts'
import { Circuit, failuresToOpen, probeBackoff, type Sign, signOf } from '#core/jobs/circuit.ts'

const [one, other] = ['one', 'other'] as [JobId, JobId]
const chance = 0.5
const start = Date.parse('2026-11-20T05:00:00.000Z')

const after = (...signs: readonly (readonly [JobId, Sign])[]) => {
  const circuit = new Circuit()
  const turns = signs.map(([id, sign]) => circuit.ended(id, sign, start, chance))
  return { circuit, turns }
}
const opened = () => after([one, 'away'], [other, 'away'], [one, 'away'])

const unavailable = (after?: number): JobOutcome => ({
  kind: 'retry',
  fault: { tag: 'gateway/unavailable', data: { why: 'timeout' } },
  ...(after === undefined ? {} : { after }),
})

it.each<[string, JobOutcome | undefined, Sign]>([
  ['done', { kind: 'done' }, 'answered'],
  ['rejected', { kind: 'rejected', fault: { tag: 'gateway/refused', data: {} } }, 'answered'],
  ['refused for now', { kind: 'retry', fault: { tag: 'gateway/refused', data: {} } }, 'answered'],
  ['refused, for the operator', { kind: 'needsOperator', fault: { tag: 'gateway/refused', data: {} } }, 'answered'],
  ['no answer', unavailable(), 'away'],
  ['asked to wait', unavailable(1_000), 'none'],
  ['nothing to send', { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }, 'none'],
  ['the disk', { kind: 'retry', fault: { tag: 'storage/failed', data: {} }, after: 5_000 }, 'none'],
  ['a bug', undefined, 'none'],
])('what a run tells about the gateway: %s', (_what, outcome, sign) => {
  expect(signOf(outcome)).toBe(sign)
})

describe('the circuit', () => {
  it('opens after so many failures in a row, and says when it tries again', () => {
    const { circuit, turns } = opened()
    expect([turns, failuresToOpen]).toEqual([[undefined, undefined, 'opened'], 3])
    expect([circuit.isOpen, circuit.waitFor(start), circuit.status]).toEqual([
      true,
      2_000,
      { state: 'open', since: '2026-11-20T05:00:00.000Z', nextTryAt: '2026-11-20T05:00:02.000Z' },
    ])
  })

  it('does not open for one job that fails alone, however often', () => {
    expect(after(...Array.from({ length: 50 }, () => [one, 'away'] as const)).circuit.isOpen).toBe(false)
  })

  it('counts only failures in a row: any answer begins anew, what tells nothing does not', () => {
    expect(after([one, 'away'], [other, 'away'], [one, 'answered'], [one, 'away'], [other, 'away']).circuit.isOpen).toBe(false)
    expect(after([one, 'away'], [other, 'away'], [one, 'none'], [other, 'away']).circuit.isOpen).toBe(true)
  })

  it('tries one at a time, each later than the last, up to the cap', () => {
    const { circuit } = opened()
    const waits: number[] = []
    let now = start
    for (let turn = 0; turn < 8; turn++) {
      const wait = circuit.waitFor(now) ?? NaN
      waits.push(wait)
      now += wait
      circuit.began(one)
      expect(circuit.waitFor(now)).toBeUndefined()
      circuit.ended(other, 'away', now, chance)
      expect(circuit.waitFor(now)).toBeUndefined()
      circuit.ended(one, turn % 2 === 0 ? 'away' : 'none', now, chance)
    }
    expect([waits, waits.at(-1)]).toEqual([waits.toSorted((a, b) => a - b), probeBackoff.cap])
  })

  it('closes when anything is answered, or when it is told', () => {
    const [answered, told, never] = [opened().circuit, opened().circuit, new Circuit()]
    expect([answered.ended(other, 'answered', start, chance), told.close(), never.close()]).toEqual(['closed', 'closed', undefined])
    expect([answered.status, told.waitFor(start)]).toEqual([{ state: 'closed' }, 0])
  })

  it('is tried at once where the operator will not wait, or where the clock went back', () => {
    const { circuit } = opened()
    expect(circuit.waitFor(start - 365 * 86_400_000)).toBe(75_000)
    circuit.tryNow(start)
    expect(circuit.waitFor(start)).toBe(0)
  })
})
