import type { Block } from './paragraph.ts'

export interface PageFrame {
  /** Begins a page and says where its content may stand, points from the top. `first` for the document's first page. */
  readonly begin: (first: boolean) => { readonly top: number; readonly bottom: number }
}

export interface Flow {
  readonly put: (...blocks: readonly Block[]) => void
  /** Puts a block at the foot of this page; false, and nothing is put, where it no longer fits. */
  readonly putAtFoot: (block: Block) => boolean
}

/**
 * Sets blocks one under the other and begins a page whenever the next one does not fit. A block is never cut; where it begins a page and has a
 * `head`, that is set again above it.
 */
export function startFlow(frame: PageFrame): Flow {
  let place = frame.begin(true)
  let y = place.top
  const set = (block: Block): void => {
    block.draw(y)
    y += block.height
  }
  const turnFor = (block: Block): void => {
    if (y + block.height <= place.bottom || y === place.top) return
    place = frame.begin(false)
    y = place.top
    if (block.head !== undefined) set(block.head)
  }
  return {
    put: (...blocks) => {
      for (const block of blocks) {
        turnFor(block)
        set(block)
      }
    },
    putAtFoot: (block) => {
      if (y + block.height > place.bottom) return false
      y = place.bottom - block.height
      set(block)
      return true
    },
  }
}
