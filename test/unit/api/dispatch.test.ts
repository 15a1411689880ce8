import { describe, expect, it } from 'vitest'
import { access } from '#api/access.ts'
import type { ApiContext, ServedDesk } from '#api/context.ts'
import { createDispatcher } from '#api/dispatch.ts'
import { SessionHolder } from '#api/session-holder.ts'
import type { LogFields } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { OperationName } from '#core/contract/client.ts'
import { operations } from '#core/contract/operations.ts'
import { mayDo, Role, worksAt } from '#core/domain/staff.ts'
import { type Stores, StorageProblem } from '#core/ports/stores.ts'
import { createFakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { queueOf } from '#test/fakes/queue.ts'

const uuid = '5f0c1d9e-6f4f-4b53-9c2c-0f6f5f1f6f10'
const hash = 'a'.repeat(64)
const decision = { outcome: 'refusal', groundIds: ['x'], explanation: { kk: 'а', ru: 'а' } }
const caseId = { caseId: uuid }
const slot = { ...caseId, slotId: 'identity' }
const draft = { applicant: {}, answers: {}, language: 'kk', step: 'applicant' }

/** An input that parses, for every operation that needs one. */
const inputs: Partial<Record<OperationName, object>> = {
  'session/login': { login: 'a', password: 'b' },
  'session/loginWithToken': { certificateId: 'c', ticket: uuid },
  'session/unlock': { password: 'b' },
  'catalogue/get': { serviceId: 'none' },
  'catalogue/setFavourite': { serviceId: 'none', favourite: true },
  'intake/open': { serviceId: 'none', language: 'kk' },
  'intake/correct': caseId,
  'intake/earlierAnswers': caseId,
  'intake/visit': caseId,
  'intake/get': caseId,
  'intake/saveDraft': { ...caseId, draft },
  'intake/askPerson': { ...caseId, iin: '1' },
  'intake/askAuthority': { ...caseId, number: '1', principal: '1', representative: '2' },
  'intake/askOrganisation': { ...caseId, bin: '1' },
  'intake/askFamily': { ...caseId, iin: '1' },
  'intake/askPayment': { ...caseId, reference: '1' },
  'intake/refuse': { ...caseId, missingSlots: [], reason: 'r' },
  'intake/cancel': { ...caseId, reason: 'r' },
  'documents/scan': { ...slot, deviceId: 'd', source: 'flatbed', mode: 'gray', dpi: 300 },
  'documents/cancelScan': caseId,
  'documents/importFile': { ...slot, bytes: new Uint8Array() },
  'documents/arrange': { ...slot, pages: [] },
  'documents/setOriginalSeen': { ...slot, seen: true },
  'carrier/write': { preparationId: uuid, certificateId: 'c', ticket: uuid, folder: '/media/stick' },
  'carrier/takeProof': { proof: new Uint8Array() },
  'documents/thumbnail': { ...caseId, hash, side: 100 },
  'documents/content': { ...caseId, hash },
  'signing/certificates': { purpose: 'request' },
  'signing/prepareRequest': caseId,
  'signing/prepareResult': { ...caseId, decision },
  'signing/sign': { preparationId: uuid, certificateId: 'c', ticket: uuid },
  'verification/check': { file: new Uint8Array() },
  'verification/ofCase': { ...caseId, paper: 'request' },
  'verification/pdf': {
    report: { verdict: 'notAccepted', notSignature: 'other', detached: false, signers: [], checkedAt: '2026-11-22T05:00:00.000Z' },
    language: 'kk',
  },
  'signing/signBatch': { preparationIds: [uuid], certificateId: 'c', ticket: uuid },
  'signing/signWithNcalayer': { preparationId: uuid, language: 'kk' },
  'receipt/preview': { ...caseId, layout: 'a5' },
  'receipt/issue': { ...caseId, layout: 'a5', way: 'save' },
  'receipt/refusal': { ...caseId, way: 'preview' },
  'case/search': { text: '', limit: 10 },
  'case/get': { ...caseId, screen: 'case' },
  'case/byNumber': { number: '1' },
  'case/decideConflict': { ...caseId, choice: 'keep', remark: 'r' },
  'case/resultPdf': caseId,
  'handOut/recheckAuthority': caseId,
  'handOut/complete': { ...caseId, to: 'applicant', identityDocument: { kind: 'idCard', number: '1' }, receiptShown: true, way: 'save' },
  'handOut/correctEmail': { ...caseId, email: 'a@mail.kz' },
  'handOut/survey': { ...caseId, process: 1, information: 1 },
  'outbox/list': { show: 'open', limit: 10 },
  'outbox/retryNow': { jobId: uuid },
  'outbox/pause': { jobId: uuid },
  'outbox/resume': { jobId: uuid },
  'outbox/cancel': { jobId: uuid, reason: 'r' },
  'outbox/reopen': caseId,
  'provider/accept': caseId,
  'provider/assign': { ...caseId, executor: 'x', resolution: 'r' },
  'provider/submit': caseId,
  'provider/return': { ...caseId, remark: 'r' },
  'provider/dispatch': caseId,
  'provider/extend': { ...caseId, days: 1, reason: { kk: 'а', ru: 'а' } },
  'provider/saveDecision': { ...caseId, decision },
  'provider/previewResult': { ...caseId, decision },
}
const names = Object.keys(operations) as OperationName[]
const inputOf = (name: OperationName): object => inputs[name] ?? {}

function setUp(more: { readonly role?: Role; readonly locked?: boolean; readonly stores?: (stores: Stores) => Partial<Stores> } = {}) {
  const made = createFakeDesk({ kind: more.role === undefined ? 'centre' : worksAt(more.role) })
  const stores: Stores = { ...made.stores, ...more.stores?.(made.stores) }
  const desk: ServedDesk = {
    ...made,
    stores,
    queue: queueOf(made),
    carrierPreparations: { current: undefined },
    outboxChanged: () => {},
    carrierProgress: () => {},
    batchProgress: () => {},
    checkProgress: () => {},
  }
  const holder = new SessionHolder<ServedDesk>()
  if (more.role !== undefined) holder.begin(desk, sessionOf(more.role))
  if (more.locked === true) holder.setLocked(true)
  const log: string[] = []
  const write = (level: string) => (message: string, fields?: LogFields) => void log.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const context: ApiContext = {
    desks: [desk],
    holder,
    header: () => ({
      connection: { state: 'online', since: desk.clock.instant() },
      outbox: { waiting: 0, stuck: 0, paused: false },
      limits: [],
      token: { state: 'absent' },
      inbox: 0,
      training: true,
    }),
    training: true,
    version: '0.1.0',
    platform: 'test',
    logger: { debug: () => {}, info: write('info'), warn: write('warn'), error: write('error') },
    scans: new Map(),
  }
  const dispatch = createDispatcher(context)
  const call = async (name: string, input: unknown) =>
    (await dispatch(name, input, new Abort())) as Result<unknown, { readonly tag: string }>
  const tagOf = async (name: OperationName) => {
    const answer = await call(name, inputOf(name))
    return answer.ok ? 'ok' : answer.error.tag
  }
  return { call, tagOf, log, context }
}

/** What stands in the way of a call before its handler is reached. */
const gates = ['session/none', 'session/locked', 'right/missing', 'input/invalid', 'core/bug']

describe('every operation of the contract', () => {
  it('has an access row, and no row is for an operation that is not', () => {
    expect(Object.keys(access).sort()).toEqual([...names].sort())
  })

  it('can be called with an input that parses (so that the tables below mean something)', () => {
    expect(names.filter((name) => !operations[name].input.safeParse(inputOf(name)).success)).toEqual([])
  })

  it('without anybody logged in: only the open ones', async () => {
    const { tagOf } = setUp()
    const passed: string[] = []
    for (const name of names) if ((await tagOf(name)) !== 'session/none') passed.push(name)
    expect(passed.sort()).toEqual(['header/status', 'session/current', 'session/login', 'session/loginWithToken', 'signing/certificates'])
  })

  it.each(Role.options)(
    'by role %s: exactly what its rights allow, with a handler behind each, answering only faults of the contract',
    async (role) => {
      const { context, tagOf } = setUp({ role })
      const seat = context.holder.seat
      const wrong: unknown[] = []
      for (const name of names) {
        if (seat !== undefined) context.holder.begin(seat.desk, seat.session)
        const needed: string | readonly string[] = access[name]
        const may = typeof needed === 'string' || needed.some((right) => mayDo(role, right as Parameters<typeof mayDo>[1]))
        const tag = await tagOf(name)
        const common = ['session/wrong', 'gateway/unavailable']
        const known = tag === 'ok' || [...operations[name].errors, ...common].includes(tag)
        if (may ? gates.includes(tag) || !known : tag !== 'right/missing') wrong.push([name, tag])
      }
      expect(wrong).toEqual([])
    },
  )

  it('at a locked desk: only the open ones, unlocking, locking and leaving', async () => {
    const { context, tagOf } = setUp({ role: 'operator' })
    const seat = context.holder.seat
    const passed: string[] = []
    for (const name of names) {
      if (seat !== undefined) context.holder.begin(seat.desk, seat.session)
      context.holder.setLocked(true)
      if ((await tagOf(name)) !== 'session/locked') passed.push(name)
    }
    expect(passed.sort()).toEqual([
      'header/status',
      'session/current',
      'session/lock',
      'session/login',
      'session/loginWithToken',
      'session/logout',
      'session/unlock',
      'signing/certificates',
    ])
  })

  it('refuses an input that is not an object, before anything else', async () => {
    const { call } = setUp({ role: 'operator' })
    for (const name of names) {
      for (const input of [null, 7, 'text', undefined, []])
        expect([name, input, await call(name, input)]).toMatchObject([name, input, { ok: false, error: { tag: 'input/invalid' } }])
    }
  })
})

describe('the dispatcher', () => {
  it.each(['session/steal', 'toString', '__proto__', 'constructor', ''])('knows no operation «%s»', async (name) => {
    expect(await setUp({ role: 'operator' }).call(name, {})).toEqual({ ok: false, error: { tag: 'input/invalid', remedy: 'support' } })
  })

  it('says where a bad input is bad, and does not log what stood there', async () => {
    const { call, log } = setUp({ role: 'operator' })
    const input = { ...caseId, draft: { ...draft, applicant: { iin: 850_102_300_019 } } }
    expect(await call('intake/saveDraft', input)).toEqual({
      ok: false,
      error: { tag: 'input/invalid', remedy: 'support', path: 'draft.applicant.iin' },
    })
    expect(log).toEqual(['warn Input refused {"operation":"intake/saveDraft","code":"draft.applicant.iin"}'])
  })

  it.each([
    ['diskFull', { tag: 'storage/diskFull', remedy: 'act' }],
    ['readOnly', { tag: 'storage/readOnly', remedy: 'act' }],
    ['damaged', { tag: 'storage/damaged', remedy: 'support' }],
    ['failed', { tag: 'storage/failed', remedy: 'support', code: 'SQLITE_X' }],
  ] as const)('a disk that is %s is its fault, in words of the contract', async (problem, error) => {
    const search = () => {
      throw new StorageProblem(problem, 'SQLITE_X')
    }
    const { call, log } = setUp({ role: 'operator', stores: (stores) => ({ cases: { ...stores.cases, search } }) })
    expect(await call('case/search', inputOf('case/search'))).toEqual({ ok: false, error })
    expect(log).toEqual(['error Storage problem {"operation":"case/search","code":"SQLITE_X"}'])
  })

  it('a handler that throws is `core/bug`: told with its place, without its message', async () => {
    const search = () => {
      throw new TypeError('Әбілқасымов 850102300019')
    }
    const { call, log } = setUp({ role: 'operator', stores: (stores) => ({ cases: { ...stores.cases, search } }) })
    const answer = await call('case/search', { text: 'Әбілқасымов', limit: 1 })
    expect(answer).toEqual({ ok: false, error: { tag: 'core/bug', remedy: 'support' } })
    expect(log).toEqual([expect.stringMatching(/^error Operation failed .*"failure":"TypeError \| at .*dispatch\.test\.ts/)])
    expect(log.join()).not.toMatch(/Әбілқасымов|850102300019/)
  })
})
