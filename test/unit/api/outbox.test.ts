import { expect, it } from 'vitest'
import type { ServedDesk } from '#api/context.ts'
import * as outbox from '#api/handlers/outbox.ts'
import { Abort } from '#core/base/remote.ts'
import { ok } from '#core/base/result.ts'
import type { JobId } from '#core/domain/ids.ts'
import { applicantName } from '#core/domain/request.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { operator } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
import { newJob } from '#test/builders/job.ts'
import { createFakeDesk, kindsOf, sessionOf } from '#test/fakes/desk.ts'
import { queueOf } from '#test/fakes/queue.ts'

const missing = { ok: false, error: { tag: 'outbox/missing' } }
const tooLate = { ok: false, error: { tag: 'outbox/tooLate' } }

/** A desk with a request that waits to be sent; the queue stands still. */
async function waiting() {
  const made = createFakeDesk()
  const desk: ServedDesk = {
    ...made,
    queue: queueOf(made),
    carrierPreparations: { current: undefined },
    outboxChanged: () => {},
    carrierProgress: () => {},
    batchProgress: () => {},
    checkProgress: () => {},
  }
  const caseId = await centreCase(made, 'queued')
  enqueue(desk, 'submitRequest', caseId)
  const [job] = desk.stores.jobs.ofCase(caseId)
  if (job === undefined) throw new Error('No job')
  const call = { context: undefined as never, desk, session: sessionOf(), actor: operator, signal: new Abort() }
  const add = (over: Parameters<typeof newJob>[0]) => {
    const more = newJob(over)
    desk.stores.jobs.add(more)
    return more
  }
  return { desk, made, caseId, job, call, add, jobOf: (id: JobId) => desk.stores.jobs.find(id) }
}

it('lists one selection with its total, the counts of all, whose case it is and the queue', async () => {
  const { desk, caseId, job, call, add } = await waiting()
  const acknowledgement = { text: 'ack', number: '1' }
  const [stuck, done] = [
    add({ state: 'stuck', leasedUntil: job.createdAt }),
    add({ state: 'done', acknowledgement, finishedAt: job.createdAt }),
  ]
  const { request, provisionalNumber } = desk.stores.cases.state(caseId) ?? {}
  if (request === undefined) throw new Error('No request')
  const { idempotencyKey: _key, ...shown } = job
  const { idempotencyKey: _other, leasedUntil: _lease, ...bare } = stuck
  const list = async (show: 'open' | 'attention' | 'over', limit = 10) => {
    const answer = await outbox.list(call, { show, limit })
    if (!answer.ok) throw new Error(answer.error.tag)
    return answer.value
  }
  expect(await list('open')).toEqual({
    jobs: [
      bare,
      {
        ...shown,
        priority: 'counter',
        number: provisionalNumber,
        provisionalNumber,
        applicantName: applicantName(request),
        serviceName: desk.stores.settings.catalogue()?.services[0]?.name,
      },
    ],
    total: 2,
    oldestAt: job.createdAt,
    counts: { ready: 1, running: 0, paused: 0, stuck: 1, rejected: 0, done: 1, cancelled: 0 },
    queue: { circuit: { state: 'closed' }, upload: {} },
  })
  expect([(await list('open', 1)).jobs.length, (await list('open', 1)).total]).toEqual([1, 2])
  expect((await list('attention')).jobs).toEqual([bare])
  expect((await list('over')).jobs).toMatchObject([{ id: done.id, acknowledgement }])
})

it('calls a request off with its case: the reason in the log, what else waits for it closed, the draft gone', async () => {
  const { desk, made, caseId, job, call, add, jobOf } = await waiting()
  const beside = add({ caseId, kind: 'deliverAcceptance' })
  expect(await outbox.cancel(call, { jobId: job.id, reason: 'бас тартты' })).toEqual(ok({}))
  expect([jobOf(job.id), jobOf(beside.id)]).toMatchObject([{ state: 'cancelled', calledOffBecause: 'бас тартты' }, { state: 'cancelled' }])
  expect([desk.stores.cases.last(caseId), made.told.at(-1), desk.stores.drafts.find(caseId)]).toMatchObject([
    { author: operator, event: { kind: 'cancelled', reason: 'бас тартты' } },
    'caseChanged',
    undefined,
  ])
  expect(await outbox.cancel(call, { jobId: job.id, reason: 'тағы' })).toMatchObject(missing)
})

it('calls other work off without a word in its case, and nothing that was delivered', async () => {
  const { desk, caseId, call, add, jobOf } = await waiting()
  const before = kindsOf(desk, caseId)
  const [other, done] = [add({ caseId, kind: 'deliverResult', state: 'stuck' }), add({ state: 'done', kind: 'deliverResult' })]
  expect(await outbox.cancel(call, { jobId: other.id, reason: 'r' })).toEqual(ok({}))
  expect([jobOf(other.id)?.calledOffBecause, kindsOf(desk, caseId)]).toEqual(['r', before])
  expect(await outbox.cancel(call, { jobId: done.id, reason: 'r' })).toMatchObject(tooLate)
  expect(await outbox.cancel(call, { jobId: newJob().id, reason: 'r' })).toMatchObject(missing)
})

it('does not call off a request whose number has come by the feed', async () => {
  const { made, call, jobOf } = await waiting()
  const caseId = await centreCase(made, 'registered')
  enqueue(made, 'submitRequest', caseId)
  const [job] = made.stores.jobs.ofCase(caseId)
  expect(await outbox.cancel(call, { jobId: job!.id, reason: 'r' })).toMatchObject(tooLate)
  expect(jobOf(job!.id)?.state).toBe('ready')
})

it('pauses and resumes one, or all sending under the name of who did it', async () => {
  const { desk, job, call, jobOf } = await waiting()
  expect([await outbox.pause(call, { jobId: job.id }), jobOf(job.id)?.state]).toEqual([ok({}), 'paused'])
  expect([await outbox.pause(call, { jobId: job.id }), await outbox.resume(call, { jobId: job.id })]).toMatchObject([missing, ok({})])
  expect([await outbox.resume(call, { jobId: job.id }), jobOf(job.id)?.state]).toMatchObject([missing, 'ready'])
  expect([await outbox.pause(call, {}), desk.stores.settings.queuePause()]).toEqual([
    ok({}),
    { since: desk.clock.instant(), by: operator.fullName },
  ])
  expect([desk.queue.status().paused?.by, await outbox.resume(call, {})]).toEqual([operator.fullName, ok({})])
  expect([desk.queue.status().paused, desk.stores.settings.queuePause()]).toEqual([undefined, undefined])
})

it('tries again one or all, and keeps the limit of uploads', async () => {
  const { desk, job, call, add, jobOf } = await waiting()
  const [stuck, done] = [add({ state: 'stuck' }), add({ state: 'done' })]
  expect([await outbox.retryAll(call, {}), jobOf(stuck.id)?.state]).toEqual([ok({ count: 1 }), 'ready'])
  expect([await outbox.retryNow(call, { jobId: job.id }), await outbox.retryNow(call, { jobId: done.id })]).toMatchObject([ok({}), missing])
  const policy = { bytesPerSecond: 65_536, unlimited: { from: 20, to: 7 } }
  expect([desk.stores.settings.uploadPolicy(), await outbox.setUpload(call, policy), desk.stores.settings.uploadPolicy()]).toEqual([
    {},
    ok({}),
    policy,
  ])
})
