import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Job } from '#core/domain/job.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { acceptCase, extendTerm } from '#core/services/provider-work.ts'
import { reopenCase } from '#core/services/reopen-case.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { operator } from '#test/builders/case-log.ts'
import { providerCase } from '#test/builders/desk-case.ts'
import { readyCase } from '#test/builders/draft.ts'
import { newJob } from '#test/builders/job.ts'
import { centreBin, createFakeDesk, type FakeDesk, kindsOf, refused, sessionOf } from '#test/fakes/desk.ts'
import { queueOf } from '#test/fakes/queue.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const away = { ...fault('gateway/unavailable', 'retry', { why: 'timeout' }) } as const
const receipt = {
  number: '000000000042',
  registeredAt: '2026-11-20T05:00:05.000Z',
  deadline: { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' },
  acknowledgement: 'ack-42',
}
/** What the job keeps of that answer. */
const acknowledged = {
  kind: 'done',
  acknowledgement: { text: receipt.acknowledgement, at: receipt.registeredAt, number: receipt.number },
}
const uploaded: Gateway['upload'] = (_hash, content, report) => {
  report(content.length)
  return Promise.resolve(ok())
}

async function sign(desk: FakeDesk, caseId: Awaited<ReturnType<typeof readyCase>>): Promise<Job> {
  const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })
  desk.token.certificates = [mine]
  const prepared = await prepareRequest(desk, session, caseId)
  if (!prepared.ok) throw new Error(prepared.error.tag)
  const signed = await signPrepared(
    desk,
    session,
    operator,
    { preparationId: prepared.value.preparationId, certificateId: mine.certificateId, ticket: 't' },
    new Abort(),
  )
  const job = desk.stores.jobs.ofCase(caseId).find((candidate) => candidate.state === 'ready')
  if (!signed.ok || job === undefined) throw new Error('Not signed')
  return job
}

/** A signed case with its job, and a run of it. */
async function queued(gateway: Partial<Gateway>) {
  const desk = createFakeDesk({ gateway: { upload: uploaded, ...gateway } })
  const caseId = await readyCase(desk)
  const job = await sign(desk, caseId)
  const progress: unknown[] = []
  const run = (of: Job = job) => jobHandlers(desk)[of.kind](of, (part) => progress.push(part), new Abort())
  return { desk, caseId, job, run, progress }
}

describe('submitRequest', () => {
  it('sends documents, then the request; the answer is written down and the draft is not needed any more', async () => {
    const sent: string[] = []
    const { desk, caseId, job, run, progress } = await queued({
      upload: (hash, content, report) => {
        sent.push(hash)
        return uploaded(hash, content, report)
      },
      submit: (key, id) => {
        sent.push(`${key} ${id}`)
        return Promise.resolve(ok(receipt))
      },
    })
    expect(await run()).toEqual(acknowledged)
    const documents = desk.stores.cases.state(caseId)?.request?.documents ?? []
    const total = documents.reduce((sum, entry) => sum + entry.bytes, 0)
    const first = documents[0]?.bytes
    expect({ sent, progress, draft: desk.stores.drafts.find(caseId), state: desk.stores.cases.state(caseId) }).toEqual({
      sent: [...documents.map((entry) => entry.sha256), `${job.idempotencyKey} ${caseId}`],
      progress: [
        { done: first, total },
        { done: first, total },
        { done: total, total },
        { done: total, total },
      ],
      draft: undefined,
      state: expect.objectContaining({ stage: 'registered', number: '000000000042', deadline: receipt.deadline }),
    })
  })

  it('an answer that was lost: the same request under the same key again, one registration', async () => {
    const keys: string[] = []
    const { desk, caseId, run } = await queued({
      submit: (key) => {
        keys.push(key)
        return Promise.resolve(keys.length === 1 ? err(away) : ok(receipt))
      },
    })
    expect([await run(), await run(), await run()]).toEqual([
      { kind: 'retry', fault: { tag: 'gateway/unavailable', data: { why: 'timeout' } } },
      acknowledged,
      acknowledged,
    ])
    expect([keys.length, new Set(keys).size, kindsOf(desk, caseId)]).toEqual([2, 1, ['opened', 'requestSigned', 'registered']])
  })

  it('refused for good: the case is rejected, goes back to the counter as it was, and is sent by a new job with a new key', async () => {
    const keys: string[] = []
    const { desk, caseId, job } = await queued({
      submit: (key) => {
        keys.push(key)
        return keys.length === 1 ? refused('request/applicantDeceased') : Promise.resolve(ok(receipt))
      },
    })
    const engine = queueOf(desk)
    const draft = desk.stores.drafts.find(caseId)?.draft
    const settle = async (state: Job['state'], of: Job) => {
      for (let turn = 0; turn < 200 && desk.stores.jobs.find(of.id)?.state !== state; turn++) await new Promise(setImmediate)
      return desk.stores.jobs.find(of.id)?.state
    }
    engine.start()
    const first = [await settle('rejected', job), desk.stores.cases.state(caseId)?.stage, desk.stores.cases.state(caseId)?.rejection]
    reopenCase(desk, operator, caseId)
    const kept = desk.stores.drafts.find(caseId)?.draft
    const second = await sign(desk, caseId)
    engine.poke()
    expect({
      first,
      kept,
      second: await settle('done', second),
      old: desk.stores.jobs.find(job.id)?.state,
      keys: new Set(keys).size,
    }).toEqual({
      first: ['rejected', 'rejected', 'request/applicantDeceased'],
      kept: draft,
      second: 'done',
      old: 'cancelled',
      keys: 2,
    })
    const kinds = kindsOf(desk, caseId).filter((kind) => kind !== 'signatureExtended')
    expect([kinds, desk.stores.cases.state(caseId)?.provisionalNumber]).toEqual([
      ['opened', 'requestSigned', 'sendingRejected', 'conflictFound', 'reopened', 'requestSigned', 'registered'],
      '90007261120001',
    ])
    await engine.stop(0)
  })

  it('a request cancelled while it waited is not sent: its job is closed, and a run that comes late sends nothing', async () => {
    const { desk, caseId, job, run } = await queued({ submit: () => Promise.reject(new Error('Sent')) })
    endIntake(desk, operator, caseId, { kind: 'cancelled', reason: 'бас тартты' })
    expect([desk.stores.jobs.find(job.id)?.state, await run()]).toEqual(['cancelled', { kind: 'done' }])
  })

  it('a document that is gone from the disk needs the operator, by its title', async () => {
    const { desk, job } = await queued({ submit: () => Promise.resolve(ok(receipt)) })
    const documents = { ...desk.documents, get: () => Promise.resolve(err(fault('storage/missing', 'support'))) }
    expect(await jobHandlers({ ...desk, documents }).submitRequest(job, () => {}, new Abort())).toEqual({
      kind: 'needsOperator',
      fault: { tag: 'storage/missing', data: { document: desk.stores.cases.state(job.caseId)?.request?.documents[0]?.title.kk } },
    })
  })

  it('an upload that fails is tried again before anything is submitted', async () => {
    const { run } = await queued({ upload: () => Promise.resolve(err(away)), submit: () => Promise.reject(new Error('Submitted')) })
    expect(await run()).toEqual({ kind: 'retry', fault: { tag: 'gateway/unavailable', data: { why: 'timeout' } } })
  })
})

describe('the provider’s deliveries', () => {
  const nothing = { kind: 'needsOperator', fault: { tag: 'job/nothingToSend', data: {} } }

  it('the acceptance tells when and by whom it was taken, however late it is delivered', async () => {
    const bodies: unknown[] = []
    const desk = createFakeDesk({
      kind: 'provider',
      gateway: {
        acceptance: (key, _caseId, body) => {
          bodies.push([key, body])
          return Promise.resolve(bodies.length === 1 ? err(away) : ok({ acknowledgement: 'a', at: receipt.registeredAt }))
        },
      },
    })
    const caseId = providerCase(desk)
    const executor = sessionOf('executor')
    acceptCase(desk, executor, { caseId })
    const [job] = desk.stores.jobs.ofCase(caseId)
    if (job === undefined) throw new Error('No job')
    const run = () => jobHandlers(desk).deliverAcceptance(job, () => {}, new Abort())
    await run()
    await desk.clock.advance(3_600_000)
    expect(await run()).toEqual({ kind: 'done', acknowledgement: { text: 'a', at: receipt.registeredAt } })
    const body = [job.idempotencyKey, { acceptedAt: '2026-11-20T05:00:00.000Z', executor: executor.staff.fullName }]
    expect(bodies).toEqual([body, body])
  })

  const signedReport = {
    accepted: true,
    problems: [],
    revocation: { state: 'unknown' as const, why: 'notAsked' as const },
    checkedAt: '2026-11-20T05:00:00.000Z',
  }
  async function keptCms(desk: FakeDesk, ...bytes: number[]) {
    const stored = await desk.documents.put(new Uint8Array(bytes))
    if (!stored.ok) throw new Error(stored.error.tag)
    return stored.value
  }
  /** A provider's desk and what its gateway got. */
  function delivering() {
    const sent: unknown[] = []
    const desk = createFakeDesk({
      kind: 'provider',
      gateway: {
        result: (key, _caseId, cms) => {
          sent.push([key, cms])
          return Promise.resolve(ok({ acknowledgement: 'r', at: receipt.registeredAt }))
        },
      },
    })
    return { desk, sent, deliver: (job: Job) => jobHandlers(desk).deliverResult(job, () => {}, new Abort()) }
  }

  it('the result is delivered once: what was acknowledged is not sent again', async () => {
    const { desk, sent, deliver } = delivering()
    const cms = await keptCms(desk, 4, 2)
    const caseId = providerCase(desk, [{ kind: 'accepted' }, { kind: 'resultSigned', cms, outcome: 'positive', report: signedReport }])
    const job = newJob({ kind: 'deliverResult', caseId, content: cms })
    expect([await deliver(job), await deliver(job), sent]).toEqual([
      { kind: 'done', acknowledgement: { text: 'r', at: receipt.registeredAt } },
      { kind: 'done', acknowledgement: { text: 'r' } },
      [[job.idempotencyKey, new Uint8Array([4, 2])]],
    ])
    expect(desk.stores.cases.last(caseId)?.event).toEqual({ kind: 'resultDelivered', acknowledgement: 'r', cms })
  })

  it('the intermediate paper and the final one are both delivered, though both were signed before the first went through', async () => {
    const { desk, sent, deliver } = delivering()
    const [notice, final] = [await keptCms(desk, 1), await keptCms(desk, 2)]
    const caseId = providerCase(desk, [
      { kind: 'accepted' },
      { kind: 'resultSigned', cms: notice, outcome: 'intermediate', report: signedReport },
      { kind: 'resultSigned', cms: final, outcome: 'positive', report: signedReport },
    ])
    const first = newJob({ kind: 'deliverResult', caseId, content: notice })
    const second = newJob({ kind: 'deliverResult', caseId, content: final })
    await deliver(first)
    expect(desk.stores.cases.state(caseId)).toMatchObject({ intermediate: { delivered: true }, resultDelivered: false })
    await deliver(second)
    await deliver(first)
    expect([sent, desk.stores.cases.state(caseId)?.resultDelivered]).toEqual([
      [
        [first.idempotencyKey, new Uint8Array([1])],
        [second.idempotencyKey, new Uint8Array([2])],
      ],
      true,
    ])
  })

  it.each([
    ['the same deadline as ours: nothing more to write', '2026-11-27', ['requestArrived', 'accepted', 'deadlineExtended']],
    ['another one: the gateway’s holds', '2026-12-04', ['requestArrived', 'accepted', 'deadlineExtended', 'deadlineExtended']],
  ])('the extension tells days and reason; the gateway answers %s', async (_what, dueOn, kinds) => {
    const bodies: unknown[] = []
    const desk = createFakeDesk({
      kind: 'provider',
      gateway: {
        extension: (key, _caseId, body) => {
          bodies.push([key, body])
          const deadline = { dueOn, issueFrom: dueOn, calendarVersion: 'gateway' }
          return Promise.resolve(bodies.length === 1 ? err(away) : ok({ acknowledgement: 'x', at: receipt.registeredAt, deadline }))
        },
      },
    })
    const caseId = providerCase(desk, [{ kind: 'accepted' }])
    const reason = { kk: 'Тексеру қажет', ru: 'Нужна проверка' }
    expect(extendTerm(desk, sessionOf('executor'), { caseId, days: 2, reason })).toEqual(ok({}))
    const [job] = desk.stores.jobs.ofCase(caseId)
    if (job === undefined) throw new Error('No job')
    const run = () => jobHandlers(desk).deliverExtension(job, () => {}, new Abort())
    expect([await run(), await run(), await run()].map(({ kind }) => kind)).toEqual(['retry', 'done', 'done'])
    const body = [job.idempotencyKey, { days: 2, reason }]
    const { deadline, extension } = desk.stores.cases.state(caseId) ?? {}
    expect([bodies, kindsOf(desk, caseId), deadline?.dueOn, extension?.from?.dueOn]).toEqual([
      [body, body, body],
      kinds,
      dueOn,
      '2026-11-25',
    ])
  })

  it.each(['submitRequest', 'deliverAcceptance', 'deliverResult', 'deliverExtension'] as const)(
    '%s of a case that has nothing to send needs the operator',
    async (kind) => {
      const desk = createFakeDesk({ kind: 'provider' })
      const caseId = kind === 'submitRequest' ? await readyCase(desk) : providerCase(desk)
      expect(await jobHandlers(desk)[kind](newJob({ kind, caseId }), () => {}, new Abort())).toEqual(nothing)
    },
  )
})
