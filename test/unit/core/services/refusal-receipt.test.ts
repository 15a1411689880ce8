import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { err } from '#core/base/result.ts'
import { readJson } from '#core/domain/canonical.ts'
import { refusedAsker } from '#core/domain/refusal-receipt.ts'
import { emptyDraft, type IntakeDraft } from '#core/domain/intake-draft.ts'
import { issueRefusalReceipt } from '#core/services/refusal-receipt.ts'
import { refuseReception } from '#core/services/refuse-reception.ts'
import { operator } from '#test/builders/case-log.ts'
import { readyCase, typedPerson, typedRepresentative } from '#test/builders/draft.ts'
import { createFakeDesk, definition, type FakeDesk, kindsOf, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf('operator')
const withPhone = { ...session, staff: { ...session.staff, phone: '+77232000000' } }

async function refusedCase(desk: FakeDesk, over: Partial<IntakeDraft> = {}, missingSlots = ['identity']) {
  const caseId = await readyCase(desk, over)
  const refusal = refuseReception(desk, withPhone, operator, { caseId, missingSlots, reason: 'Құжат жоқ' })
  if (!refusal.ok) throw new Error(refusal.error.tag)
  return caseId
}
const previewOf = async (desk: FakeDesk, caseId: Awaited<ReturnType<typeof refusedCase>>) => {
  const answer = await issueRefusalReceipt(desk, operator, { caseId, way: 'preview' })
  return answer.ok ? (readJson(answer.value.pdf) as { receipt: object }).receipt : answer
}

describe('the refusal receipt', () => {
  it('has the form’s fields though the draft is gone: to whom, what was refused, by whom, and what is missing', async () => {
    const desk = createFakeDesk()
    const caseId = await refusedCase(desk, { representative: typedRepresentative(), language: 'ru' })
    const identity = definition.documents.find(({ id }) => id === 'identity')
    expect([desk.stores.drafts.find(caseId), await previewOf(desk, caseId)]).toEqual([
      undefined,
      {
        asker: {
          name: { kk: 'Әбілқасымов Қайрат', ru: 'Әбілқасымов Қайрат' },
          address: 'Өскемен, Қазақстан көшесі, 1',
          receiver: 'Ахметова Дана',
        },
        refusedAt: desk.stores.cases.actions(caseId).find(({ event }) => event.kind === 'receptionRefused')?.at,
        office: { kind: 'centre', name: desk.workplace.name, address: desk.workplace.address, deskNumber: 7 },
        service: definition.name,
        missing: [identity?.title],
        reason: 'Құжат жоқ',
        operator: operator.fullName,
        phone: '+77232000000',
        copy: 1,
        training: true,
        language: 'ru',
      },
    ])
  })

  it('is shown without a trace, and is in the log before it is printed or saved; every copy counts', async () => {
    const desk = createFakeDesk()
    const caseId = await refusedCase(desk)
    const before = kindsOf(desk, caseId)
    await previewOf(desk, caseId)
    expect(kindsOf(desk, caseId)).toEqual(before)
    const copies = [
      await issueRefusalReceipt(desk, operator, { caseId, way: 'print' }),
      await issueRefusalReceipt(desk, operator, { caseId, way: 'save' }),
    ]
    expect([copies.map((copy) => copy.ok && copy.value.copy), desk.printed, kindsOf(desk, caseId).slice(before.length)]).toEqual([
      [1, 2],
      ['refusal-receipt-1'],
      ['refusalReceiptIssued', 'refusalReceiptIssued'],
    ])
    expect(desk.stores.cases.last(caseId)?.event).toEqual({ kind: 'refusalReceiptIssued', way: 'save', copy: 2 })
  })

  it('that the printer did not print is issued and can be printed again', async () => {
    const desk = createFakeDesk()
    const caseId = await refusedCase(desk)
    const broken = err(fault('printer/none', 'act'))
    const printer = { ...desk.printer, print: () => Promise.resolve(broken) }
    expect(await issueRefusalReceipt({ ...desk, printer }, operator, { caseId, way: 'print' })).toEqual(broken)
    expect(await issueRefusalReceipt(desk, operator, { caseId, way: 'print' })).toMatchObject({ ok: true, value: { copy: 2 } })
  })

  it('is not made for nobody, nor where reception was not refused', async () => {
    const desk = createFakeDesk()
    const nobody = await refusedCase(desk, { applicant: typedPerson({ address: ' ' }) })
    const open = await readyCase(desk)
    expect([
      await issueRefusalReceipt(desk, operator, { caseId: nobody, way: 'print' }),
      await issueRefusalReceipt(desk, operator, { caseId: open, way: 'print' }),
      refuseReception(desk, session, operator, { caseId: nobody, missingSlots: [], reason: 'Тағы' }),
    ]).toEqual([
      err({ tag: 'receipt/nobodyNamed', remedy: 'act' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'draft' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'receptionRefused' }),
    ])
  })
})

describe('refusedAsker', () => {
  const organisation = {
    bin: '990240001237',
    name: { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' },
    address: 'Өскемен',
    headIin: '',
  }
  it.each<[string, Partial<IntakeDraft>, object | undefined]>([
    ['nobody typed', {}, undefined],
    ['a name without an address', { applicant: typedPerson({ address: '' }) }, undefined],
    ['a surname alone', { applicant: typedPerson({ givenName: ' ' }) }, undefined],
    [
      'an organisation is named itself; its head signs',
      { applicantKind: 'organisation', organisation, applicant: typedPerson() },
      { name: organisation.name, address: 'Өскемен', receiver: 'Әбілқасымов Қайрат' },
    ],
    [
      'an organisation whose head is not known yet',
      { applicantKind: 'organisation', organisation },
      { name: organisation.name, address: 'Өскемен' },
    ],
    [
      'an organisation named in one language',
      { applicantKind: 'organisation', organisation: { ...organisation, name: { kk: 'ЖШС', ru: '' } } },
      undefined,
    ],
  ])('%s', (_what, over, asker) => {
    expect(refusedAsker({ ...emptyDraft('kk'), ...over })).toEqual(asker)
  })
})
