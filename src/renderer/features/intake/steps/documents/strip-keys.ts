import { isKey, type KeyPress } from '#renderer/components/key-press.ts'
import type { StripAction, StripState } from './page-strip.ts'

/** What a key does in the page strip. Letters act here alone, as it is a list; R is told by its place, so that the layout does not matter. */
export function stripActionOf(press: KeyPress, { pages, selected }: StripState): StripAction | undefined {
  const at = pages.findIndex((page) => page.id === selected)
  const page = pages[at]
  if (page === undefined) return undefined
  const pageId = page.id
  if (isKey('ArrowLeft', press) || isKey('ArrowUp', press)) return { kind: 'step', by: -1 }
  if (isKey('ArrowRight', press) || isKey('ArrowDown', press)) return { kind: 'step', by: 1 }
  if (isKey('Home', press)) return { kind: 'select', pageId: pages[0]?.id ?? pageId }
  if (isKey('End', press)) return { kind: 'select', pageId: pages.at(-1)?.id ?? pageId }
  if (isKey('Alt+ArrowLeft', press) || isKey('Alt+ArrowUp', press)) return { kind: 'move', pageId, to: at - 1 }
  if (isKey('Alt+ArrowRight', press) || isKey('Alt+ArrowDown', press)) return { kind: 'move', pageId, to: at + 1 }
  if (isKey('R', press)) return { kind: 'rotate', pageId, by: 90 }
  if (isKey('Shift+R', press)) return { kind: 'rotate', pageId, by: -90 }
  return isKey('Del', press) ? { kind: 'remove', pageId } : undefined
}
