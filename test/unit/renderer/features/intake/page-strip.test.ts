import { describe, expect, it } from 'vitest'
import type { Page } from '#core/domain/document.ts'
import { ContentHash, PageId } from '#core/domain/ids.ts'
import { openStrip, reduceStrip, type StripAction, type StripState } from '#renderer/features/intake/steps/documents/page-strip.ts'

const idOf = (name: string): PageId => PageId.parse(`00000000-0000-4000-8000-${name.codePointAt(0)?.toString(16).padStart(12, '0')}`)
const page = (name: string): Page => ({
  id: idOf(name),
  rotation: 0,
  origin: 'scan',
  source: {
    kind: 'image',
    hash: ContentHash.parse((name.codePointAt(0) ?? 0).toString(16).padStart(64, '0')),
    widthPx: 100,
    heightPx: 140,
    dpi: 300,
  },
})
const pages = (names: string): Page[] => [...names].map(page)
const namesOf = (list: readonly Page[]): string => list.map(({ id }) => String.fromCodePoint(Number.parseInt(id.slice(-12), 16))).join('')
const after = (state: StripState, ...actions: readonly StripAction[]): StripState => actions.reduce(reduceStrip, state)
const shown = (state: StripState) => ({
  pages: namesOf(state.pages),
  selected: state.selected === undefined ? '' : namesOf(state.pages.filter(({ id }) => id === state.selected)),
  undo: state.past.length,
})

describe('page strip', () => {
  it('begins on the first page', () => {
    expect(shown(openStrip(pages('abc')))).toEqual({ pages: 'abc', selected: 'a', undo: 0 })
    expect(shown(openStrip([]))).toEqual({ pages: '', selected: '', undo: 0 })
  })

  it('steps along the pages and stops at either end', () => {
    const state = openStrip(pages('ab'))
    expect(shown(after(state, { kind: 'step', by: 1 })).selected).toBe('b')
    expect(shown(after(state, { kind: 'step', by: 1 }, { kind: 'step', by: 1 })).selected).toBe('b')
    expect(shown(after(state, { kind: 'step', by: -1 })).selected).toBe('a')
  })

  it('moves a page, also beyond the ends, and undoes it', () => {
    const state = openStrip(pages('abcd'))
    const moved = after(state, { kind: 'move', pageId: idOf('a'), to: 2 })
    expect(shown(moved)).toEqual({ pages: 'bcad', selected: 'a', undo: 1 })
    expect(shown(after(state, { kind: 'move', pageId: idOf('a'), to: 99 })).pages).toBe('bcda')
    expect(shown(after(state, { kind: 'move', pageId: idOf('c'), to: -1 })).pages).toBe('cabd')
    expect(shown(after(moved, { kind: 'undo' }))).toEqual({ pages: 'abcd', selected: 'a', undo: 0 })
  })

  it('has nothing to undo where a move changed nothing', () => {
    expect(shown(after(openStrip(pages('ab')), { kind: 'move', pageId: idOf('a'), to: 0 })).undo).toBe(0)
  })

  it('turns by quarters, both ways round', () => {
    const turned = (...by: readonly (90 | -90)[]) =>
      after(openStrip(pages('a')), ...by.map((one): StripAction => ({ kind: 'rotate', pageId: idOf('a'), by: one }))).pages[0]?.rotation
    expect([turned(90), turned(90, 90, 90, 90), turned(-90), turned(-90, 90)]).toEqual([90, 0, 270, 0])
  })

  it('deletes a page, goes on to the one that takes its place, and brings it back with the look on it', () => {
    const state = after(openStrip(pages('abc')), { kind: 'select', pageId: idOf('b') }, { kind: 'remove', pageId: idOf('b') })
    expect(shown(state)).toEqual({ pages: 'ac', selected: 'c', undo: 1 })
    expect(shown(after(state, { kind: 'undo' }))).toEqual({ pages: 'abc', selected: 'b', undo: 0 })
    expect(shown(after(openStrip(pages('a')), { kind: 'remove', pageId: idOf('a') }))).toEqual({ pages: '', selected: '', undo: 1 })
  })

  it('undoes several steps in their order', () => {
    const state = after(
      openStrip(pages('abc')),
      { kind: 'remove', pageId: idOf('a') },
      { kind: 'move', pageId: idOf('b'), to: 1 },
      { kind: 'remove', pageId: idOf('c') },
    )
    expect(shown(state).pages).toBe('b')
    expect(shown(after(state, { kind: 'undo' })).pages).toBe('cb')
    expect(shown(after(state, { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' }))).toMatchObject({
      pages: 'abc',
      undo: 0,
    })
  })

  it('shows pages as they come from the scanner, and an undo does not take them away', () => {
    const edited = after(openStrip(pages('ab')), { kind: 'remove', pageId: idOf('a') })
    const come = after(edited, { kind: 'synced', pages: pages('bc'), ahead: false })
    expect(shown(come)).toEqual({ pages: 'bc', selected: 'c', undo: 1 })
    expect(shown(after(come, { kind: 'undo' })).pages).toBe('abc')
  })

  it('lets the old page be brought back after one was scanned anew', () => {
    const again = after(openStrip(pages('abc')), { kind: 'synced', pages: pages('axc'), ahead: false })
    expect(shown(again)).toEqual({ pages: 'axc', selected: 'x', undo: 1 })
    expect(shown(after(again, { kind: 'undo' })).pages).toBe('abc')
  })

  it('does not fall back to the core’s older order while a change is on its way, but takes new pages', () => {
    const moved = after(openStrip(pages('abc')), { kind: 'move', pageId: idOf('c'), to: 0 })
    expect(after(moved, { kind: 'synced', pages: pages('abc'), ahead: true })).toBe(moved)
    expect(shown(after(moved, { kind: 'synced', pages: pages('abcd'), ahead: true }))).toMatchObject({ pages: 'cabd', selected: 'd' })
  })

  it('does not bring back a page that was deleted while the deletion is on its way', () => {
    const state = after(openStrip(pages('ab')), { kind: 'remove', pageId: idOf('b') })
    expect(after(state, { kind: 'synced', pages: pages('ab'), ahead: true })).toBe(state)
  })

  it('stays the same object when the core says what is shown already', () => {
    const state = openStrip(pages('ab'))
    expect(after(state, { kind: 'synced', pages: pages('ab'), ahead: false })).toBe(state)
  })
})
