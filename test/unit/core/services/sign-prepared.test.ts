import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import type { KeyType } from '#core/domain/signature.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { readJson } from '#core/domain/canonical.ts'
import { type Stores, StorageProblem } from '#core/ports/stores.ts'
import type { TokenFault } from '#core/ports/token.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { type SignPrepared, signPrepared } from '#core/services/sign-prepared.ts'
import { operator } from '#test/builders/case-log.ts'
import { readyCase } from '#test/builders/draft.ts'
import { centreBin, createFakeDesk, type FakeDesk, kindsOf, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })
const ticket = 'b7a1d0c2-6f0e-4f39-8f5d-0d6a3d0c9a11'

async function setUp() {
  const desk = createFakeDesk()
  desk.token.certificates = [mine]
  const caseId = await readyCase(desk)
  const prepared = await prepareRequest(desk, session, caseId)
  if (!prepared.ok) throw new Error(prepared.error.tag)
  const { preparationId, bytes, content } = prepared.value
  const input: SignPrepared = { preparationId, certificateId: mine.certificateId, ticket }
  const sign = (over: Partial<FakeDesk> = {}, more: Partial<SignPrepared> = {}, by = session) =>
    signPrepared({ ...desk, ...over }, by, operator, { ...input, ...more }, new Abort())
  return { desk, caseId, preparationId, bytes, content, sign }
}

/** Everything that signing could have left behind. */
const left = (desk: FakeDesk, caseId: Parameters<Stores['cases']['actions']>[0]) => ({
  events: kindsOf(desk, caseId),
  jobs: desk.stores.jobs.ofCase(caseId).length,
  draft: desk.stores.drafts.find(caseId) !== undefined,
  preparations: desk.preparations.size,
  told: desk.told,
})
const untouched = { events: ['opened'], jobs: 0, draft: true, preparations: 1, told: [] }

describe('signPrepared', () => {
  it('signs the bytes that were shown, and writes action and job together', async () => {
    const { desk, caseId, content, sign } = await setUp()
    expect(await sign()).toEqual(ok({ caseId, provisionalNumber: '90007261120001', revocation: 'good' }))
    expect(left(desk, caseId)).toEqual({
      events: ['opened', 'requestSigned'],
      jobs: 1,
      draft: true,
      preparations: 0,
      told: ['caseChanged', 'queued'],
    })
    const state = desk.stores.cases.state(caseId)
    const cms = state?.requestCms === undefined ? undefined : await desk.documents.get(state.requestCms)
    const verified = cms?.ok ? await desk.signing.verify(cms.value, desk.clock.instant()) : undefined
    expect({
      stage: state?.stage,
      request: state?.request,
      deadline: state?.deadline,
      signed: readJson(verified?.content ?? new Uint8Array()),
    }).toEqual({
      stage: 'queued',
      request: content,
      // Three working days after the day of reception (Friday), given out on the next.
      deadline: { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: expect.any(String) },
      signed: content,
    })
    expect(desk.stores.jobs.ofCase(caseId)).toEqual([
      expect.objectContaining({
        kind: 'submitRequest',
        state: 'ready',
        attempts: 0,
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      }),
    ])
    expect(desk.token.tickets).toEqual([ticket])
  })

  it('asks the token to stay logged in only where the workplace lets it', async () => {
    const { desk, sign } = await setUp()
    expect(await sign({}, { ticket: undefined })).toEqual(err(fault('token/noPin', 'retry')))
    expect((await sign()).ok).toBe(true)
    expect(desk.token.keptFor).toEqual([undefined, undefined])

    const open = await setUp()
    const workplace = { ...open.desk.workplace, pinPolicy: { kind: 'minutes', minutes: 5 } as const }
    open.desk.token.login = 'kept'
    expect((await open.sign({ workplace }, { ticket: undefined })).ok).toBe(true)
    expect([open.desk.token.tickets, open.desk.token.keptFor]).toEqual([[undefined], [300_000]])
  })

  it('a second signature of the same preparation finds it gone', async () => {
    const { desk, caseId, sign } = await setUp()
    await sign()
    expect(await sign()).toEqual(err({ tag: 'signing/preparationGone', remedy: 'retry' }))
    expect(desk.stores.jobs.ofCase(caseId)).toHaveLength(1)
  })

  it('two at once: one wins, one request is sent', async () => {
    const { desk, caseId, sign } = await setUp()
    const answers = await Promise.all([sign(), sign()])
    expect([answers.map((answer) => answer.ok || answer.error.tag), kindsOf(desk, caseId), desk.stores.jobs.ofCase(caseId).length]).toEqual(
      [[true, 'case/notInStage'], ['opened', 'requestSigned'], 1],
    )
  })

  it('what was shown to one person is not signed by another', async () => {
    const { desk, caseId, sign } = await setUp()
    const other = sessionOf('operator', { staff: { ...session.staff, staffId: 'op-2' } })
    expect(await sign({}, {}, other)).toEqual(err({ tag: 'signing/preparationGone', remedy: 'retry' }))
    expect([left(desk, caseId), desk.token.tickets]).toEqual([untouched, []])
  })

  it.each<TokenFault>([
    fault('token/pinIncorrect', 'act', { triesLeft: 2, finalTry: false }),
    fault('token/absent', 'act'),
    fault('token/processDown', 'retry'),
    fault('token/cancelled', 'retry'),
    fault('token/deviceError', 'support', { code: 'CKR_DEVICE_ERROR' }),
  ])('$tag leaves everything as it was, and the same may be signed after it', async (trouble) => {
    const { desk, caseId, sign } = await setUp()
    desk.token.fault = trouble
    expect(await sign()).toEqual(err(trouble))
    expect(left(desk, caseId)).toEqual(untouched)
    desk.token.fault = undefined
    expect((await sign()).ok).toBe(true)
  })

  it('a revoked certificate is not even asked to sign; one of which nothing is known is, and that is said', async () => {
    const { desk, caseId, sign } = await setUp()
    desk.signing.revocation = { state: 'revoked', source: 'ocsp', revokedAt: '2026-11-01T00:00:00.000Z' }
    expect(await sign()).toEqual(err({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'revoked' }))
    expect([left(desk, caseId), desk.token.tickets]).toEqual([untouched, []])
    desk.signing.revocation = { state: 'unknown', why: 'noAnswer' }
    expect(await sign()).toEqual(ok({ caseId, provisionalNumber: '90007261120001', revocation: 'unknown' }))
  })

  it.each([
    ['another person’s', { iin: '850102300019' }, 'otherPerson'],
    ['another organisation’s', { bin: '990240001237' }, 'otherOrganisation'],
    ['an expired', { notAfter: '2026-11-20T04:59:59.000Z' }, 'expired'],
    ['a private person’s', { role: 'person' as const }, 'wrongRole'],
  ])('%s certificate does not sign', async (_what, over, reason) => {
    const { desk, caseId, sign } = await setUp()
    const certificate = certificateOf({ iin: session.staff.iin, bin: centreBin, ...over })
    desk.token.certificates = [certificate]
    expect(await sign({}, { certificateId: certificate.certificateId })).toEqual(
      err({ tag: 'signing/certificateUnfit', remedy: 'act', reason }),
    )
    expect([left(desk, caseId), desk.token.tickets]).toEqual([untouched, []])
  })

  it('a signature whose own report is not accepted is thrown away', async () => {
    const { desk, caseId, sign } = await setUp()
    desk.signing.problems = ['attributesMissing']
    expect(await sign()).toEqual(err({ tag: 'signing/notVerified', remedy: 'support', problems: ['attributesMissing'] }))
    expect(left(desk, caseId)).toEqual(untouched)
  })

  it('a key that the token’s module cannot sign with asks for no PIN: NCALayer is named', async () => {
    const { desk, caseId, sign } = await setUp()
    desk.token.certificates = [{ ...mine, noMechanism: true }]
    expect(await sign()).toEqual(err(fault('signing/certificateUnfit', 'act', { reason: 'noMechanism' })))
    expect([left(desk, caseId), desk.token.tickets]).toEqual([untouched, []])
  })

  it('a signature over other bytes than the shown ones is thrown away', async () => {
    const { desk, caseId, sign } = await setUp()
    const signing = {
      ...desk.signing,
      prepare: (_content: Uint8Array, ...rest: [Uint8Array, KeyType, string]) => desk.signing.prepare(new Uint8Array([1]), ...rest),
    }
    expect(await sign({ signing })).toEqual(err({ tag: 'signing/notVerified', remedy: 'support', problems: [] }))
    expect(left(desk, caseId)).toEqual(untouched)
  })

  it('a disk that is full for the signature leaves everything as it was', async () => {
    const { desk, caseId, sign } = await setUp()
    const full = err(fault('storage/diskFull', 'act', {}))
    expect(await sign({ documents: { ...desk.documents, put: () => Promise.resolve(full) } })).toEqual(full)
    expect(left(desk, caseId)).toEqual(untouched)
  })

  it('a disk that fails between action and job undoes the action', async () => {
    const { desk, caseId, sign } = await setUp()
    const problem = new StorageProblem('diskFull', 'SQLITE_FULL')
    const jobs = {
      ...desk.stores.jobs,
      add: () => {
        throw problem
      },
    }
    await expect(sign({ stores: { ...desk.stores, jobs } })).rejects.toBe(problem)
    expect(left(desk, caseId)).toEqual(untouched)
    expect((await sign()).ok).toBe(true)
  })

  it('a case that another window ended while the token signed stays ended', async () => {
    const { desk, caseId, sign } = await setUp()
    desk.token.meanwhile = () => void endIntake(desk, operator, caseId, { kind: 'cancelled', reason: 'кетіп қалды' })
    expect(await sign()).toEqual(err({ tag: 'case/notInStage', remedy: 'act', stage: 'cancelled' }))
    expect([kindsOf(desk, caseId), desk.stores.jobs.ofCase(caseId)]).toEqual([['opened', 'cancelled'], []])
  })
})
