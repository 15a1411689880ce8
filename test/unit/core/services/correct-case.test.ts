import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { correctCase } from '#core/services/correct-case.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { record } from '#core/services/record.ts'
import { newCaseId, operator, report } from '#test/builders/case-log.ts'
import { centreCase, deskRequest, representative, signedResult } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'

const explanation = { kk: 'Мекенжай қате', ru: 'Адрес неверен' }
const ground = { id: 'addressWrong', text: { kk: 'Деректер сәйкес емес', ru: 'Данные не совпадают' } }
const decision: Decision = {
  outcome: 'refusal',
  groundIds: [ground.id],
  explanation,
  wrongFields: ['answers.address', 'slots.identity'],
}

/** A request with two bound papers, refused. */
async function refusedCase(desk: FakeDesk, refusal: Decision = decision, more: object = {}) {
  const paper = async (slotId: string, pages: number) => {
    const hash = await desk.documents.put(new TextEncoder().encode(`${slotId} ${pages}`))
    if (!hash.ok) throw new Error(hash.error.tag)
    return { slotId, title: explanation, sha256: hash.value, bytes: 9, pages, originalSeen: true }
  }
  const documents = [await paper('application', 1), await paper('identity', 2)]
  const caseId = await centreCase(desk, 'inWork', { documents, representative, ...more })
  const { cms } = signedResult(caseId, undefined, { decision: refusal, form: 'refusal', grounds: [ground] })
  const stored = await desk.documents.put(cms)
  if (!stored.ok) throw new Error(stored.error.tag)
  desk.stores.transaction(() =>
    record(desk, operator, caseId, { kind: 'resultReceived', cms: stored.value, outcome: refusal.outcome, report, eventId: 'e-r' }),
  )
  return { caseId, documents }
}
const draftOf = async (desk: FakeDesk, refused: CaseId) => {
  const answer = await correctCase(desk, operator, refused)
  if (!answer.ok) throw new Error(answer.error.tag)
  return { caseId: answer.value.caseId, draft: desk.stores.drafts.find(answer.value.caseId)?.draft }
}

describe('correctCase', () => {
  it('begins nothing beyond a limit', async () => {
    const desk = createFakeDesk({ limits: () => [{ kind: 'items', level: 'stop', value: 10_000, stopsAt: 10_000 }] })
    const { caseId } = await refusedCase(desk)
    expect(await correctCase(desk, operator, caseId)).toMatchObject({ error: { tag: 'limits/stopped', kind: 'items' } })
  })

  it('begins a new case with everything of the refused one, and what the provider named wrong', async () => {
    const desk = createFakeDesk()
    const { caseId: refused, documents } = await refusedCase(desk)
    const before = desk.stores.cases.actions(refused)
    const { caseId, draft } = await draftOf(desk, refused)
    const request = deskRequest(refused)
    const page = (sha256: ContentHash, index: number) => ({
      id: expect.any(String),
      source: { kind: 'pdf', hash: sha256, index },
      rotation: 0,
      origin: 'file',
    })
    expect(draft).toMatchObject({
      applicantKind: 'person',
      applicant: { iin: request.applicant.iin, surname: 'Әбілқасымов', phone: '+77010000000', evidence: request.applicant.evidence },
      representative: { iin: representative.iin, authorityNumber: 'БНАЖ-1', evidence: representative.authority?.evidence },
      answers: request.answers,
      language: 'kk',
      correction: {
        caseId: refused,
        number: '000000000001',
        refusedOn: '2026-11-20',
        wrongFields: ['answers.address', 'slots.identity'],
        grounds: [ground.text],
        explanation,
      },
      slots: [
        { slotId: 'application', originalSeen: true, pages: [page(documents[0]!.sha256, 0)] },
        // It was wrong: the original is to be looked at anew.
        { slotId: 'identity', originalSeen: false, pages: [page(documents[1]!.sha256, 0), page(documents[1]!.sha256, 1)] },
      ],
    })
    expect([desk.stores.cases.state(caseId), desk.stores.cases.actions(refused)]).toMatchObject([
      { stage: 'draft', serviceVersion: definition.version, channel: 'centre' },
      before,
    ])
  })

  it('the corrected request names the refused one', async () => {
    const desk = createFakeDesk()
    const { caseId: refused } = await refusedCase(desk, decision, { representative: undefined })
    const { caseId, draft } = await draftOf(desk, refused)
    if (draft === undefined) throw new Error('There is a draft')
    const slots = draft.slots.map((slot) => ({ ...slot, originalSeen: true }))
    desk.stores.drafts.save(caseId, { ...draft, slots }, desk.clock.instant())
    const prepared = await prepareRequest(desk, sessionOf(), caseId)
    expect(prepared.ok ? prepared.value.content : prepared.error).toMatchObject({ caseId, corrects: refused })
  })

  it('a page that is not on this desk any more is to be scanned again; nothing named wrong is nothing', async () => {
    const desk = createFakeDesk()
    const { caseId: refused, documents } = await refusedCase(desk, { outcome: 'refusal', groundIds: [ground.id], explanation })
    const lost = documents[0]?.sha256
    const has = (hash: ContentHash) => Promise.resolve(hash !== lost)
    const { draft } = await draftOf({ ...desk, documents: { ...desk.documents, has } }, refused)
    expect([draft?.slots.map(({ slotId }) => slotId), draft?.correction?.wrongFields]).toEqual([['identity'], []])
  })

  it('only a refused request can be put right, and only where the service is received', async () => {
    const desk = createFakeDesk()
    const positive = await centreCase(desk, 'completed')
    const open = await centreCase(desk, 'inWork')
    const elsewhere = createFakeDesk({ kind: 'provider', services: [{ ...definition, channels: { centre: definition.channels.centre } }] })
    expect([
      await correctCase(desk, operator, positive),
      await correctCase(desk, operator, open),
      await correctCase(desk, operator, newCaseId()),
      await correctCase(elsewhere, operator, (await refusedCase(elsewhere)).caseId),
    ]).toEqual([
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'completed' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'inWork' }),
      err({ tag: 'case/missing', remedy: 'support' }),
      err({ tag: 'catalogue/notReceivable', remedy: 'act' }),
    ])
  })
})
