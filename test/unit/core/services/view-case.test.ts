import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { measuredNorms, viewCase } from '#core/services/view-case.ts'
import { record } from '#core/services/record.ts'
import { logOf, newCaseId, operator, report } from '#test/builders/case-log.ts'
import { centreCase, providerCase, signedResult } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, kindsOf, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()

describe('viewCase', () => {
  it('is an action too; looking again at once is the same look', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'registered')
    const looks = () => kindsOf(desk, caseId).filter((kind) => kind === 'viewed').length
    const counted: number[] = []
    for (const wait of [0, 60_000, 6 * 60_000]) {
      await desk.clock.advance(wait)
      await viewCase(desk, session, caseId, 'case')
      counted.push(looks())
    }
    expect(counted).toEqual([1, 1, 2])
  })

  it('reads the final result and the intermediate paper, each from its own signature', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'inWork')
    const paper = signedResult(caseId, undefined, { decision: { outcome: 'intermediate', form: 'queueNotice', fields: {} } })
    const final = signedResult(caseId)
    for (const [cms, outcome] of [
      [paper.cms, 'intermediate'],
      [final.cms, 'positive'],
    ] as const) {
      const stored = await desk.documents.put(cms)
      if (!stored.ok) throw new Error(stored.error.tag)
      desk.stores.transaction(() =>
        record(desk, operator, caseId, { kind: 'resultReceived', cms: stored.value, outcome, report, eventId: outcome }),
      )
    }
    const viewed = await viewCase(desk, session, caseId, 'case')
    expect(viewed.ok && [viewed.value.intermediate, viewed.value.result, viewed.value.unbroken]).toEqual([
      paper.document,
      final.document,
      true,
    ])
  })

  it('says what this person may do with the case now', async () => {
    const desk = createFakeDesk({ kind: 'provider', services: [{ ...definition, procedure: 'resolution' }] })
    const caseId = providerCase(desk)
    const deedsOf = async (role: 'chancellery' | 'head') => {
      const viewed = await viewCase(desk, sessionOf(role), caseId, 'provider')
      return viewed.ok && viewed.value.deeds.filter((deed) => deed !== 'extend')
    }
    expect([await deedsOf('chancellery'), await deedsOf('head')]).toEqual([['accept'], []])
  })

  it('of a case that is not there fails', async () => {
    expect(await viewCase(createFakeDesk(), session, newCaseId(), 'case')).toEqual(err({ tag: 'case/missing', remedy: 'support' }))
  })
})

it('norms are those of the channel by which the request came', () => {
  const caseId = newCaseId()
  const step = (norm: string) => ({
    step: 'P1',
    clause: '1',
    actor: { kk: 'а', ru: 'а' },
    text: { kk: norm, ru: norm },
    norm: { kk: norm, ru: norm },
    normSeconds: 60,
    measure: { from: 'opened', to: 'cancelled' },
  })
  const service = { ...definition, channels: { centre: [step('centre')], provider: [step('provider')] } }
  const opened = { kind: 'opened' as const, serviceId: definition.id, serviceVersion: '1', channel: 'centre' as const }
  const log = logOf(caseId, [opened, { kind: 'cancelled', reason: 'r' }])
  const now = Date.parse('2026-11-20T06:00:00.000Z')
  expect([measuredNorms(service, 'provider', log, now), measuredNorms(service, 'portal', log, now)]).toEqual([
    [
      {
        step: { kk: 'provider', ru: 'provider' },
        text: { kk: 'provider', ru: 'provider' },
        late: false,
        normSeconds: 60,
        actualSeconds: 1,
      },
    ],
    [],
  ])
})
