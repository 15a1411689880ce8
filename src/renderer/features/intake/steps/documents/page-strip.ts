import type { Page, Rotation } from '#core/domain/document.ts'
import type { PageId } from '#core/domain/ids.ts'

/** A slot's pages as the operator sees them, what an undo goes back to, and which page is looked at. */
export interface StripState {
  readonly pages: readonly Page[]
  readonly past: readonly (readonly Page[])[]
  readonly selected: PageId | undefined
}

export type StripAction =
  | { readonly kind: 'select'; readonly pageId: PageId }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'rotate'; readonly pageId: PageId; readonly by: 90 | -90 }
  /** `to`: index among the pages once the page is taken out. */
  | { readonly kind: 'move'; readonly pageId: PageId; readonly to: number }
  | { readonly kind: 'remove'; readonly pageId: PageId }
  | { readonly kind: 'undo' }
  /** The core's pages. `ahead`: changes of ours are still on their way to it, so that only new pages are taken. */
  | { readonly kind: 'synced'; readonly pages: readonly Page[]; readonly ahead: boolean }

const pastLimit = 100

export const emptyStrip: StripState = { pages: [], past: [], selected: undefined }

export const openStrip = (pages: readonly Page[]): StripState => ({ pages, past: [], selected: pages[0]?.id })

const turned = (rotation: Rotation, by: 90 | -90): Rotation => ((((rotation + by) % 360) + 360) % 360) as Rotation

const samePages = (one: readonly Page[], other: readonly Page[]): boolean =>
  one.length === other.length && one.every((page, index) => page.id === other[index]?.id && page.rotation === other[index]?.rotation)

const indexOf = (pages: readonly Page[], pageId: PageId | undefined): number => pages.findIndex((page) => page.id === pageId)

/** The page to look at when the one looked at is gone: the one that came into its place, or the last. */
const nearest = (before: StripState, pages: readonly Page[]): PageId | undefined =>
  indexOf(pages, before.selected) >= 0
    ? before.selected
    : pages[Math.min(Math.max(0, indexOf(before.pages, before.selected)), pages.length - 1)]?.id

const edited = (state: StripState, pages: readonly Page[]): StripState =>
  samePages(state.pages, pages)
    ? state
    : { pages, past: [...state.past.slice(1 - pastLimit), state.pages], selected: nearest(state, pages) }

function synced(state: StripState, pages: readonly Page[], ahead: boolean): StripState {
  const known = new Set([...state.past.flat(), ...state.pages].map((page) => page.id))
  const added = pages.filter((page) => !known.has(page.id))
  const newest = added.at(-1)?.id
  if (!ahead && samePages(state.pages, pages)) return state
  const gone = state.pages.some((page) => indexOf(pages, page.id) < 0)
  // A page scanned anew: the old one can be brought back.
  if (!ahead && gone) return { ...edited(state, pages), selected: newest ?? nearest(state, pages) }
  if (added.length === 0) return ahead ? state : { ...state, pages, selected: nearest(state, pages) }
  // An undo takes back what the operator did, never pages that came meanwhile.
  return {
    pages: ahead ? [...state.pages, ...added] : pages,
    past: state.past.map((snapshot) => [...snapshot, ...added]),
    selected: newest,
  }
}

export function reduceStrip(state: StripState, action: StripAction): StripState {
  switch (action.kind) {
    case 'select':
      return indexOf(state.pages, action.pageId) < 0 ? state : { ...state, selected: action.pageId }
    case 'step': {
      const next = state.pages[indexOf(state.pages, state.selected) + action.by]
      return next === undefined ? state : { ...state, selected: next.id }
    }
    case 'rotate':
      return edited(
        state,
        state.pages.map((page) => (page.id === action.pageId ? { ...page, rotation: turned(page.rotation, action.by) } : page)),
      )
    case 'move': {
      const moved = state.pages.find((page) => page.id === action.pageId)
      if (moved === undefined) return state
      const rest = state.pages.filter((page) => page.id !== action.pageId)
      return edited(state, rest.toSpliced(Math.max(0, Math.min(action.to, rest.length)), 0, moved))
    }
    case 'remove':
      return edited(
        state,
        state.pages.filter((page) => page.id !== action.pageId),
      )
    case 'undo': {
      const before = state.past.at(-1)
      return before === undefined ? state : { pages: before, past: state.past.slice(0, -1), selected: broughtBack(state, before) }
    }
    case 'synced':
      return synced(state, action.pages, action.ahead)
  }
}

/** After an undo the page that came back is looked at. */
const broughtBack = (state: StripState, pages: readonly Page[]): PageId | undefined =>
  pages.find((page) => indexOf(state.pages, page.id) < 0)?.id ?? nearest(state, pages)
