import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import { prepareResult } from '#core/services/compose-result.ts'
import { actorOf } from '#core/services/desk.ts'
import { type BatchProgress, batchLogin, signBatch } from '#core/services/sign-batch.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { providerCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, type FakeDesk, providerBin, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const session = sessionOf('head')
const mine = certificateOf({ iin: session.staff.iin, bin: providerBin })
const decision: Decision = { outcome: 'positive', form: 'certificate', fields: { registeredInfo: { kk: 'иә', ru: 'да' } } }

function setUp(count: number, over: Partial<FakeDesk> = {}) {
  const desk = { ...createFakeDesk({ kind: 'provider' }), ...over }
  desk.token.certificates = [mine]
  const cases = Array.from({ length: count }, () => {
    const caseId = providerCase(desk, [{ kind: 'accepted' }])
    const prepared = prepareResult(desk, session, caseId, decision)
    if (!prepared.ok) throw new Error(prepared.error.tag)
    return { caseId, preparationId: prepared.value.preparationId }
  })
  const heard: string[] = []
  const abort = new Abort()
  let seated = true
  const onItem = ({ preparationId, outcome }: BatchProgress): void => {
    heard.push(`${cases.findIndex((one) => one.preparationId === preparationId)} ${outcome}`)
  }
  const sign = (which = cases, ticket: string | undefined = 'pin', deps: FakeDesk = desk) =>
    signBatch(
      deps,
      session,
      actorOf(desk, session),
      { preparationIds: which.map(({ preparationId }) => preparationId), certificateId: mine.certificateId, ticket },
      { onItem, isSeated: () => seated },
      abort,
    )
  const stageOf = (caseId: CaseId | undefined) => desk.stores.cases.state(caseId as CaseId)?.stage
  const stages = (): readonly (string | undefined)[] => cases.map(({ caseId }) => stageOf(caseId))
  return { desk, cases, heard, sign, stages, abort, leave: () => void (seated = false) }
}
const outcomes = ({ items }: Awaited<ReturnType<typeof signBatch>>): readonly string[] => items.map(({ outcome }) => outcome)
/** Runs something before the n-th signature of the token, from 0. */
function atSignature(desk: FakeDesk, wanted: number, run: () => void): void {
  desk.token.meanwhile = () => {
    if (desk.token.tickets.length === wanted + 1) run()
  }
}

describe('signBatch', () => {
  it('signs all with one PIN, each with its own job, tells each, and leaves no login behind', async () => {
    const { desk, cases, heard, sign, stages } = setUp(3)
    const answer = await sign()
    expect(answer).toEqual({ items: cases.map(({ preparationId }) => ({ preparationId, outcome: 'signed', revocation: 'good' })) })
    expect(heard).toEqual(['0 signing', '0 signed', '1 signing', '1 signed', '2 signing', '2 signed'])
    expect(stages()).toEqual(['completed', 'completed', 'completed'])
    expect(cases.map(({ caseId }) => desk.stores.jobs.ofCase(caseId).map(({ kind }) => kind))).toEqual(cases.map(() => ['deliverResult']))
    expect({ tickets: desk.token.tickets, keptFor: desk.token.keptFor, login: desk.token.login }).toEqual({
      tickets: ['pin', undefined, undefined],
      keptFor: [batchLogin, batchLogin, batchLogin],
      login: 'none',
    })
  })

  it('after a wrong PIN nothing else is tried', async () => {
    const { desk, sign, stages } = setUp(3)
    desk.token.fault = fault('token/pinIncorrect', 'act', { triesLeft: 2, finalTry: false })
    const answer = await sign()
    expect([outcomes(answer), answer.stopped?.tag]).toEqual([['left', 'left', 'left'], 'token/pinIncorrect'])
    expect([desk.token.tickets, stages()]).toEqual([['pin'], ['inWork', 'inWork', 'inWork']])
  })

  it.each([fault('token/absent', 'act'), fault('token/processDown', 'retry'), fault('token/deviceError', 'support', { code: 'CKR_X' })])(
    '$tag in the middle: what is signed stays signed, the rest is left, and can be signed after it',
    async (trouble) => {
      const { desk, cases, sign, stages } = setUp(4)
      atSignature(desk, 2, () => (desk.token.fault = trouble))
      const answer = await sign()
      expect([outcomes(answer), answer.stopped]).toEqual([['signed', 'signed', 'left', 'left'], trouble])
      expect(stages()).toEqual(['completed', 'completed', 'inWork', 'inWork'])
      desk.token.fault = undefined
      expect(outcomes(await sign(cases.slice(2), 'again'))).toEqual(['signed', 'signed'])
      expect(desk.token.tickets).toEqual(['pin', undefined, undefined, 'again', undefined])
    },
  )

  it('a revoked certificate ends the batch before the token is asked', async () => {
    const { desk, sign } = setUp(2)
    desk.signing.revocation = { state: 'revoked', source: 'ocsp', revokedAt: '2026-11-01T00:00:00.000Z' }
    const answer = await sign()
    expect([outcomes(answer), answer.stopped?.tag, desk.token.tickets]).toEqual([['left', 'left'], 'signing/certificateUnfit', []])
  })

  it('a case that another window ended meanwhile fails alone, and the PIN serves for the next', async () => {
    const { desk, cases, sign } = setUp(3)
    const [first] = cases
    await signPrepared(
      desk,
      session,
      actorOf(desk, session),
      { preparationId: first?.preparationId ?? '', certificateId: mine.certificateId, ticket: 'alone' },
      new Abort(),
    )
    const answer = await sign()
    expect([outcomes(answer), answer.stopped]).toEqual([['failed', 'signed', 'signed'], undefined])
    expect(answer.items[0]).toMatchObject({ fault: { tag: 'signing/preparationGone' } })
    expect(desk.token.tickets).toEqual(['alone', 'pin', undefined])
  })

  it('a disk that refuses one signature refuses that one: the token signed, so its PIN is not asked for again', async () => {
    const { desk, sign, stages } = setUp(4)
    let puts = 0
    const documents: FakeDesk['documents'] = {
      ...desk.documents,
      put: (content) => (++puts === 1 ? Promise.resolve(err(fault('storage/diskFull', 'act', {}))) : desk.documents.put(content)),
    }
    let jobs = 0
    const stores: FakeDesk['stores'] = {
      ...desk.stores,
      jobs: {
        ...desk.stores.jobs,
        add: (job) => {
          if (++jobs === 2) throw new StorageProblem('diskFull', 'SQLITE_FULL')
          desk.stores.jobs.add(job)
        },
      },
    }
    const answer = await sign(undefined, 'pin', { ...desk, documents, stores })
    expect(answer.items.map((item) => (item.outcome === 'failed' ? item.fault.tag : item.outcome))).toEqual([
      'storage/diskFull',
      'signed',
      'storage/diskFull',
      'signed',
    ])
    expect(stages()).toEqual(['inWork', 'completed', 'inWork', 'completed'])
    expect(desk.token.tickets).toEqual(['pin', undefined, undefined, undefined])
  })

  it('a key that wants the PIN for each signature is asked for it each time', async () => {
    const { desk, cases, sign } = setUp(3)
    desk.token.meanwhile = () => (desk.token.login = 'none')
    const answer = await sign()
    expect([outcomes(answer), answer.stopped]).toEqual([['signed', 'left', 'left'], fault('token/noPin', 'retry')])
    expect(outcomes(await sign(cases.slice(1), 'second'))).toEqual(['signed', 'left'])
    expect(outcomes(await sign(cases.slice(2), 'third'))).toEqual(['signed'])
  })

  it('called off, it signs what the token was at, and nothing after it', async () => {
    const { desk, sign, abort, stages } = setUp(3)
    atSignature(desk, 1, () => abort.abort())
    const answer = await sign()
    expect([outcomes(answer), answer.stopped?.tag]).toEqual([['signed', 'signed', 'left'], 'token/cancelled'])
    expect(stages()).toEqual(['completed', 'completed', 'inWork'])
  })

  it('a desk that is locked meanwhile signs nothing more', async () => {
    const { desk, sign, leave } = setUp(3)
    atSignature(desk, 0, leave)
    const answer = await sign()
    expect([outcomes(answer), answer.stopped?.tag]).toEqual([['signed', 'left', 'left'], 'session/locked'])
  })

  it('a workplace that keeps logins for minutes keeps them after a batch too', async () => {
    const { workplace } = createFakeDesk({ kind: 'provider' })
    const { desk, sign } = setUp(2, { workplace: { ...workplace, pinPolicy: { kind: 'minutes', minutes: 15 } } })
    await sign()
    expect([desk.token.keptFor, desk.token.login]).toEqual([[900_000, 900_000], 'kept'])
  })
})
