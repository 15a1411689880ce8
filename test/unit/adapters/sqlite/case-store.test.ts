import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { linkAction } from '#core/domain/case-chain.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import type { ActionId } from '#core/domain/ids.ts'
import type { Bin } from '#core/domain/iin.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import { eventsOf, iinNumber, logOf, newCaseId, operator, type RequestOptions } from '#test/builders/case-log.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const at = '2026-11-20T05:00:00.000Z'
let stores: SqliteStores
beforeEach(() => {
  const opened = openStores({ file: join(temporaryFolder(), 'w.db'), key: new Uint8Array(32).fill(7) })
  if (!opened.ok) throw new Error(opened.error.tag)
  stores = opened.value
})
afterEach(() => stores.close())

const put = (options: Partial<RequestOptions> & { readonly number?: string } = {}, upTo = 3) => {
  const caseId = newCaseId()
  const actions = logOf(caseId, eventsOf({ ...options, caseId }).slice(0, upTo))
  for (const action of actions) stores.cases.append(action)
  return { caseId, actions }
}
const find = (text: string, more: object = {}) => stores.cases.search({ text, limit: 10, ...more }).map((line) => line.caseId)

describe('the log', () => {
  it('gives back actions, the last one and the state they fold to', () => {
    const { caseId, actions } = put()
    expect(stores.cases.actions(caseId)).toEqual(actions)
    expect(stores.cases.last(caseId)).toEqual(actions[2])
    expect(stores.cases.state(caseId)).toEqual(foldCase(actions))
    expect(stores.cases.state(newCaseId())).toBeUndefined()
  })

  it('refuses a gap, a wrong link and an action the stage does not allow, and stays as it was', () => {
    const { caseId, actions } = put({}, 1)
    const [, signed, registered] = logOf(caseId, eventsOf({ caseId }))
    expect(() => stores.cases.append(registered!)).toThrow('does not follow')
    expect(() => stores.cases.append({ ...signed!, previous: 'b'.repeat(64) as never })).toThrow('not linked')
    const early = logOf(caseId, [
      eventsOf({ caseId })[0]!,
      { kind: 'handedOut', to: 'applicant', identityDocument: { kind: 'idCard', number: '1' }, receiptShown: true, way: 'print' },
    ])[1]!
    expect(() => stores.cases.append({ ...early, previous: actions[0]!.hash })).toThrow('may not follow')
    expect(stores.cases.actions(caseId)).toEqual(actions)
  })

  it('forgets the state of a transaction that was rolled back', () => {
    const { caseId, actions } = put({}, 1)
    const signed = logOf(caseId, eventsOf({ caseId }).slice(1, 2)).map((action) => ({ ...action, seq: 2, previous: actions[0]!.hash }))[0]!
    expect(() =>
      stores.transaction(() => {
        stores.cases.append(signed)
        expect(stores.cases.state(caseId)?.stage).toBe('queued')
        throw new Error('undo')
      }),
    ).toThrow('undo')
    expect(stores.cases.state(caseId)).toEqual(foldCase(actions))
    expect(find('Әбілқасымов')).toEqual([])
    stores.cases.append(signed)
    expect(stores.cases.state(caseId)?.stage).toBe('queued')
  })
})

describe('search', () => {
  it('finds a case by number and its beginning, provisional number, IIN, id', () => {
    const { caseId } = put({ number: '202611200015', provisionalNumber: '90012611200007', iin: iinNumber(5) })
    put({ number: '302611200016', provisionalNumber: '80012611200008', iin: iinNumber(6) })
    for (const text of ['202611200015', '2026112', '9001 2611-20', '90012611200007', iinNumber(5), iinNumber(5).slice(0, 6), caseId])
      expect([text, find(text)]).toEqual([text, [caseId]])
    expect(stores.cases.byNumber('202611200015')).toBe(caseId)
    expect(stores.cases.byNumber('90012611200007')).toBe(caseId)
    expect(stores.cases.byNumber('2026112000')).toBeUndefined()
  })

  it('finds a name in either spelling, by the beginnings of its words in any order', () => {
    const { caseId } = put({ surname: 'Әбілқасымов', givenName: 'Өмірұзақ' })
    put({ surname: 'Сейтқали', givenName: 'Алёна' })
    for (const text of ['әбіл', 'АБИЛ', 'Әбілқасымов Өмірұзақ', 'омирузак абилкасымов', 'өм әб'])
      expect([text, find(text)]).toEqual([text, [caseId]])
    expect(find('алена')).toHaveLength(1)
    expect(find('билкас')).toEqual([])
    expect(find('"* OR NOT')).toEqual([])
    expect(find('---')).toEqual([])
  })

  it('lists newest first, by stage and side', () => {
    const [old, draft, young] = [put(), put({}, 1), put()]
    expect(find('')).toEqual([young.caseId, draft.caseId, old.caseId])
    expect(find('', { stages: ['registered'] })).toEqual([young.caseId, old.caseId])
    expect(find('', { stages: ['registered', 'draft'], side: 'centre', limit: 2 })).toEqual([young.caseId, draft.caseId])
    expect(find('', { side: 'provider' })).toEqual([])
    expect(find('әбіл', { stages: ['completed'] })).toEqual([])
    expect(find('кайр абил', { stages: ['registered'], side: 'centre' })).toEqual([young.caseId, old.caseId])
    expect(find('айр', { stages: ['registered'] })).toEqual([])
    expect(find('00000', { stages: ['registered', 'draft'], limit: 1 })).toEqual([young.caseId])
    expect(find(iinNumber(1), { stages: ['registered'] })).toEqual([young.caseId, old.caseId])
    expect(find(iinNumber(1).slice(0, 5), { stages: ['registered'] })).toEqual([])
    expect(find('абил', { side: 'provider' })).toEqual([])
    expect(stores.cases.countByStage()).toEqual({ draft: 1, registered: 2 })
  })

  it('shows a line with what the log says', () => {
    const { caseId } = put({ iin: iinNumber(5), number: '202611200015' })
    expect(stores.cases.openCasesOf(iinNumber(5), 'unemployed-cert')).toEqual([
      {
        caseId,
        stage: 'registered',
        side: 'centre',
        serviceId: 'unemployed-cert',
        channel: 'centre',
        number: '202611200015',
        provisionalNumber: '90010000000001',
        applicantName: 'Әбілқасымов Қайрат',
        applicantIin: iinNumber(5),
        openedAt: '2026-11-20T05:00:00.000Z',
        updatedAt: '2026-11-20T05:00:02.000Z',
        dueOn: '2026-11-27',
      },
    ])
    expect(stores.cases.openCasesOf(iinNumber(5), 'other')).toEqual([])
  })

  it('finds an organisation by its BIN and by its name in either language, and shows it instead of its head', () => {
    const caseId = newCaseId()
    const bin = '990240001237' as Bin
    const name = { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' }
    const [opened, signed] = eventsOf({ caseId })
    if (opened?.kind !== 'opened' || signed?.kind !== 'requestSigned') throw new Error('The builder opens and signs')
    const evidence = signed.request.applicant.evidence
    const request = { ...signed.request, channel: 'provider' as const, organisation: { bin, name, address: 'Өскемен', evidence } }
    for (const action of logOf(caseId, [
      { ...opened, channel: 'provider' },
      { ...signed, request },
    ]))
      stores.cases.append(action)
    put({ surname: 'Ертісбаев' })
    for (const text of [bin, bin.slice(0, 6), 'ЕРТІС ЖШС', 'иртыш']) expect([text, find(text)]).toEqual([text, [caseId]])
    expect(find('Әбілқасымов')).toEqual([])
    expect(stores.cases.openCasesOf(bin, 'unemployed-cert')).toMatchObject([
      { caseId, channel: 'provider', applicantName: name.kk, applicantIin: bin },
    ])
    expect(stores.cases.openCasesOf(request.applicant.iin, 'unemployed-cert').map((line) => line.caseId)).not.toContain(caseId)
  })

  it('finds a draft of an organisation by what is typed of it', () => {
    const { caseId } = put({}, 1)
    const organisation = { bin: '990240001237', name: { kk: 'Ертіс', ru: 'Иртыш' }, address: '', headIin: '' }
    const draft = { ...emptyDraft('kk'), applicantKind: 'organisation' as const, organisation }
    stores.drafts.save(caseId, draft, '2026-11-20T05:10:00.000Z')
    expect([find('иртыш'), find('990240001237')]).toEqual([[caseId], [caseId]])
  })

  it('a case that goes on at the provider’s own desk changes its side', () => {
    const { caseId } = put()
    const [, signed] = eventsOf({ caseId })
    if (signed?.kind !== 'requestSigned') throw new Error('The builder signs')
    const { request, cms, report } = signed
    const deadline = { dueOn: '2026-11-27', issueFrom: '2026-11-30', calendarVersion: '1' }
    const last = stores.cases.last(caseId)
    const arrived = {
      kind: 'requestArrived' as const,
      request,
      cms,
      report,
      number: '000000000001',
      registeredAt: at,
      deadline,
      eventId: 'e',
    }
    stores.cases.append(linkAction(last, { id: randomUUID() as ActionId, caseId, at, author: operator, event: arrived }))
    expect([find('', { side: 'centre' }), find('', { side: 'provider' })]).toEqual([[], [caseId]])
  })

  it('gives the signed requests of one asker for one service, newest first, and not what never was sent or was called off', () => {
    const [old, , young] = [put(), put({ iin: iinNumber(4) }), put()]
    put({}, 1)
    const cancelled = put({}, 2)
    const last = stores.cases.last(cancelled.caseId)
    const event = { kind: 'cancelled' as const, reason: 'r' }
    stores.cases.append(linkAction(last, { id: randomUUID() as ActionId, caseId: cancelled.caseId, at, author: operator, event }))
    const of = (limit: number, service = 'unemployed-cert') => stores.cases.signedCasesOf(iinNumber(1), service, limit)
    expect([of(10), of(1), of(10, 'other')]).toEqual([[young.caseId, old.caseId], [young.caseId], []])
  })

  it('lists a visit in the order its cases were begun, from the first on', () => {
    const first = put({}, 1)
    const later = [newCaseId(), newCaseId()]
    for (const caseId of later) {
      const [opened] = eventsOf({ caseId })
      if (opened?.kind !== 'opened') throw new Error('The builder opens')
      for (const action of logOf(caseId, [{ ...opened, visit: first.caseId }])) stores.cases.append(action)
    }
    put({}, 1)
    expect(stores.cases.visit(first.caseId).map((line) => line.caseId)).toEqual([first.caseId, ...later])
    stores.rebuildIndex()
    expect(stores.cases.visit(first.caseId).map((line) => line.caseId)).toEqual([first.caseId, ...later])
  })

  it('finds a draft by the name typed so far, until something else is typed', () => {
    const { caseId } = put({}, 1)
    const draft = emptyDraft('kk')
    stores.drafts.save(
      caseId,
      { ...draft, applicant: { ...draft.applicant, surname: 'Жұмабек', iin: iinNumber(9) } },
      '2026-11-20T05:10:00.000Z',
    )
    expect([find('жумаб'), find(iinNumber(9))]).toEqual([[caseId], [caseId]])
    stores.drafts.save(caseId, { ...draft, applicant: { ...draft.applicant, surname: 'Сәрсен' } }, '2026-11-20T05:10:01.000Z')
    expect([find('жумаб'), find('сарсен')]).toEqual([[], [caseId]])
    expect(stores.drafts.find(caseId)?.savedAt).toBe('2026-11-20T05:10:01.000Z')
    stores.drafts.remove(caseId)
    expect(stores.drafts.find(caseId)).toBeUndefined()
  })

  it('rebuilds the same index from the log', () => {
    put()
    put({ surname: 'Сейтқали', number: '202611200015' })
    const { caseId } = put({}, 1)
    const draft = emptyDraft('kk')
    stores.drafts.save(caseId, { ...draft, applicant: { ...draft.applicant, surname: 'Жұмабек' } }, '2026-11-20T05:10:00.000Z')
    const before = stores.cases.search({ text: '', limit: 10 })
    expect(stores.rebuildIndex()).toBe(3)
    expect(stores.cases.search({ text: '', limit: 10 })).toEqual(before)
    expect([find('сейтк').length, find('жума')]).toEqual([1, [caseId]])
  })
})
