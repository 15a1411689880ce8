import { describe, expect, it } from 'vitest'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { RegisterAnswers } from '#core/domain/declared-data.ts'
import type { Job, JobOutcome } from '#core/domain/job.ts'
import { ended } from '#core/jobs/job-transitions.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { decideConflict } from '#core/services/decide-conflict.ts'
import { operator } from '#test/builders/case-log.ts'
import { checkAnswer, declaredCase, declaredPaper, record, registeredPerson, signCase } from '#test/builders/declared.ts'
import { typedRepresentative } from '#test/builders/draft.ts'
import { createFakeDesk, definition, entryOf, kindsOf, refused } from '#test/fakes/desk.ts'
import { WorkCalendar } from '#core/domain/calendar.ts'
import calendar from '#resources/calendar/kz.json' with { type: 'json' }

const otherName = registeredPerson({ name: { surname: 'Әбілқасымова', givenName: 'Қайрат', patronymic: 'Маратұлы' } })
const at = '2026-11-22T05:00:00.000Z'

/** A case that waits for a choice: its first job was run and its outcome written, as the engine does. */
async function inConflict(registers: RegisterAnswers, over: Parameters<typeof declaredCase>[1] = {}, gateway: Partial<Gateway> = {}) {
  const desk = createFakeDesk({ gateway: { check: () => checkAnswer(registers), upload: () => Promise.resolve(ok()), ...gateway } })
  const caseId = await declaredCase(desk, over)
  const jobs = (): readonly Job[] => desk.stores.jobs.ofCase(caseId)
  const run = async (kind: Job['kind']): Promise<JobOutcome> => {
    const job = jobs().findLast((candidate) => candidate.kind === kind)
    if (job === undefined) throw new Error(`No ${kind}`)
    const outcome = await jobHandlers(desk)[kind](job, () => {}, new Abort())
    desk.stores.jobs.update(ended(job, outcome, { now: desk.clock.now(), chance: 0.5, gatewayAway: false }))
    return outcome
  }
  await run('checkDeclared')
  const decide = (choice: Parameters<typeof decideConflict>[2]['choice'], remark = '') =>
    decideConflict(desk, operator, { caseId, choice, remark })
  const state = () => desk.stores.cases.state(caseId)
  const draft = () => desk.stores.drafts.find(caseId)?.draft
  const last = () => desk.stores.cases.actions(caseId).at(-1)
  return { desk, caseId, jobs, run, decide, state, draft, last }
}

describe('decideConflict', () => {
  it('keep: the request goes as declared, with the remark and who made it in the log', async () => {
    const { desk, jobs, decide, state, last } = await inConflict({ applicant: record(otherName) })
    expect(desk.stores.jobs.due('counter', desk.clock.instant(), 9)).toEqual([])
    expect(decide('keep', ' Куәлігі көрілді ')).toEqual(ok({}))
    expect([state()?.stage, state()?.conflict, last()]).toMatchObject([
      'queued',
      undefined,
      { author: operator, event: { kind: 'conflictDecided', choice: 'keep', remark: 'Куәлігі көрілді' } },
    ])
    expect(jobs().map(({ kind, state: of }) => [kind, of])).toEqual([
      ['checkDeclared', 'done'],
      ['submitRequest', 'ready'],
    ])
    expect(desk.stores.jobs.due('counter', desk.clock.instant(), 9).map(({ kind }) => kind)).toEqual(['submitRequest'])
    expect(desk.told.slice(-2)).toEqual(['caseChanged', 'queued'])
  })

  it('a check that was paused while it waited is over all the same', async () => {
    const { desk, jobs, decide } = await inConflict({ applicant: record(otherName) })
    const [check] = jobs()
    if (check === undefined) throw new Error('No check')
    desk.stores.jobs.update({ ...check, state: 'paused' })
    decide('keep', 'Куәлігі көрілді')
    expect(jobs().map(({ state: of }) => of)).toEqual(['done', 'ready'])
  })

  it('keep and cancel want a reason; a choice that does not serve here, or comes twice, changes nothing', async () => {
    const { desk, caseId, decide } = await inConflict({ applicant: record(registeredPerson({ diedAt: '2026-11-01' })) })
    const before = kindsOf(desk, caseId)
    const [noReason, hopeless, nothingToTake] = [decide('cancel', '  '), decide('keep', 'Себеп'), decide('takeRegister')]
    expect([noReason, hopeless, nothingToTake]).toEqual([
      err({ tag: 'conflict/remarkMissing', remedy: 'act' }),
      err({ tag: 'conflict/gone', remedy: 'retry' }),
      err({ tag: 'conflict/gone', remedy: 'retry' }),
    ])
    expect(kindsOf(desk, caseId)).toEqual(before)
    decide('cancel', 'Алушы қайтыс болған')
    expect(decide('cancel', 'Алушы қайтыс болған')).toMatchObject({ ok: false })
  })

  it('takes the register’s version: back at the counter with its values and its confirmation, then signed anew under the same number', async () => {
    const { desk, caseId, jobs, decide, state, draft } = await inConflict({ applicant: record(otherName) })
    const number = state()?.provisionalNumber
    const typed = draft()?.applicant
    expect(decide('takeRegister')).toEqual(ok({}))
    expect([state()?.stage, jobs().map(({ state: of }) => of)]).toEqual(['draft', ['cancelled', 'cancelled']])
    expect(draft()).toMatchObject({
      step: 'applicant',
      applicant: {
        surname: 'Әбілқасымова',
        patronymic: 'Маратұлы',
        address: typed?.address,
        phone: typed?.phone,
        evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: at, reference: 'q-1' },
      },
    })
    await signCase(desk, caseId)
    expect([state()?.provisionalNumber, state()?.request?.applicant.name.surname]).toEqual([number, 'Әбілқасымова'])
    // Nothing is declared any more: nothing to check.
    expect(jobs().map(({ kind, state: of }) => [kind, of])).toEqual([
      ['checkDeclared', 'cancelled'],
      ['submitRequest', 'cancelled'],
      ['submitRequest', 'ready'],
    ])
  })

  it('corrects: as typed, with what was contradicted to be asked anew and what agreed confirmed', async () => {
    const representative = registeredPerson({ name: { surname: 'Ахметова', givenName: 'Дана' } })
    const { decide, draft } = await inConflict(
      {
        applicant: record(registeredPerson()),
        representative: record(representative),
        authority: { answer: 'notFound', at, reference: 'q-9' },
      },
      { representative: typedRepresentative({ evidence: declaredPaper }) },
    )
    decide('correct')
    expect([draft()?.applicant.evidence?.outcome, draft()?.representative?.authorityNumber]).toEqual(['confirmed', 'БНАЖ-1'])
    expect(draft()?.representative).not.toHaveProperty('evidence')
  })

  it('cancels: nothing is sent, the case is closed with the reason', async () => {
    const { desk, caseId, jobs, decide, state, draft } = await inConflict({ applicant: record(registeredPerson({ diedAt: '2026-11-01' })) })
    expect(decide('cancel', 'Алушы қайтыс болған')).toEqual(ok({}))
    expect([kindsOf(desk, caseId).slice(-3), state()?.stage, draft(), jobs().map(({ state: of }) => of)]).toEqual([
      ['conflictFound', 'conflictDecided', 'cancelled'],
      'cancelled',
      undefined,
      ['cancelled', 'cancelled'],
    ])
  })

  it('a register that was silent beside the contradiction is asked again once the operator kept the request', async () => {
    const silent = { answer: 'unavailable' as const, at }
    const paper = { representative: typedRepresentative({ evidence: declaredPaper }) }
    const { jobs, decide } = await inConflict({ applicant: record(otherName), representative: silent, authority: silent }, paper)
    decide('keep', 'Куәлігі көрілді')
    expect(jobs().map(({ kind, state: of }) => [kind, of])).toEqual([
      ['checkDeclared', 'done'],
      ['submitRequest', 'ready'],
      ['recheckDeclared', 'ready'],
    ])
  })

  it('a request whose version the gateway does not take goes on in the version in force, under its own number', async () => {
    const newer = { ...definition, version: '99', documents: definition.documents.filter(({ id }) => id !== 'identity') }
    const { desk, decide, run, state, draft } = await inConflict(
      { applicant: record(registeredPerson()) },
      {},
      { submit: () => refused('request/unknownVersion', { inForce: '99' }) },
    )
    await run('submitRequest')
    desk.stores.settings.saveCatalogue('2', [entryOf(newer)], WorkCalendar.parse(calendar))
    const number = state()?.provisionalNumber
    expect(decide('correct')).toEqual(ok({}))
    expect(state()).toMatchObject({ stage: 'draft', serviceVersion: '99', provisionalNumber: number })
    expect([draft()?.slots.map(({ slotId }) => slotId), draft()?.answers['handOutWay']]).toEqual([['application'], 'inPerson'])
    await signCase(desk, state()!.caseId)
    expect(state()?.request).toMatchObject({ service: { version: '99' }, provisionalNumber: number })
  })

  it('after registration there is only a note to make', async () => {
    const silent = { answer: 'unavailable' as const, at }
    let answer: RegisterAnswers = { applicant: silent }
    const { decide, run, state, jobs } = await inConflict(
      {},
      {},
      {
        check: () => checkAnswer(answer),
        submit: () =>
          Promise.resolve(
            ok({
              number: '000000000042',
              registeredAt: at,
              deadline: { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' },
              acknowledgement: 'a',
            }),
          ),
      },
    )
    await run('submitRequest')
    answer = { applicant: record(otherName) }
    await run('recheckDeclared')
    expect(decide('correct')).toEqual(err({ tag: 'conflict/gone', remedy: 'retry' }))
    expect(decide('keep', 'Қызмет көрсетушіге хабарланды')).toEqual(ok({}))
    expect([state()?.stage, state()?.conflict, jobs().map(({ state: of }) => of)]).toEqual([
      'registered',
      undefined,
      // The last is the signature's time stamp.
      ['done', 'done', 'done', 'ready'],
    ])
  })
})
