import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Bin } from '#core/domain/iin.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { FeedItem } from '#core/ports/gateway.ts'
import { iinNumber, newCaseId } from '#test/builders/case-log.ts'
import { applyFeedItem } from '#test/builders/feed.ts'
import { type CentreStage, centreCase, deskRequest, signedResult } from '#test/builders/desk-case.ts'
import { centreBin, createFakeDesk, kindsOf, providerBin, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const at = '2026-11-20T06:00:00.000Z'
const changed = ok({ changed: true })
const unchanged = ok({ changed: false })
const status = (caseId: CaseId, eventId: string, to: 'inWork' | 'completed' = 'inWork'): FeedItem => ({
  kind: 'statusChanged',
  eventId,
  caseId,
  status: to,
  at,
})
const result = (caseId: CaseId, resultHash: ContentHash, eventId = 'e-new'): FeedItem => ({
  kind: 'resultReady',
  eventId,
  caseId,
  resultHash,
  intermediate: false,
  at,
})

describe('a change of status', () => {
  it('is applied once, however often it comes', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'registered')
    const item = status(caseId, 'e-1')
    expect([await applyFeedItem(desk, item), await applyFeedItem(desk, item), await applyFeedItem(desk, item)]).toEqual([
      changed,
      unchanged,
      unchanged,
    ])
    expect([desk.stores.cases.state(caseId)?.stage, kindsOf(desk, caseId)]).toEqual([
      'inWork',
      ['opened', 'requestSigned', 'registered', 'statusReceived'],
    ])
  })

  it('that overtakes the answer to the submission is kept, and the number follows', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'queued')
    expect(await applyFeedItem(desk, status(caseId, 'e-1'))).toEqual(changed)
    const state = desk.stores.cases.state(caseId)
    expect([state?.stage, state?.number]).toEqual(['inWork', undefined])
  })

  it.each<[CentreStage, typeof changed | typeof unchanged, CentreStage]>([
    ['draft', unchanged, 'draft'],
    ['completed', changed, 'completed'],
    ['handedOut', changed, 'handedOut'],
  ])('never takes a case in stage %s back', async (stage, answer, after) => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, stage)
    expect([await applyFeedItem(desk, status(caseId, 'e-late')), desk.stores.cases.state(caseId)?.stage]).toEqual([answer, after])
  })

  it('of a case that is not here is passed over', async () => {
    const desk = createFakeDesk()
    expect([await applyFeedItem(desk, status(newCaseId(), 'e-1')), desk.stores.cases.allIds()]).toEqual([unchanged, []])
  })
})

describe('a result', () => {
  const setUp = async (stage: CentreStage, make = signedResult) => {
    const served: { cms: Uint8Array; asked: number } = { cms: new Uint8Array(), asked: 0 }
    const desk = createFakeDesk({
      gateway: {
        resultContent: () => {
          served.asked++
          return Promise.resolve(ok(served.cms))
        },
      },
    })
    const caseId = await centreCase(desk, stage)
    const made = make(caseId)
    served.cms = made.cms
    return { desk, caseId, served, ...made }
  }

  it.each<CentreStage>(['queued', 'registered', 'inWork'])(
    'is fetched, verified and kept, also where it comes early (%s)',
    async (stage) => {
      const { desk, caseId, cms, resultHash, served } = await setUp(stage)
      const item = result(caseId, resultHash)
      expect([await applyFeedItem(desk, item), await applyFeedItem(desk, item), served.asked]).toEqual([changed, unchanged, 1])
      const state = desk.stores.cases.state(caseId)
      expect(state).toMatchObject({ stage: 'completed', outcome: 'positive', resultReport: { accepted: true, problems: [] } })
      expect(state?.resultCms && (await desk.documents.get(state.resultCms))).toEqual(ok(cms))
      expect(desk.stores.cases.actions(caseId).at(-1)?.author.role).toBe('system')
    },
  )

  it('for a case that was handed out already is not even fetched', async () => {
    const { desk, caseId, resultHash, served } = await setUp('handedOut')
    expect([await applyFeedItem(desk, result(caseId, resultHash)), served.asked]).toEqual([unchanged, 0])
  })

  it('whose content is not the announced one is not taken', async () => {
    const { desk, caseId } = await setUp('inWork')
    const before = kindsOf(desk, caseId)
    expect(await applyFeedItem(desk, result(caseId, 'f'.repeat(64) as ContentHash))).toEqual(unchanged)
    expect(kindsOf(desk, caseId)).toEqual(before)
  })

  it('of another case is not taken for this one, even under the right hash', async () => {
    const { desk, caseId, resultHash } = await setUp('inWork', () => signedResult(newCaseId()))
    expect(await applyFeedItem(desk, result(caseId, resultHash))).toEqual(unchanged)
    expect(desk.stores.cases.state(caseId)?.stage).toBe('inWork')
  })

  it('signed by another organisation than it names is kept, and not accepted', async () => {
    const stranger = certificateOf({ iin: iinNumber(9), bin: centreBin })
    const { desk, caseId, resultHash } = await setUp('inWork', (id) => signedResult(id, stranger))
    expect(await applyFeedItem(desk, result(caseId, resultHash))).toEqual(changed)
    expect(desk.stores.cases.state(caseId)?.resultReport).toMatchObject({ accepted: false, problems: ['binDiffers'] })
  })

  it('that cannot be fetched or kept now is asked for again: nothing is written', async () => {
    const { desk, caseId, resultHash } = await setUp('inWork')
    const before = kindsOf(desk, caseId)
    const full = err(fault('storage/diskFull', 'act', {}))
    const diskFull = await applyFeedItem(
      { ...desk, documents: { ...desk.documents, put: () => Promise.resolve(full) } },
      result(caseId, resultHash),
    )
    const away = await applyFeedItem({ ...desk, gateway: createFakeDesk().gateway }, result(caseId, resultHash))
    expect([diskFull, away]).toEqual([full, err({ tag: 'gateway/unavailable', remedy: 'retry', why: 'noConnection' })])
    expect(kindsOf(desk, caseId)).toEqual(before)
  })
})

describe('a request at the provider', () => {
  const operator = sessionOf().staff
  const arrival = (make: (caseId: CaseId) => { readonly cms: Uint8Array; readonly requestHash: ContentHash }) => {
    const caseId = newCaseId()
    const { cms, requestHash } = make(caseId)
    const desk = createFakeDesk({ kind: 'provider', gateway: { request: () => Promise.resolve(ok(cms)) } })
    const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
    const item: FeedItem = {
      kind: 'requestArrived',
      eventId: 'e-1',
      caseId,
      number: '000000000001',
      registeredAt: at,
      deadline,
      requestHash,
      at,
    }
    return { desk, caseId, cms, item }
  }
  const signedBy =
    (over: object = {}, of = (caseId: CaseId): CaseId => caseId, request: Partial<ServiceRequest> = {}) =>
    (caseId: CaseId) => {
      const content = canonicalBytes(deskRequest(of(caseId), request))
      return { cms: cmsOf(content, certificateOf({ iin: operator.iin, bin: centreBin, ...over })), requestHash: hashOf(content) }
    }

  it('begins the provider’s case, once', async () => {
    const { desk, caseId, item } = arrival(signedBy())
    expect([await applyFeedItem(desk, item), await applyFeedItem(desk, item)]).toEqual([changed, unchanged])
    expect(desk.stores.cases.state(caseId)).toMatchObject({
      side: 'provider',
      stage: 'registered',
      number: '000000000001',
      request: deskRequest(caseId),
      requestReport: { accepted: true },
    })
  })

  it.each([
    ['another person', { iin: iinNumber(8) }, 'iinDiffers'],
    ['another organisation', { bin: providerBin }, 'binDiffers'],
  ])('signed by %s than the operator it names is kept, and not accepted', async (_who, over, problem) => {
    const { desk, caseId, item } = arrival(signedBy(over))
    await applyFeedItem(desk, item)
    expect(desk.stores.cases.state(caseId)?.requestReport).toMatchObject({ accepted: false, problems: [problem] })
  })

  const portal = { channel: 'portal', operator: undefined, centre: undefined } as unknown as Partial<ServiceRequest>
  const evidence = deskRequest(newCaseId()).applicant.evidence
  const organisation = { bin: '990240001237' as Bin, name: { kk: 'ЖШС', ru: 'ТОО' }, address: 'Өскемен', evidence }
  it.each<[string, Partial<ServiceRequest>, object, readonly string[]]>([
    ['a person, signed by them', portal, { iin: iinNumber(1), bin: undefined }, []],
    ['a person, signed by somebody else', portal, { iin: iinNumber(8), bin: undefined }, ['iinDiffers']],
    ['an organisation, signed for it', { ...portal, organisation }, { iin: iinNumber(8), bin: organisation.bin }, []],
    ['an organisation, signed by its head as a person', { ...portal, organisation }, { iin: iinNumber(1), bin: undefined }, ['binDiffers']],
    // Whoever leaves the operator out must not get by with the applicant's own signature.
    ['a centre that names no operator', { ...portal, channel: 'centre' }, { iin: iinNumber(1) }, ['iinDiffers', 'binDiffers']],
  ])('from %s', async (_whose, request, signer, problems) => {
    const { desk, caseId, item } = arrival(signedBy(signer, undefined, request))
    expect(await applyFeedItem(desk, item)).toEqual(changed)
    expect(desk.stores.cases.state(caseId)?.requestReport).toMatchObject({ accepted: problems.length === 0, problems })
  })

  it.each([
    ['that is not a request', () => ({ cms: cmsOf(new Uint8Array([1]), certificateOf()), requestHash: hashOf(new Uint8Array([1])) })],
    ['of another case', signedBy({}, () => newCaseId())],
    ['that is not the announced one', (caseId: CaseId) => ({ ...signedBy()(caseId), requestHash: 'f'.repeat(64) as ContentHash })],
  ])('%s is passed over', async (_what, make) => {
    const { desk, item } = arrival(make)
    expect([await applyFeedItem(desk, item), desk.stores.cases.allIds()]).toEqual([unchanged, []])
  })

  it('that its own desk took in goes on with the same case, and nothing is fetched', async () => {
    const { desk, item } = arrival(signedBy())
    const caseId = await centreCase(desk, 'queued', { channel: 'provider' })
    const request = desk.stores.cases.state(caseId)?.request
    const mine = { ...item, caseId, requestHash: hashOf(canonicalBytes(request)) }
    const silent = { ...desk, gateway: createFakeDesk().gateway }
    expect([
      await applyFeedItem(silent, { ...mine, requestHash: 'f'.repeat(64) as ContentHash }),
      await applyFeedItem(silent, mine),
      await applyFeedItem(silent, { ...mine, eventId: 'e-again' }),
    ]).toEqual([unchanged, changed, unchanged])
    expect([kindsOf(desk, caseId), desk.stores.cases.state(caseId)]).toMatchObject([
      ['opened', 'requestSigned', 'requestArrived'],
      { side: 'provider', stage: 'registered', number: '000000000001', channel: 'provider', request },
    ])
  })

  it('what comes back of the provider’s own deeds is passed over, without asking the gateway', async () => {
    const { desk, caseId, item } = arrival(signedBy())
    await applyFeedItem(desk, item)
    const silent = { ...desk, gateway: createFakeDesk().gateway }
    expect([
      await applyFeedItem(silent, status(caseId, 'e-2')),
      await applyFeedItem(silent, result(caseId, 'a'.repeat(64) as ContentHash)),
      await applyFeedItem(silent, extended(caseId)),
      kindsOf(desk, caseId),
    ]).toEqual([unchanged, unchanged, unchanged, ['requestArrived']])
  })
})

const later = { dueOn: '2026-12-01', issueFrom: '2026-12-02', calendarVersion: '1' }
const reason = { kk: 'Қосымша тексеру', ru: 'Дополнительная проверка' }
const extended = (caseId: CaseId): FeedItem => ({ kind: 'deadlineExtended', eventId: 'e-extended', caseId, deadline: later, reason, at })

it('an extended term is written down once, with what it was before', async () => {
  const desk = createFakeDesk()
  const caseId = await centreCase(desk, 'inWork')
  const before = desk.stores.cases.state(caseId)?.deadline
  expect([await applyFeedItem(desk, extended(caseId)), await applyFeedItem(desk, extended(caseId))]).toEqual([changed, unchanged])
  expect(desk.stores.cases.state(caseId)).toMatchObject({ stage: 'inWork', deadline: later, extension: { reason, from: before } })
})

describe('an intermediate paper', () => {
  const paper = (caseId: CaseId) =>
    signedResult(caseId, undefined, { decision: { outcome: 'intermediate', form: 'queueNotice', fields: {} }, form: 'queueNotice' })
  const setUp = async () => {
    const served: Record<string, Uint8Array> = {}
    const desk = createFakeDesk({ gateway: { resultContent: (_caseId, hash) => Promise.resolve(ok(served[hash] ?? new Uint8Array())) } })
    const caseId = await centreCase(desk, 'inWork')
    const [first, last] = [paper(caseId), signedResult(caseId)]
    served[first.resultHash] = first.cms
    served[last.resultHash] = last.cms
    return { desk, caseId, first, last }
  }

  it('is kept while the case goes on, and the final result comes after it', async () => {
    const { desk, caseId, first, last } = await setUp()
    const answers = [await applyFeedItem(desk, { ...result(caseId, first.resultHash, 'e-i'), intermediate: true } as FeedItem)]
    const between = desk.stores.cases.state(caseId)
    answers.push(await applyFeedItem(desk, result(caseId, last.resultHash, 'e-f')))
    expect([answers, between, desk.stores.cases.state(caseId)]).toMatchObject([
      [changed, changed],
      { stage: 'inWork', intermediate: { delivered: true, handedOut: false } },
      { stage: 'completed', outcome: 'positive', intermediate: { delivered: true } },
    ])
  })

  it('that says it is final, or the other way round, is not taken', async () => {
    const { desk, caseId, first, last } = await setUp()
    expect([
      await applyFeedItem(desk, result(caseId, first.resultHash)),
      await applyFeedItem(desk, { ...result(caseId, last.resultHash), intermediate: true } as FeedItem),
      desk.stores.cases.state(caseId)?.stage,
    ]).toEqual([unchanged, unchanged, 'inWork'])
  })
})
