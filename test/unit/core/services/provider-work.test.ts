import { describe, expect, it } from 'vitest'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { Role, StaffMember } from '#core/domain/staff.ts'
import { prepareResult } from '#core/services/compose-result.ts'
import { actorOf, type Session } from '#core/services/desk.ts'
import {
  acceptCase,
  assignExecutor,
  dispatchResult,
  executorsOf,
  extendTerm,
  returnToExecutor,
  saveDecision,
  submitForSignature,
} from '#core/services/provider-work.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { newCaseId } from '#test/builders/case-log.ts'
import { iinNumber } from '#test/builders/case-log.ts'
import { centreCase, providerCase } from '#test/builders/desk-case.ts'
import { centreBin, createFakeDesk, definition, type FakeDesk, kindsOf, providerBin, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const member = (role: Role, over: Partial<StaffMember> = {}): StaffMember => ({
  staffId: role,
  login: role,
  iin: iinNumber(['chancellery', 'head', 'executor'].indexOf(role) + 20),
  fullName: `Аты-жөні ${role}`,
  role,
  organisationBin: providerBin,
  ...over,
})
const as = (role: Role, over: Partial<StaffMember> = {}): Session => sessionOf(role, { staff: member(role, over) })
const chancellery = as('chancellery')
const head = as('head')
const executor = as('executor')
const other = as('executor', { staffId: 'executor-2', fullName: 'Басқа орындаушы' })

const decision: Decision = { outcome: 'positive', form: 'certificate', fields: { registeredInfo: { kk: 'иә', ru: 'да' } } }
const notYours = err({ tag: 'provider/notYours', remedy: 'act' })
const accepted: CaseEvent = { kind: 'accepted' }

function providerDesk(procedure: 'direct' | 'resolution' = 'direct'): FakeDesk {
  const desk = createFakeDesk({ kind: 'provider', services: [{ ...definition, procedure }] })
  desk.stores.settings.saveColleagues([
    chancellery.staff,
    head.staff,
    executor.staff,
    other.staff,
    member('executor', { staffId: 'elsewhere', organisationBin: centreBin }),
  ])
  return desk
}

async function sign(desk: FakeDesk, session: Session, caseId: CaseId, what: Decision) {
  const mine = certificateOf({ iin: session.staff.iin, bin: providerBin })
  desk.token.certificates = [mine]
  const prepared = prepareResult(desk, session, caseId, what)
  if (!prepared.ok) return prepared
  const { preparationId } = prepared.value
  return signPrepared(desk, session, actorOf(desk, session), { preparationId, certificateId: mine.certificateId, ticket: 't' }, new Abort())
}

/** Kind and content of what waits to be sent. */
const jobsOf = (desk: FakeDesk, caseId: CaseId) => desk.stores.jobs.ofCase(caseId).map(({ kind, content }) => [kind, content])

describe('where one executor does all', () => {
  it('accepts, decides and signs: the acceptance and the result are sent at once', async () => {
    const desk = providerDesk()
    const caseId = providerCase(desk)
    expect([
      acceptCase(desk, executor, { caseId }),
      saveDecision(desk, executor, { caseId, decision }),
      (await sign(desk, executor, caseId, decision)).ok,
    ]).toEqual([ok({}), ok({}), true])
    const state = desk.stores.cases.state(caseId)
    expect({
      kinds: kindsOf(desk, caseId),
      jobs: jobsOf(desk, caseId),
      told: desk.told,
      author: desk.stores.cases.last(caseId)?.author,
    }).toEqual({
      kinds: ['requestArrived', 'accepted', 'decisionDrafted', 'resultSigned'],
      jobs: [
        ['deliverAcceptance', undefined],
        ['deliverResult', state?.resultCms],
      ],
      told: ['caseChanged', 'queued', 'caseChanged', 'queued'],
      author: expect.objectContaining({ staffId: 'executor', role: 'executor', organisationBin: providerBin }),
    })
  })

  it('a decision that says the same again is not written again, in whatever order it is said', () => {
    const desk = providerDesk()
    const caseId = providerCase(desk, [accepted])
    const turned: Decision = { fields: { registeredInfo: { ru: 'да', kk: 'иә' } }, form: 'certificate', outcome: 'positive' }
    for (const each of [decision, decision, turned]) expect(saveDecision(desk, executor, { caseId, decision: each })).toEqual(ok({}))
    expect(kindsOf(desk, caseId)).toEqual(['requestArrived', 'accepted', 'decisionDrafted'])
  })

  it('the chancellery accepts and does no more; nobody resolves, submits, returns or dispatches', () => {
    const desk = providerDesk()
    const arrived = providerCase(desk)
    const caseId = providerCase(desk, [accepted])
    expect([
      acceptCase(desk, chancellery, { caseId: arrived }),
      saveDecision(desk, chancellery, { caseId, decision }),
      prepareResult(desk, chancellery, caseId, decision),
      assignExecutor(desk, head, { caseId, executor: 'executor', resolution: 'Қарау' }),
      submitForSignature(desk, executor, { caseId }),
      returnToExecutor(desk, head, { caseId, remark: 'Толықтыру' }),
    ]).toEqual([ok({}), notYours, notYours, notYours, notYours, notYours])
    expect(kindsOf(desk, caseId)).toEqual(['requestArrived', 'accepted'])
  })
})

describe('where chancellery, head and executor pass the case on', () => {
  it('the whole way, with one return: the result is sent only when it is dispatched', async () => {
    const desk = providerDesk('resolution')
    const caseId = providerCase(desk)
    expect(acceptCase(desk, chancellery, { caseId })).toEqual(ok({}))
    expect(assignExecutor(desk, head, { caseId, executor: 'executor', resolution: 'Қарап, жобасын дайындау' })).toEqual(ok({}))
    expect(saveDecision(desk, executor, { caseId, decision })).toEqual(ok({}))
    expect(submitForSignature(desk, executor, { caseId })).toEqual(ok({}))
    expect(returnToExecutor(desk, head, { caseId, remark: 'Күнін нақтылау' })).toEqual(ok({}))
    expect(desk.stores.cases.state(caseId)).toMatchObject({ submitted: false, remark: 'Күнін нақтылау', assigned: { staffId: 'executor' } })
    expect(submitForSignature(desk, executor, { caseId })).toEqual(ok({}))
    expect((await sign(desk, head, caseId, decision)).ok).toBe(true)
    expect(jobsOf(desk, caseId)).toEqual([['deliverAcceptance', undefined]])
    expect(dispatchResult(desk, head, { caseId })).toEqual(notYours)
    expect(dispatchResult(desk, chancellery, { caseId })).toEqual(ok({}))
    expect(jobsOf(desk, caseId)).toEqual([
      ['deliverAcceptance', undefined],
      ['deliverResult', desk.stores.cases.state(caseId)?.resultCms],
    ])
    expect(dispatchResult(desk, chancellery, { caseId })).toEqual(notYours)
    expect(kindsOf(desk, caseId)).toEqual([
      'requestArrived',
      'accepted',
      'assigned',
      'decisionDrafted',
      'submittedForSignature',
      'returnedToExecutor',
      'submittedForSignature',
      'resultSigned',
      'resultDispatched',
    ])
  })

  it('nobody does another’s work', () => {
    const desk = providerDesk('resolution')
    const arrived = providerCase(desk)
    const assigned: CaseEvent = { kind: 'assigned', executor: { staffId: 'executor', fullName: 'x' }, resolution: 'Қарау' }
    const caseId = providerCase(desk, [accepted, assigned])
    expect([
      acceptCase(desk, head, { caseId: arrived }),
      saveDecision(desk, other, { caseId, decision }),
      saveDecision(desk, head, { caseId, decision }),
      // Nothing is written yet.
      submitForSignature(desk, executor, { caseId }),
      prepareResult(desk, head, caseId, decision),
    ]).toEqual([notYours, notYours, notYours, notYours, notYours])
  })

  it('the head signs what was submitted, word for word, and sees it incomplete before that', () => {
    const desk = providerDesk('resolution')
    const assigned: CaseEvent = { kind: 'assigned', executor: { staffId: 'executor', fullName: 'x' }, resolution: 'Қарау' }
    const caseId = providerCase(desk, [accepted, assigned])
    saveDecision(desk, executor, { caseId, decision: { ...decision, fields: {} } })
    expect(submitForSignature(desk, executor, { caseId })).toEqual(
      err({ tag: 'signing/incomplete', remedy: 'act', fields: ['fields.registeredInfo.kk', 'fields.registeredInfo.ru'] }),
    )
    saveDecision(desk, executor, { caseId, decision })
    submitForSignature(desk, executor, { caseId })
    const changed: Decision = { ...decision, fields: { registeredInfo: { kk: 'жоқ', ru: 'нет' } } }
    expect(prepareResult(desk, head, caseId, changed)).toEqual(notYours)
    expect(prepareResult(desk, head, caseId, decision).ok).toBe(true)
  })

  it('what went back while the token signed is not signed', async () => {
    const desk = providerDesk('resolution')
    const assigned: CaseEvent = { kind: 'assigned', executor: { staffId: 'executor', fullName: 'x' }, resolution: 'Қарау' }
    const caseId = providerCase(desk, [accepted, assigned])
    saveDecision(desk, executor, { caseId, decision })
    submitForSignature(desk, executor, { caseId })
    desk.token.meanwhile = () => void returnToExecutor(desk, head, { caseId, remark: 'Толықтыру' })
    expect(await sign(desk, head, caseId, decision)).toEqual(err({ tag: 'case/notInStage', remedy: 'act', stage: 'inWork' }))
    expect(desk.stores.cases.state(caseId)?.resultCms).toBeUndefined()
  })

  it('only an executor of this organisation can be named', () => {
    const desk = providerDesk('resolution')
    const caseId = providerCase(desk, [accepted])
    const name = (staffId: string) => assignExecutor(desk, head, { caseId, executor: staffId, resolution: 'Қарау' })
    const nobody = err({ tag: 'provider/noSuchExecutor', remedy: 'act' })
    expect([name('elsewhere'), name('chancellery'), name('head'), name('nobody')]).toEqual([nobody, nobody, nobody, nobody])
    expect(executorsOf(desk)).toEqual([executor, other].map(({ staff: { staffId, fullName } }) => ({ staffId, fullName })))
  })
})

describe('extending the term', () => {
  const reason = { kk: 'Қосымша тексеру қажет', ru: 'Нужна дополнительная проверка' }
  const maxDays = definition.term.extension?.maxDays ?? 0

  it('counts on from the day it was due and tells the gateway; once', () => {
    const desk = providerDesk()
    const caseId = providerCase(desk, [accepted])
    expect(extendTerm(desk, executor, { caseId, days: 3, reason })).toEqual(ok({}))
    expect({ event: desk.stores.cases.last(caseId)?.event, jobs: jobsOf(desk, caseId) }).toEqual({
      event: {
        kind: 'deadlineExtended',
        // Due on Wednesday the 25th; the weekend does not count.
        deadline: { dueOn: '2026-11-30', issueFrom: '2026-12-01', calendarVersion: expect.any(String) },
        days: 3,
        reason,
      },
      jobs: [['deliverExtension', undefined]],
    })
    expect(extendTerm(desk, executor, { caseId, days: 1, reason })).toEqual(notYours)
  })

  it('not by more than the regulation allows, not by the chancellery, not beyond the calendar, not where no extension is known', () => {
    const desk = providerDesk()
    const caseId = providerCase(desk, [accepted])
    expect(extendTerm(desk, executor, { caseId, days: maxDays + 1, reason })).toEqual(
      err({ tag: 'provider/extensionTooLong', remedy: 'act', maxDays }),
    )
    expect(extendTerm(desk, chancellery, { caseId, days: 1, reason })).toEqual(notYours)
    const { extension, ...term } = definition.term
    if (extension === undefined) throw new Error('An extension')
    const endless = createFakeDesk({
      kind: 'provider',
      services: [{ ...definition, term: { ...term, extension: { ...extension, maxDays: 9_999 } } }],
    })
    const long = providerCase(endless, [accepted])
    expect(extendTerm(endless, executor, { caseId: long, days: 9_999, reason })).toEqual(
      err({ tag: 'calendar/tooShort', remedy: 'support' }),
    )
    const never = createFakeDesk({ kind: 'provider', services: [{ ...definition, term }] })
    expect(extendTerm(never, executor, { caseId: providerCase(never, [accepted]), days: 1, reason })).toEqual(notYours)
  })
})

describe('cases that are not there or not so far', () => {
  it('are told apart', async () => {
    const desk = providerDesk()
    const centre = await centreCase(createFakeDesk(), 'registered')
    const missing = err({ tag: 'case/missing', remedy: 'support' })
    expect([acceptCase(desk, executor, { caseId: newCaseId() }), acceptCase(desk, executor, { caseId: centre })]).toEqual([
      missing,
      missing,
    ])
    const caseId = providerCase(desk, [accepted])
    expect(acceptCase(desk, executor, { caseId })).toEqual(err({ tag: 'case/notInStage', remedy: 'act', stage: 'inWork' }))
    const own = createFakeDesk()
    expect(acceptCase(own, executor, { caseId: await centreCase(own, 'registered') })).toEqual(notYours)
  })

  it('an action and its job are written together or not at all', () => {
    const desk = providerDesk()
    const caseId = providerCase(desk)
    const jobs = {
      ...desk.stores.jobs,
      add: () => {
        throw new Error('Full')
      },
    }
    expect(() => acceptCase({ ...desk, stores: { ...desk.stores, jobs } }, executor, { caseId })).toThrow('Full')
    expect([kindsOf(desk, caseId), jobsOf(desk, caseId), desk.told]).toEqual([['requestArrived'], [], []])
  })
})
