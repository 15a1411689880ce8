import { describe, expect, it } from 'vitest'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { correctEmail } from '#core/services/correct-email.ts'
import { completeHandOut } from '#core/services/hand-out.ts'
import { operator } from '#test/builders/case-log.ts'
import { centreCase, signedResult } from '#test/builders/desk-case.ts'
import { createFakeDesk, type FakeDesk, kindsOf, refused, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()
type Sent = Parameters<Gateway['email']>

/** A result handed out by e-mail, with its job and a run of it. */
async function mailed(email: Gateway['email'] = () => Promise.resolve(ok({ acknowledgement: 'ack', at: '2026-11-20T05:00:00.000Z' }))) {
  const sent: Sent[] = []
  const desk = createFakeDesk({
    gateway: {
      email: (...call) => {
        sent.push(call)
        return email(...call)
      },
    },
  })
  const caseId = await centreCase(desk, 'completed')
  const given = await completeHandOut(desk, session, operator, {
    caseId,
    to: 'applicant',
    receiptShown: false,
    way: 'email',
    email: 'a@mail.kz',
  })
  if (!given.ok) throw new Error(given.error.tag)
  const run = async () => {
    const job = jobsOf(desk, caseId).find(({ state }) => state === 'ready')
    if (job === undefined) throw new Error('No job waits')
    return jobHandlers(desk)[job.kind](job, () => {}, new Abort())
  }
  return { desk, caseId, sent, run, pdf: given.value.pdf }
}
const jobsOf = (desk: FakeDesk, caseId: CaseId) => desk.stores.jobs.ofCase(caseId).filter(({ kind }) => kind === 'emailResult')

describe('a result by e-mail', () => {
  it('is handed out with the job that sends it, and sent when the gateway says so', async () => {
    const { desk, caseId, sent, run, pdf } = await mailed()
    expect([desk.stores.cases.last(caseId)?.event, jobsOf(desk, caseId), desk.told, desk.printed]).toMatchObject([
      { kind: 'handedOut', way: 'email', email: { to: 'a@mail.kz' } },
      [{ state: 'ready', content: desk.stores.cases.state(caseId)?.resultCms }],
      ['caseChanged', 'queued'],
      [],
    ])
    expect(desk.stores.cases.state(caseId)?.emails).toMatchObject([{ to: 'a@mail.kz', sent: false }])
    expect(await run()).toEqual({ kind: 'done', acknowledgement: { text: 'ack', at: '2026-11-20T05:00:00.000Z' } })
    const [job] = jobsOf(desk, caseId)
    const { resultHash } = signedResult(caseId)
    expect(sent).toEqual([[job?.idempotencyKey, caseId, { to: 'a@mail.kz', language: 'kk', pdf, resultHash }]])
    expect([desk.stores.cases.last(caseId), desk.stores.cases.state(caseId)?.emails]).toMatchObject([
      { author: { role: 'system' }, event: { kind: 'resultEmailed', to: 'a@mail.kz', acknowledgement: 'ack' } },
      [{ to: 'a@mail.kz', sent: true }],
    ])
    // A job that runs again, its process having died in between, sends nothing more.
    expect([await run(), sent.length]).toEqual([{ kind: 'done', acknowledgement: { text: 'ack' } }, 1])
  })

  it('to an address that is refused needs somebody at the desk', async () => {
    const { desk, caseId, run } = await mailed(() => refused('email/addressRefused', { smtpCode: 550 }))
    expect([await run(), kindsOf(desk, caseId).includes('resultEmailed')]).toEqual([
      { kind: 'needsOperator', fault: { tag: 'gateway/refused', data: { smtpCode: 550, code: 'email/addressRefused' } } },
      false,
    ])
  })

  it('needs an address, and no identity document; the other ways need one', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'completed')
    const input = { caseId, to: 'applicant', receiptShown: true } as const
    expect([
      await completeHandOut(desk, session, operator, { ...input, way: 'email' }),
      await completeHandOut(desk, session, operator, { ...input, way: 'print' }),
      desk.stores.cases.state(caseId)?.stage,
    ]).toEqual([err({ tag: 'handOut/noAddress', remedy: 'act' }), err({ tag: 'handOut/noIdentity', remedy: 'act' }), 'completed'])
  })
})

describe('a result handed out again', () => {
  const again = { to: 'applicant', receiptShown: false, identityDocument: { kind: 'idCard', number: '012345678' } } as const

  it('over the counter calls off the letter that could not be sent', async () => {
    const { desk, caseId } = await mailed()
    const [failed] = jobsOf(desk, caseId)
    if (failed === undefined) throw new Error('No job')
    desk.stores.jobs.update({ ...failed, state: 'stuck' })
    expect((await completeHandOut(desk, session, operator, { ...again, caseId, way: 'save' })).ok).toBe(true)
    expect([jobsOf(desk, caseId), desk.stores.cases.state(caseId)?.emails]).toMatchObject([[{ id: failed.id, state: 'cancelled' }], []])
  })

  it('by e-mail sends one letter, to the later address, and waits while the earlier one is being sent', async () => {
    const { desk, caseId, sent, run } = await mailed()
    const [first] = jobsOf(desk, caseId)
    if (first === undefined) throw new Error('No job')
    const send = () => completeHandOut(desk, session, operator, { ...again, caseId, way: 'email', email: 'b@mail.kz' })
    desk.stores.jobs.update({ ...first, state: 'running' })
    expect(await send()).toEqual(err({ tag: 'handOut/emailUnderWay', remedy: 'retry' }))
    desk.stores.jobs.update(first)
    expect((await send()).ok).toBe(true)
    await run()
    expect([jobsOf(desk, caseId)[0]?.state, sent.map(([, , { to }]) => to), desk.stores.cases.state(caseId)?.emails]).toMatchObject([
      'cancelled',
      ['b@mail.kz'],
      [{ to: 'b@mail.kz', sent: true }],
    ])
    // What was sent stays said, whoever comes for the paper afterwards.
    await completeHandOut(desk, session, operator, { ...again, caseId, way: 'print' })
    expect(desk.stores.cases.state(caseId)?.emails).toMatchObject([{ to: 'b@mail.kz', sent: true }])
  })
})

describe('correctEmail', () => {
  it('closes the job that failed and sends to the right address under a key of its own', async () => {
    const { desk, caseId, sent, run } = await mailed((_key, _id, { to }) =>
      to === 'a@mail.kz'
        ? refused('email/addressRefused')
        : Promise.resolve(ok({ acknowledgement: 'ack-2', at: '2026-11-20T05:00:00.000Z' })),
    )
    await run()
    const [failed] = jobsOf(desk, caseId)
    if (failed === undefined) throw new Error('No job')
    desk.stores.jobs.update({ ...failed, state: 'stuck' })
    expect(correctEmail(desk, operator, { caseId, email: 'b@mail.kz' })).toEqual(ok({}))
    expect(desk.stores.cases.last(caseId)?.event).toMatchObject({ kind: 'emailCorrected', to: 'b@mail.kz' })
    expect(jobsOf(desk, caseId)).toMatchObject([{ id: failed.id, state: 'cancelled' }, { state: 'ready' }])
    expect(await run()).toEqual({ kind: 'done', acknowledgement: { text: 'ack-2', at: '2026-11-20T05:00:00.000Z' } })
    expect([sent.map(([, , { to }]) => to), new Set(sent.map(([key]) => key)).size, desk.stores.cases.state(caseId)?.emails]).toMatchObject(
      [['a@mail.kz', 'b@mail.kz'], 2, [{ to: 'b@mail.kz', sent: true }]],
    )
    expect(correctEmail(desk, operator, { caseId, email: 'c@mail.kz' })).toEqual(err({ tag: 'handOut/emailSent', remedy: 'act' }))
  })

  it('is refused while the letter is being sent, for another paper, and before there was one', async () => {
    const { desk, caseId } = await mailed()
    const [job] = jobsOf(desk, caseId)
    if (job === undefined) throw new Error('No job')
    desk.stores.jobs.update({ ...job, state: 'running' })
    const byHand = await centreCase(desk, 'handedOut')
    expect([
      correctEmail(desk, operator, { caseId, email: 'b@mail.kz' }),
      correctEmail(desk, operator, { caseId, email: 'b@mail.kz', intermediate: true }),
      correctEmail(desk, operator, { caseId: byHand, email: 'b@mail.kz' }),
      correctEmail(desk, operator, { caseId: await centreCase(desk, 'registered'), email: 'b@mail.kz' }),
    ]).toEqual([
      err({ tag: 'handOut/emailUnderWay', remedy: 'retry' }),
      err({ tag: 'handOut/notEmailed', remedy: 'act' }),
      err({ tag: 'handOut/notEmailed', remedy: 'act' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'registered' }),
    ])
  })
})
