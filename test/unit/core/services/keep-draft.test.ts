import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { err, ok } from '#core/base/result.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { changeSlot, saveTyped } from '#core/services/keep-draft.ts'
import { newCaseId, operator } from '#test/builders/case-log.ts'
import { readyCase, typedPerson, wholeDraft } from '#test/builders/draft.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

describe('saveTyped', () => {
  it('saves what is typed, and leaves the slots as they are whatever the page believes', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    const slots = desk.stores.drafts.find(caseId)?.draft.slots
    await desk.clock.advance(1_000)
    const { slots: _none, ...typed } = emptyDraft('ru')
    const withSlots = { ...typed, applicant: typedPerson({ surname: 'Жаңа' }), slots: [] }
    expect(saveTyped(desk, caseId, withSlots)).toEqual(ok({ savedAt: '2026-11-20T05:00:01.000Z' }))
    expect(desk.stores.drafts.find(caseId)).toEqual({ draft: { ...withSlots, slots }, savedAt: '2026-11-20T05:00:01.000Z' })
  })

  it('no order of typing and of pages loses either', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk, { slots: [] })
    const pages = (await wholeDraft(desk)).slots[1]?.pages ?? []
    const step = fc.oneof(
      fc.string({ maxLength: 20 }).map((text) => ({ text })),
      fc.constantFrom('a', 'b', 'c').map((slotId) => ({ slotId })),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { slots: _slots, ...typed } = emptyDraft('kk')
        desk.stores.drafts.save(caseId, { ...typed, slots: [] }, desk.clock.instant())
        let surname = ''
        const counts = new Map<string, number>()
        for (const one of steps) {
          if ('text' in one) {
            surname = one.text
            saveTyped(desk, caseId, { ...typed, applicant: typedPerson({ surname }) })
          } else {
            counts.set(one.slotId, (counts.get(one.slotId) ?? 0) + pages.length)
            changeSlot(desk, caseId, one.slotId, (slot) => ({ ...slot, pages: [...slot.pages, ...pages] }))
          }
        }
        const kept = desk.stores.drafts.find(caseId)?.draft
        expect([kept?.applicant.surname, new Map(kept?.slots.map((slot) => [slot.slotId, slot.pages.length]))]).toEqual([surname, counts])
      }),
      { numRuns: 40 },
    )
  })

  it('a case that is not there, or not a draft any more, is refused and nothing is written', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk)
    const { slots: _slots, ...typed } = emptyDraft('kk')
    endIntake(desk, operator, caseId, { kind: 'cancelled', reason: 'кетіп қалды' })
    expect([saveTyped(desk, newCaseId(), typed), saveTyped(desk, caseId, typed)]).toEqual([
      err({ tag: 'case/missing', remedy: 'support' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'cancelled' }),
    ])
    expect(desk.stores.drafts.find(caseId)).toBeUndefined()
  })
})

describe('changeSlot', () => {
  it('makes the slot where there was none, keeps the others, and tells the page', async () => {
    const desk = createFakeDesk()
    const caseId = await readyCase(desk, { slots: [{ slotId: 'identity', originalSeen: true, pages: [] }] })
    const slots = [
      { slotId: 'identity', originalSeen: true, pages: [] },
      { slotId: 'application', originalSeen: true, pages: [] },
    ]
    expect(changeSlot(desk, caseId, 'application', (slot) => ({ ...slot, originalSeen: true }))).toEqual(ok({ slots }))
    expect({ kept: desk.stores.drafts.find(caseId)?.draft.slots, told: desk.told }).toEqual({ kept: slots, told: ['slotsChanged'] })
  })
})
