import { describe, expect, it } from 'vitest'
import { ContentHash, PageId } from '#core/domain/ids.ts'
import { emptyStrip, openStrip } from '#renderer/features/intake/steps/documents/page-strip.ts'
import { stripActionOf } from '#renderer/features/intake/steps/documents/strip-keys.ts'

const first = PageId.parse('00000000-0000-4000-8000-000000000001')
const second = PageId.parse('00000000-0000-4000-8000-000000000002')
const source = { kind: 'pdf', hash: ContentHash.parse('a'.repeat(64)), index: 0 } as const
const strip = openStrip([
  { id: first, rotation: 0, origin: 'file', source },
  { id: second, rotation: 0, origin: 'file', source },
])
const press = (key: string, code = key, held: { altKey?: boolean; shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  code,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})

describe('keys of the page strip', () => {
  it('chooses, moves, turns and takes out', () => {
    expect([
      stripActionOf(press('ArrowRight'), strip),
      stripActionOf(press('End'), strip),
      stripActionOf(press('ArrowRight', 'ArrowRight', { altKey: true }), strip),
      stripActionOf(press('r', 'KeyR'), strip),
      stripActionOf(press('R', 'KeyR', { shiftKey: true }), strip),
      stripActionOf(press('Delete'), strip),
    ]).toEqual([
      { kind: 'step', by: 1 },
      { kind: 'select', pageId: second },
      { kind: 'move', pageId: first, to: 1 },
      { kind: 'rotate', pageId: first, by: 90 },
      { kind: 'rotate', pageId: first, by: -90 },
      { kind: 'remove', pageId: first },
    ])
  })

  it('knows R by its place in the Kazakh layout', () => {
    expect(stripActionOf(press('к', 'KeyR'), strip)).toEqual({ kind: 'rotate', pageId: first, by: 90 })
  })

  it('leaves the browser’s and the screen’s keys alone', () => {
    expect([
      stripActionOf(press('r', 'KeyR', { ctrlKey: true }), strip),
      stripActionOf(press('F4'), strip),
      stripActionOf(press('Delete'), emptyStrip),
    ]).toEqual([undefined, undefined, undefined])
  })
})
