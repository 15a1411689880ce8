import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { composeResult, prepareResult } from '#core/services/compose-result.ts'
import { deskRequest, providerCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, providerBin, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf('executor')
const said = { kk: 'иә', ru: 'да' }
const [ground] = definition.refusalGrounds
const inWork = [{ kind: 'accepted' }] as const

describe('composeResult', () => {
  it('fills the blank from the request, the desk and what the provider wrote, and nothing else', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    const caseId = providerCase(desk, inWork)
    const composed = composeResult(desk, session, caseId, {
      outcome: 'positive',
      fields: { registeredInfo: said, training: { kk: ' ', ru: '' }, specialistFullName: 'Біреу', extra: 'x' },
    })
    const request = deskRequest(caseId)
    expect(composed.ok && composed.value.document).toMatchObject({
      requestHash: hashOf(canonicalBytes(request)),
      provider: { bin: providerBin },
      fields: {},
      grounds: [],
      signedBy: { iin: session.staff.iin, fullName: session.staff.fullName, position: { kk: 'Маман', ru: 'Специалист' } },
    })
    expect(composed.ok && composed.value.document.fields).toEqual({
      applicantFullName: 'Әбілқасымов Қайрат',
      registeredInfo: said,
      presentedTo: { kk: 'Банкке', ru: 'В банк' },
      headFullName: session.staff.fullName,
      specialistFullName: session.staff.fullName,
      applicationDate: '2026-11-20',
    })
  })

  it.each<[string, Decision, readonly string[]]>([
    ['a field of the blank without a value', { outcome: 'positive', fields: {} }, ['fields.registeredInfo']],
    ['one language only', { outcome: 'positive', fields: { registeredInfo: { kk: 'иә', ru: ' ' } } }, ['fields.registeredInfo']],
    ['a ground that is none', { outcome: 'refusal', groundIds: ['invented'], explanation: said }, ['groundIds']],
  ])('%s: incomplete, and nothing is prepared', (_what, decision, fields) => {
    const desk = createFakeDesk({ kind: 'provider' })
    const prepared = prepareResult(desk, session, providerCase(desk, inWork), decision)
    expect([prepared, desk.preparations.size]).toEqual([err({ tag: 'signing/incomplete', remedy: 'act', fields }), 0])
  })

  it('a refusal names its grounds in their own words, and fills no blank', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    const decision: Decision = { outcome: 'refusal', groundIds: [ground?.id ?? ''], explanation: said }
    const composed = composeResult(desk, session, providerCase(desk, inWork), decision)
    expect(composed.ok && [composed.value.document.grounds, composed.value.document.fields]).toEqual([
      [{ id: ground?.id, text: ground?.text }],
      {},
    ])
  })

  it('before the request was accepted there is nothing to decide', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    expect(composeResult(desk, session, providerCase(desk), { outcome: 'positive', fields: {} })).toEqual(
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'registered' }),
    )
  })
})
