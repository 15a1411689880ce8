import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Job, JobKind } from '#core/domain/job.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { operator } from '#test/builders/case-log.ts'
import { checkAnswer, declaredCase, declaredPaper, record, registeredPerson, signCase } from '#test/builders/declared.ts'
import { readyCase, typedRepresentative } from '#test/builders/draft.ts'
import { createFakeDesk, definition, kindsOf, refused } from '#test/fakes/desk.ts'

const receipt = {
  number: '000000000042',
  registeredAt: '2026-11-20T05:00:05.000Z',
  deadline: { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' },
  acknowledgement: 'ack-42',
}
const silent = { answer: 'unavailable' as const, at: receipt.registeredAt }
const otherName = registeredPerson({ name: { surname: 'Әбілқасымова', givenName: 'Қайрат' } })
const found = { kind: 'needsOperator', fault: { tag: 'conflict/found', data: {} } }

async function queued(gateway: Partial<Gateway>, over: Parameters<typeof declaredCase>[1] = {}) {
  const desk = createFakeDesk({ gateway: { upload: () => Promise.resolve(ok()), submit: () => Promise.resolve(ok(receipt)), ...gateway } })
  const caseId = await declaredCase(desk, over)
  const jobs = (): readonly Job[] => desk.stores.jobs.ofCase(caseId)
  const run = (kind: JobKind) => {
    const job = jobs().find((candidate) => candidate.kind === kind && candidate.state !== 'cancelled')
    if (job === undefined) throw new Error(`No ${kind}`)
    return jobHandlers(desk)[kind](job, () => {}, new Abort())
  }
  const state = () => desk.stores.cases.state(caseId)
  return { desk, caseId, jobs, run, state }
}

describe('checkDeclared', () => {
  it('is queued before the submission, and only where something was declared', async () => {
    const { desk, caseId, jobs } = await queued({})
    expect(jobs().map(({ kind }) => kind)).toEqual(['checkDeclared', 'submitRequest'])
    expect(desk.stores.jobs.due('counter', desk.clock.instant(), 9).map((job) => [job.caseId, job.kind])).toEqual([
      [caseId, 'checkDeclared'],
    ])
  })

  it('asks with the signed request itself; where all agrees that is written down and the submission goes on', async () => {
    const asked: Uint8Array[] = []
    const { desk, caseId, run, state } = await queued({
      check: (_caseId, cms) => {
        asked.push(cms)
        return checkAnswer({ applicant: record(registeredPerson()) })
      },
    })
    expect(await run('checkDeclared')).toEqual({ kind: 'done' })
    const kept = await desk.documents.get(state()!.requestCms!)
    expect(kept).toEqual(ok(asked[0]))
    expect([kindsOf(desk, caseId).at(-1), state()?.declaredCheck?.unanswered, state()?.conflict]).toEqual([
      'declaredChecked',
      [],
      undefined,
    ])
    // The process died before the outcome was written: nothing is asked or written twice.
    expect([await run('checkDeclared'), asked.length, kindsOf(desk, caseId).length]).toEqual([{ kind: 'done' }, 1, 3])
  })

  it('a contradiction is written down in both versions and waits; nothing is sent meanwhile', async () => {
    let asked = 0
    const { desk, caseId, run, state } = await queued({
      check: () => {
        asked++
        return checkAnswer({ applicant: record(otherName) })
      },
      submit: () => Promise.reject(new Error('Sent')),
    })
    expect([await run('checkDeclared'), await run('checkDeclared'), await run('submitRequest'), asked]).toEqual([found, found, found, 1])
    expect(state()?.conflict?.findings[0]?.fields[0]).toEqual({
      name: 'surname',
      declared: 'Әбілқасымов',
      registered: 'Әбілқасымова',
      verdict: 'differs',
    })
    expect([state()?.stage, kindsOf(desk, caseId)]).toEqual(['queued', ['opened', 'requestSigned', 'conflictFound']])
  })

  it('a newer version of the service is a conflict before sending', async () => {
    const { run, state } = await queued({
      check: () => checkAnswer({ applicant: record(registeredPerson()) }, { accepted: true, inForce: '99' }),
    })
    expect([await run('checkDeclared'), state()?.conflict?.version]).toEqual([
      found,
      { signed: definition.version, inForce: '99', accepted: true },
    ])
  })

  it('a silent register holds nothing up: the request goes, the check comes again after it and may still find a conflict', async () => {
    let answer: Parameters<typeof checkAnswer>[0] = { applicant: silent }
    const { desk, caseId, jobs, run, state } = await queued({ check: () => checkAnswer(answer) })
    expect(await run('checkDeclared')).toEqual({ kind: 'done' })
    expect(jobs().map(({ kind }) => kind)).toEqual(['checkDeclared', 'submitRequest', 'recheckDeclared'])
    expect([await run('submitRequest'), state()?.stage]).toMatchObject([{ kind: 'done' }, 'registered'])
    expect(await run('recheckDeclared')).toEqual({ kind: 'retry', fault: { tag: 'conflict/registersSilent', data: {} } })
    answer = { applicant: record(otherName) }
    expect([await run('recheckDeclared'), state()?.conflict?.source, state()?.stage]).toEqual([found, 'recheck', 'registered'])
    expect(kindsOf(desk, caseId)).toEqual(['opened', 'requestSigned', 'declaredChecked', 'registered', 'conflictFound'])
  })

  it('what one register answered is not asked of again when another one was silent', async () => {
    const person = record(registeredPerson())
    const representative = record(registeredPerson({ name: { surname: 'Ахметова', givenName: 'Дана' } }))
    let answer: Parameters<typeof checkAnswer>[0] = { applicant: person, representative, authority: silent }
    const { run, state } = await queued(
      { check: () => checkAnswer(answer) },
      { representative: typedRepresentative({ evidence: declaredPaper }) },
    )
    expect([await run('checkDeclared'), state()?.declaredCheck?.unanswered]).toEqual([{ kind: 'done' }, ['authority']])
    await run('submitRequest')
    // The person's data changed since; only the power of attorney is still open.
    answer = { applicant: record(otherName), representative, authority: { answer: 'notFound', at: receipt.registeredAt, reference: 'q-2' } }
    expect([await run('recheckDeclared'), state()?.conflict?.findings]).toEqual([
      found,
      [expect.objectContaining({ subject: 'authority', problems: ['unknown'] })],
    ])
  })

  it('waits while the gateway is away; a gateway that will not check does not keep the request', async () => {
    const away = err(fault('gateway/unavailable', 'retry', { why: 'timeout' as const }))
    const waiting = await queued({ check: () => Promise.resolve(away) })
    expect(await waiting.run('checkDeclared')).toMatchObject({ kind: 'retry', fault: { tag: 'gateway/unavailable' } })
    const unwilling = await queued({ check: () => refused('signature/revoked') })
    expect([await unwilling.run('checkDeclared'), unwilling.state()?.declaredCheck]).toEqual([
      { kind: 'done' },
      { findings: [], unanswered: ['applicant'] },
    ])
  })

  it('finds by itself that the case was ended, before it asks and while it asks', async () => {
    const ended = await queued({ check: () => Promise.reject(new Error('Asked')) })
    endIntake(ended.desk, operator, ended.caseId, { kind: 'cancelled', reason: 'бас тартты' })
    const job = ended.jobs().find(({ kind }) => kind === 'checkDeclared')!
    expect(await jobHandlers(ended.desk).checkDeclared(job, () => {}, new Abort())).toEqual({ kind: 'done' })
    const late = await queued({
      check: () => {
        endIntake(late.desk, operator, late.caseId, { kind: 'cancelled', reason: 'бас тартты' })
        return checkAnswer({ applicant: record(otherName) })
      },
    })
    expect([await late.run('checkDeclared'), kindsOf(late.desk, late.caseId)]).toEqual([
      { kind: 'done' },
      ['opened', 'requestSigned', 'cancelled'],
    ])
  })

  it('of a request that reached the gateway another way is a late one', async () => {
    const { run, state } = await queued({ check: () => checkAnswer({ applicant: record(otherName) }, { accepted: true, inForce: '99' }) })
    await run('submitRequest')
    expect([await run('checkDeclared'), state()?.stage, state()?.conflict]).toMatchObject([found, 'registered', { source: 'recheck' }])
    expect(state()?.conflict).not.toHaveProperty('version')
  })

  it('is not queued where everything was confirmed', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    await signCase(desk, caseId)
    expect(desk.stores.jobs.ofCase(caseId).map(({ kind }) => kind)).toEqual(['submitRequest'])
  })
})

describe('a refusal of the gateway', () => {
  it.each([
    ['request/applicantDeceased', { findings: [{ subject: 'applicant', problems: ['deceased'] }] }],
    ['payment/used', { findings: [{ subject: 'payment', problems: ['used'] }] }],
    ['request/unknownVersion', { version: { signed: definition.version, inForce: '99', accepted: false } }],
  ])('%s is a conflict', async (code, conflict) => {
    const { run, state } = await queued({ submit: () => refused(code, { inForce: '99' }) })
    expect([await run('submitRequest'), state()?.stage, state()?.conflict]).toMatchObject([
      { kind: 'rejected' },
      'rejected',
      { source: 'refusal', ...conflict },
    ])
  })

  it('for another reason is none', async () => {
    const { run, state } = await queued({ submit: () => refused('request/invalid') })
    expect([await run('submitRequest'), state()?.stage, state()?.conflict]).toMatchObject([{ kind: 'rejected' }, 'rejected', undefined])
  })
})
