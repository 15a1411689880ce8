import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { lastingForm, lastingReport } from '#core/domain/case-state.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { extendLater } from '#core/jobs/extend-signature.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import { report } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, type FakeDesk, kindsOf } from '#test/fakes/desk.ts'

const provedAt = '2026-11-20T05:00:01.000Z'
const longer = (level: 'CAdES-B-T' | 'CAdES-B-LT', stampedNow = true) =>
  ok({ cms: Uint8Array.of(level.length), level, provedAt, stampedNow })

/** A registered case whose request was signed, with its job at work. */
async function atWork() {
  const desk = createFakeDesk()
  const caseId = await centreCase(desk, 'registered')
  const stored = await desk.documents.put(Uint8Array.of(1, 2, 3))
  if (!stored.ok) throw new Error(stored.error.tag)
  const cms = stored.value
  desk.stores.transaction(() => extendLater(desk, caseId, cms))
  const job = jobsOf(desk, caseId)[0]
  if (job === undefined) throw new Error('A job is wanted')
  const run = () => jobHandlers(desk).extendSignature(job, () => {}, new Abort())
  const state = () => desk.stores.cases.state(caseId)
  return { desk, caseId, cms, job, run, state }
}
const jobsOf = (desk: FakeDesk, caseId: Parameters<FakeDesk['stores']['jobs']['ofCase']>[0]) =>
  desk.stores.jobs.ofCase(caseId).filter(({ kind }) => kind === 'extendSignature')

describe('extendLater', () => {
  it('adds one job, behind everything that somebody waits for and beside the outbox', async () => {
    const { desk, caseId, cms, job } = await atWork()
    extendLater(desk, caseId, cms)
    expect(jobsOf(desk, caseId)).toEqual([job])
    expect(job).toMatchObject({ priority: 'backlog', content: cms, state: 'ready' })
    expect(desk.stores.jobs.list(['ready'], 10)).toEqual([])
    expect([desk.stores.jobs.counts().ready, desk.stores.jobs.oldestAt(['ready'])]).toEqual([0, undefined])
    expect(desk.stores.jobs.due('backlog', desk.clock.instant(), 10)).toEqual([job])
  })
})

describe('extendSignature', () => {
  it('keeps the longer form as a document of its own; what was signed and sent stays', async () => {
    const { desk, caseId, cms, run, state } = await atWork()
    const before = state()
    desk.signing.extended = longer('CAdES-B-LT')
    expect(await run()).toEqual({ kind: 'done' })
    const after = state()
    expect(after).toMatchObject({
      stage: 'registered',
      requestCms: before?.requestCms,
      extensions: [{ cms, level: 'CAdES-B-LT', provedAt }],
    })
    expect(lastingReport(after!, cms, report)).toMatchObject({ level: 'CAdES-B-LT', timeStamp: provedAt })
    expect(await desk.documents.get(lastingForm(after!, cms))).toEqual(ok(Uint8Array.of(10)))
    expect(kindsOf(desk, caseId).at(-1)).toBe('signatureExtended')
    expect(desk.stores.cases.last(caseId)?.event).toMatchObject({ deviceAt: desk.deviceInstant() })
  })

  it('takes the stamp at once and comes back for the rest, once', async () => {
    const { desk, caseId, cms, run, state } = await atWork()
    desk.signing.extended = longer('CAdES-B-T')
    const waiting = { kind: 'retry', fault: { tag: 'signature/authorityAway', data: { service: 'revocation' } } }
    expect([await run(), await run()]).toEqual([waiting, waiting])
    expect(kindsOf(desk, caseId).filter((kind) => kind === 'signatureExtended')).toHaveLength(1)
    desk.signing.extended = longer('CAdES-B-LT', false)
    expect([await run(), await run()]).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(state()?.extensions).toMatchObject([{ cms, level: 'CAdES-B-LT' }])
    expect(kindsOf(desk, caseId).filter((kind) => kind === 'signatureExtended')).toHaveLength(2)
    expect(desk.stores.cases.last(caseId)?.event).not.toHaveProperty('deviceAt')
  })

  it('waits without the authority, and blames no gateway for it', async () => {
    const { desk, run, state } = await atWork()
    desk.signing.extended = err(fault('signature/authorityAway', 'retry', { service: 'timestamp' }))
    expect(await run()).toEqual({ kind: 'retry', fault: { tag: 'signature/authorityAway', data: { service: 'timestamp' } } })
    expect(state()?.extensions).toBeUndefined()
  })

  it('says what can no longer be proved: revoked or expired before there was a stamp', async () => {
    const { desk, run } = await atWork()
    desk.signing.extended = err(fault('signature/notExtendable', 'act', { why: 'revoked' }))
    expect(await run()).toEqual({ kind: 'rejected', fault: { tag: 'signature/notExtendable', data: { why: 'revoked' } } })
  })

  it('of a signature that is not kept asks the operator', async () => {
    const { desk, caseId, job } = await atWork()
    const lost = { ...job, content: 'f'.repeat(64) as ContentHash }
    expect(await jobHandlers(desk).extendSignature(lost, () => {}, new Abort())).toEqual({
      kind: 'needsOperator',
      fault: { tag: 'storage/missing', data: {} },
    })
    expect(kindsOf(desk, caseId)).not.toContain('signatureExtended')
  })
})
