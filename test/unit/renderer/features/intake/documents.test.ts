import { describe, expect, it } from 'vitest'
import { PageId, ContentHash } from '#core/domain/ids.ts'
import { DocumentSlot } from '#core/domain/service.ts'
import { groupedDigest } from '#renderer/features/signing/grouped-digest.ts'
import { deviceOf, readScanSettings, writeScanSettings } from '#renderer/features/intake/steps/documents/scan-settings.ts'
import { isSlotReady, missingSlots, slotProgress } from '#renderer/features/intake/steps/documents/slot-state.ts'

const slot = (patch: Partial<DocumentSlot>): DocumentSlot => ({
  ...DocumentSlot.parse({
    id: 'identity',
    title: { kk: 'Жеке куәлік', ru: 'Удостоверение' },
    required: true,
    original: 'shown',
    maxPages: 2,
    scan: { dpi: 300, mode: 'gray' },
  }),
  ...patch,
})
const draft = (pages: number, originalSeen: boolean) => ({
  slotId: 'identity',
  originalSeen,
  pages: Array.from({ length: pages }, (_, index) => ({
    id: PageId.parse(`00000000-0000-4000-8000-00000000000${index}`),
    rotation: 0 as const,
    origin: 'scan' as const,
    source: { kind: 'pdf' as const, hash: ContentHash.parse('a'.repeat(64)), index },
  })),
})

describe('a slot of the checklist', () => {
  it('is ready with pages within the limit and the original seen', () => {
    expect([
      isSlotReady(slot({}), [draft(1, true)]),
      isSlotReady(slot({}), [draft(1, false)]),
      isSlotReady(slot({ original: 'copy' }), [draft(1, false)]),
      isSlotReady(slot({}), [draft(3, true)]),
      isSlotReady(slot({}), []),
    ]).toEqual([true, false, true, false, false])
  })

  it('counts towards the whole where it is required, or from its first page on', () => {
    const slots = [slot({}), slot({ id: 'other', required: false })]
    expect(slotProgress(slots, [draft(1, true)])).toEqual({ done: 1, total: 1 })
    expect(slotProgress(slots, [draft(1, true), { ...draft(1, false), slotId: 'other' }])).toEqual({ done: 1, total: 2 })
  })

  it('is missing where it is required and has no page', () => {
    expect(missingSlots([slot({}), slot({ id: 'other', required: false })], [draft(0, true)]).map(({ id }) => id)).toEqual(['identity'])
    expect(missingSlots([slot({})], [draft(1, false)])).toEqual([])
  })
})

describe('what the desk remembers of scanning', () => {
  it('keeps a device’s id with blanks, and where the paper lies', () => {
    const settings = { deviceId: 'test:0 left', source: 'feeder' } as const
    expect(readScanSettings(writeScanSettings(settings))).toEqual(settings)
    expect(readScanSettings(null)).toEqual({ deviceId: '', source: 'flatbed' })
  })

  it('falls back to the first device where the remembered one is gone', () => {
    expect([deviceOf([{ id: 'a' }, { id: 'b' }], 'b'), deviceOf([{ id: 'a' }], 'b'), deviceOf([], 'b')]).toEqual([
      { id: 'b' },
      { id: 'a' },
      undefined,
    ])
  })
})

it('shows a digest in eight groups of eight', () => {
  expect(groupedDigest('0123456789abcdef'.repeat(4))).toBe('01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef')
})
