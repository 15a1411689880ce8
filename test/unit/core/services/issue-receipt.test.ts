import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { readJson } from '#core/domain/canonical.ts'
import type { Bin } from '#core/domain/iin.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { issueReceipt, previewReceipt } from '#core/services/issue-receipt.ts'
import { operator } from '#test/builders/case-log.ts'
import { centreCase, deskRequest, providerCase, representative } from '#test/builders/desk-case.ts'
import { newCaseId } from '#test/builders/case-log.ts'
import { createFakeDesk, type FakeDesk, providerBin } from '#test/fakes/desk.ts'

const receiptOf = async (desk: FakeDesk, over: Partial<ServiceRequest>) => {
  const preview = await previewReceipt(desk, await centreCase(desk, 'registered', over), 'a5')
  return preview.ok ? (readJson(preview.value.pdf) as { receipt: object }).receipt : preview
}
const notInStage = err({ tag: 'case/notInStage', remedy: 'act', stage: 'registered' })

describe('a receipt', () => {
  it('names who asks, who acts for them, who took it in, and where and when the result is given out', async () => {
    const desk = createFakeDesk()
    expect(await receiptOf(desk, { representative })).toMatchObject({
      number: '000000000001',
      provisional: false,
      provisionalNumber: '90010000000001',
      applicant: 'Әбілқасымов Қайрат',
      representative: 'Ахметова Дана',
      operator: operator.fullName,
      centre: { name: desk.workplace.name },
      handOut: { on: '2026-11-26', place: desk.workplace.address },
      copy: 1,
    })
  })

  it('bears the desk’s own number alone before registration', async () => {
    const desk = createFakeDesk()
    const preview = await previewReceipt(desk, await centreCase(desk, 'queued'), 'a5')
    const receipt = preview.ok ? (readJson(preview.value.pdf) as { receipt: object }).receipt : preview
    expect(receipt).toMatchObject({ number: '90010000000001', provisional: true })
    expect(receipt).not.toHaveProperty('provisionalNumber')
  })

  it('of an organisation names it beside its head, what was paid, and the refused request that this one puts right', async () => {
    const { evidence } = deskRequest(newCaseId()).applicant
    const name = { kk: 'ЖШС', ru: 'ТОО' }
    const organisation = { bin: '990240001237' as Bin, name, address: 'Өскемен', evidence }
    const paid = {
      outcome: 'declared' as const,
      register: 'ЭҮТШ' as const,
      declaredAt: '2026-11-20T05:00:00.000Z',
      why: 'unavailable' as const,
    }
    const desk = createFakeDesk()
    const corrects = await centreCase(desk, 'queued')
    expect(await receiptOf(desk, { organisation, corrects, payment: { reference: '451', tenge: 2_000, evidence: paid } })).toMatchObject({
      applicant: 'Әбілқасымов Қайрат',
      organisation: { name, bin: '990240001237' },
      payment: { reference: '451', tenge: 2_000 },
      corrects: '90010000000001',
    })
  })

  it('is issued at the provider’s own desk for what was taken in there, and for nothing that came from elsewhere', async () => {
    const desk = createFakeDesk({ kind: 'provider' })
    const centre = { bin: providerBin, name: desk.workplace.name, desk: 7 }
    const portal = { channel: 'portal', centre: undefined, operator: undefined } as unknown as Partial<ServiceRequest>
    expect([
      await receiptOf(desk, { channel: 'provider', centre }),
      await receiptOf(desk, portal),
      await previewReceipt(desk, providerCase(desk), 'a5'),
    ]).toMatchObject([{ number: '000000000001' }, notInStage, notInStage])
  })

  it('is in the log before it is printed, and every copy counts', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'queued')
    const input = { caseId, layout: 'a5' as const, way: 'print' as const }
    const copies = [await issueReceipt(desk, operator, input), await issueReceipt(desk, operator, input)]
    expect([copies.map((copy) => copy.ok && copy.value.copy), desk.printed]).toEqual([
      [1, 2],
      ['receipt-90010000000001-1', 'receipt-90010000000001-2'],
    ])
  })
})
