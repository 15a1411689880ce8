import { expect, it } from 'vitest'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { Role } from '#core/domain/staff.ts'
import { casesToSign } from '#core/services/cases-to-sign.ts'
import { acceptCase, assignExecutor, returnToExecutor, saveDecision, submitForSignature } from '#core/services/provider-work.ts'
import { iinNumber } from '#test/builders/case-log.ts'
import { centreCase, providerCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, type FakeDesk, providerBin, sessionOf } from '#test/fakes/desk.ts'

const decision: Decision = { outcome: 'positive', form: 'certificate', fields: { registeredInfo: { kk: 'иә', ru: 'да' } } }
const as = (role: Role, staffId: string = role) =>
  sessionOf(role, {
    staff: { staffId, login: staffId, iin: iinNumber(20), fullName: `Аты ${staffId}`, role, organisationBin: providerBin },
  })
const [head, executor, other, chancellery] = [as('head'), as('executor'), as('executor', 'executor-2'), as('chancellery')]
const accepted: CaseEvent = { kind: 'accepted' }

function deskOf(procedure: 'direct' | 'resolution'): FakeDesk {
  const desk = createFakeDesk({ kind: 'provider', services: [{ ...definition, procedure }] })
  desk.stores.settings.saveColleagues([head, executor, other].map(({ staff }) => staff))
  return desk
}
const idsOf = (desk: FakeDesk, session = head) => casesToSign(desk, session).map(({ line }) => line.caseId)

it('the head is shown what executors passed on, with who did, and only until it is signed or sent back', () => {
  const desk = deskOf('resolution')
  const drafted = () => {
    const caseId = providerCase(desk)
    acceptCase(desk, chancellery, { caseId })
    assignExecutor(desk, head, { caseId, executor: 'executor', resolution: 'Қараңыз' })
    saveDecision(desk, executor, { caseId, decision })
    return caseId
  }
  const [waiting, returned] = [drafted(), drafted(), drafted()]
  for (const caseId of [waiting, returned]) expect(submitForSignature(desk, executor, { caseId }).ok).toBe(true)
  returnToExecutor(desk, head, { caseId: returned, remark: 'Түзетіңіз' })
  expect(casesToSign(desk, head)).toEqual([
    { line: expect.objectContaining({ caseId: waiting, step: 'sign' }), decision, by: 'Аты executor', at: expect.any(String) },
  ])
  expect([idsOf(desk, executor), idsOf(desk, chancellery)]).toEqual([[], []])
})

it('where one person decides and signs, everyone is shown what they wrote themselves', () => {
  const desk = deskOf('direct')
  const mine = providerCase(desk, [accepted])
  const theirs = providerCase(desk, [accepted])
  providerCase(desk, [accepted])
  saveDecision(desk, executor, { caseId: mine, decision })
  saveDecision(desk, other, { caseId: theirs, decision })
  expect([idsOf(desk, executor), idsOf(desk, other), idsOf(desk, head)]).toEqual([[mine], [theirs], []])
})

it('cases that a centre took in are none of it', async () => {
  const desk = deskOf('direct')
  await centreCase(desk, 'inWork')
  expect(idsOf(desk, executor)).toEqual([])
})
